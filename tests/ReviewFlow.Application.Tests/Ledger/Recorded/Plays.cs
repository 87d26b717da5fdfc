using NodaTime;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Assessments;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;

namespace ReviewFlow.Application.Tests.Ledger.Recorded;

/// <summary>The quarters that are recorded, each played by the product itself.</summary>
internal static partial class Plays
{
    public static readonly Person Delegate = new("Dana, a delegate", "dana@example.com");

    private static readonly TeamId Checkout = SampleRosters.Checkout,
        Dispatch = SampleRosters.Dispatch,
        Platform = SampleRosters.Platform;

    private static readonly (string, string)[] Three =
    [
        ("checkout", "market"),
        ("dispatch", "logistics"),
        ("platform", "company"),
    ];

    /// <summary>
    /// A joint quarter from start to release, behind an earlier one: ratings replaced and taken back, gaps settled,
    /// shares contested and confirmed, walls, a partnership check, a fit conversation, reminders, an escalation, a
    /// return, an amendment and a withdrawn sign-off.
    /// </summary>
    public static async Task Joint(QuarterPlay play)
    {
        await play.House.Start(JointQuarter.Of(Three[0], Three[2]));
        await play.Pass(TimeSpan.FromHours(1));
        await Partnership(play);
        await Ratings(play);
        await Shares(play);
        await Work(play);
        await play.SignBoth(Checkout, "market");
        await play.Pass(TimeSpan.FromDays(20));
        await play.Do(new QuarterCommand.Extend(new(2026, 11, 20), "Two were ill"));
        await play.Return(Checkout, "company", Seat.Product, "Look at growth again,\nplease");
        await play.Assess(Checkout, "mp", "mp");
        await play.SignBoth(Checkout, "market");
        await play.Do(
            Checkout,
            new SigningCommand.Withdraw(
                SampleRosters.Product("market"),
                QuarterPlay.Of("market", Seat.Product),
                "Too early"
            )
        );
        await play.Amend(Checkout, 73.1m, "The figure was that of August — \"73,1\"");
        await play.Assess(Checkout, "mx", "pm");
        await play.Assess(Platform);
        await play.SignBoth(Checkout, "market", "company");
        await play.SignBoth(Platform, "company");
        await Fit(play);
        await play.Release();
    }

    /// <summary>
    /// A joint quarter with a part taken over in the middle of an assessment and one while it is signed, a proposal to
    /// take over that was withdrawn, a delegate who rates and signs, and a team that was voided.
    /// </summary>
    public static async Task TakenOver(QuarterPlay play)
    {
        await play.House.Start(JointQuarter.Of([.. Three, ("returns", "logistics")]));
        var (market, logistics, returns) = (PairId.Parse("market"), PairId.Parse("logistics"), TeamId.Parse("returns"));
        await play.Seal(Checkout, Seat.Product, "mm");
        await Propose(play, Checkout, market, Seat.Product, "Tom is ill and nobody is named");
        await play.Do(
            Checkout,
            new TakeOverCommand.Withdraw(
                SampleRosters.Product("company"),
                QuarterPlay.Of("company", Seat.Product),
                market
            )
        );
        await Propose(play, Checkout, market, Seat.Technology, "Both are away until the end of October");
        await Propose(play, Checkout, market, Seat.Product, "Both are away until the end of October");
        foreach (var seat in Enum.GetValues<Seat>())
            await play.Seal(Checkout, seat, "pm");
        await play.Conclude(Checkout);
        await play.SignBoth(Checkout, "company");

        await play.Do(
            new QuarterCommand.DelegateTo(
                QuarterPlay.Of("logistics", Seat.Technology).Id,
                Delegate,
                new LocalDate(2026, 10, 1),
                new LocalDate(2026, 10, 30)
            )
        );
        await play.Seal(Dispatch, Seat.Product, "pm");
        await play.Seal(Dispatch, Seat.Technology, "pp", Delegate);
        await play.Conclude(Dispatch);
        await play.Sign(Dispatch, "logistics", Seat.Product);
        await play.Sign(Dispatch, "logistics", Seat.Technology, Delegate);
        await play.SignBoth(Dispatch, "company");
        await play.Do(new QuarterCommand.EndDelegation(QuarterPlay.Of("logistics", Seat.Technology).Id, Delegate.Id));

        await play.Assess(returns);
        await play.Sign(returns, "logistics", Seat.Product);
        await Propose(play, returns, logistics, Seat.Product, "Nobody is reached");
        await Propose(play, returns, logistics, Seat.Technology, "Nobody is reached");
        await play.SignBoth(returns, "company");
        await play.Do(Platform, new SigningCommand.Void("It was merged into checkout"));
        await play.Release();
    }

    /// <summary>
    /// A joint quarter with two returns that are taken back: one at once, one after a seat had rated again.
    /// </summary>
    public static async Task TakenBack(QuarterPlay play)
    {
        await play.House.Start(JointQuarter.Of(Three[0], Three[2]));
        await play.Assess(Checkout, "mp", "pp");
        await play.Assess(Platform);
        await play.SignBoth(Checkout, "market");
        foreach (var rates in new[] { false, true })
        {
            await play.Return(Checkout, "company", Seat.Technology, "It was meant for platform");
            if (rates)
                await play.Seal(Checkout, Seat.Product, "xx");
            await play.Do(
                Checkout,
                new SigningCommand.TakeBackReturn(
                    SampleRosters.Technology("company"),
                    QuarterPlay.Of("company", Seat.Technology),
                    "The wrong team"
                )
            );
        }
        await play.SignBoth(Checkout, "company");
        await play.SignBoth(Platform, "company");
        await play.Release();
    }

    /// <summary>
    /// A quarter that is only signed off: voided and started again, with a return, an amendment and ended links.
    /// </summary>
    public static async Task SignOffOnly(QuarterPlay play)
    {
        await play.House.Start(SampleRosters.ThreePairs);
        await play.Sign(Checkout, "market", Seat.Product);
        await play.Do(new QuarterCommand.Void("The wrong roster"));
        await play.House.Start(RosterReader.Read(SampleRosters.File(Three[0], Three[2])).Roster!);
        await play.SignBoth(Checkout, "market");
        await play.Return(Checkout, "company", Seat.Technology, "The actual is not that of September");
        await play.Amend(Checkout, 0.000000000001m, "The figure of September");
        var pia = QuarterPlay.Of("market", Seat.Product);
        await play.Do(new QuarterCommand.EndLinks(pia.Id));
        await play.Do(new QuarterCommand.SendFreshLink(pia.Id, LinkPurpose.Desk));
        await play.SignBoth(Checkout, "market", "company");
        await play.SignBoth(Platform, "company");
        await play.Release();
    }

    /// <summary>A quarter that two operators voided, on the second attempt, and that was started again.</summary>
    public static async Task VoidedByTwo(QuarterPlay play)
    {
        var hash = new string('5', 64);
        await play.House.Start(SampleRosters.ThreePairs);
        await play.Void("anna", hash, "The wrong roster");
        await play.Pass(TimeSpan.FromDays(7));
        await play.Void("ben", hash, "The wrong roster");
        await play.Void("anna", hash, "The wrong roster");
        await play.House.Start(RosterReader.Read(SampleRosters.File(Three[2])).Roster!);
        await play.SignBoth(Platform, "company");
        await play.Release();
    }

    /// <summary>
    /// A joint quarter that a delegate with two spellings signed in, whose name was erased after the release, as was
    /// that of the leader.
    /// </summary>
    public static async Task Erased(QuarterPlay play)
    {
        await play.House.Start(JointQuarter.Of(Three[0], Three[2]));
        await play.Assess(Checkout, "mp", "pp");
        await play.Assess(Platform);
        var leader = QuarterPlay.Of("market", Seat.Technology);
        await play.Do(
            new QuarterCommand.DelegateTo(
                leader.Id,
                Delegate with
                {
                    Email = "Dana+reviews@example.com",
                },
                new LocalDate(2026, 10, 1),
                new LocalDate(2026, 10, 30)
            )
        );
        await play.Sign(Checkout, "market", Seat.Product);
        await play.Sign(Checkout, "market", Seat.Technology, Delegate);
        await play.SignBoth(Checkout, "company");
        await play.SignBoth(Platform, "company");
        await play.Release();
        await play.Do(new QuarterCommand.ErasePerson(Delegate.Id, "Dana left and asked for it"));
        await play.Do(new QuarterCommand.ErasePerson(leader.Id, "Tom asked for it"));
    }
}
