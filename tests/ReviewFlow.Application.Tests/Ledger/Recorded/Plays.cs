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
internal static class Plays
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

    private static Task Propose(QuarterPlay play, TeamId team, PairId pair, Seat seat, string reason) =>
        play.Do(
            team,
            new TakeOverCommand.TakeOver(
                new(PairId.Parse("company"), seat),
                QuarterPlay.Of("company", seat),
                pair,
                reason
            )
        );

    private static async Task Partnership(QuarterPlay play)
    {
        foreach (var (seat, answer) in new[] { (Seat.Product, Agreement.Partly), (Seat.Technology, Agreement.No) })
            await play.Do(
                new QuarterCommand.OfPair(
                    new PartnershipCommand.Answer(
                        new(PairId.Parse("market"), seat),
                        QuarterPlay.Of("market", seat),
                        new([.. PartnershipSheet.Statements.Select(_ => answer)], Salt.New())
                    )
                )
            );
        var pledge = new Pledge("We decide the budget together, both, each quarter.");
        await play.Do(
            new QuarterCommand.OfPair(
                new PartnershipCommand.Propose(
                    SampleRosters.Product("market"),
                    QuarterPlay.Of("market", Seat.Product),
                    pledge
                )
            )
        );
        await play.Do(
            new QuarterCommand.OfPair(
                new PartnershipCommand.Confirm(
                    SampleRosters.Technology("market"),
                    QuarterPlay.Of("market", Seat.Technology),
                    pledge.Digest()
                )
            )
        );
    }

    private static async Task Ratings(QuarterPlay play)
    {
        await play.Seal(Checkout, Seat.Product, "xx");
        await play.Seal(Checkout, Seat.Product, "mp");
        await play.Do(Checkout, JointQuarter.Unseal(await play.Review(Checkout), Seat.Product));
        await play.Seal(Checkout, Seat.Product, "mp");
        await play.Seal(Checkout, Seat.Technology, "pp");
        // Each proposes other words once; the last proposal is confirmed.
        await Reconcile(play, Seat.Product, [new(Growth, OutcomeStatus.Met, "It grew, späť")], []);
        await Reconcile(play, Seat.Technology, [new(Growth, OutcomeStatus.Partly, "Late, but \u2028 lasting 👍")], []);
        var standing = (await play.Review(Checkout)).Assessment!.Of(Growth)!.Proposal!.Rating;
        await Reconcile(play, Seat.Product, [], [new(Growth, standing.Digest())]);
    }

    private static readonly OutcomeId Growth = OutcomeId.Parse("growth"),
        Quality = OutcomeId.Parse("quality");

    private static Task Reconcile(QuarterPlay play, Seat seat, ProposedRating[] proposed, Confirmation[] confirmed) =>
        play.Do(
            Checkout,
            new AssessmentCommand.Reconcile(
                new(PairId.Parse("market"), seat),
                QuarterPlay.Of("market", seat),
                1,
                [.. confirmed],
                [.. proposed]
            )
        );

    private static async Task Shares(QuarterPlay play)
    {
        var none = new Share(Growth, null, null, "The vendor was down");
        var late = new Share(Growth, "We asked late", "We ask first", null);
        await Account(play, Seat.Product, [none, new(Quality, "We tested late", "We test first", null)], []);
        await Account(play, Seat.Technology, [late], [new(Growth, none.Digest(), false, "There is more to it")]);
        await Account(play, Seat.Product, [none with { NoneBecause = "The vendor was down for two weeks" }], []);
        var again = (await play.Review(Checkout)).Assessment!.Of(Growth)!.Share(Seat.Product)!.Share;
        await Account(play, Seat.Technology, [], [new(Growth, again.Digest(), true, "So it was")]);
    }

    private static Task Account(QuarterPlay play, Seat seat, Share[] shares, ShareAnswer[] answers) =>
        play.Do(
            Checkout,
            new AssessmentCommand.Account(
                new(PairId.Parse("market"), seat),
                QuarterPlay.Of("market", seat),
                1,
                [.. shares],
                [.. answers]
            )
        );

    private static async Task Work(QuarterPlay play)
    {
        var work = new JointWork(
            6,
            [
                new(Growth, WallKind.DaysWaited, 3, "A shared board"),
                new(Quality, WallKind.WorkReturned, null, "Look together first"),
            ]
        );
        foreach (var (seat, said) in new[] { (Seat.Technology, new JointWork(3, [])), (Seat.Product, work) })
            await play.Do(
                Checkout,
                new AssessmentCommand.ProposeWork(
                    new(PairId.Parse("market"), seat),
                    QuarterPlay.Of("market", seat),
                    1,
                    said
                )
            );
        await play.Do(
            Checkout,
            new AssessmentCommand.ConfirmWork(
                SampleRosters.Technology("market"),
                QuarterPlay.Of("market", Seat.Technology),
                1,
                work.Digest()
            )
        );
        await play.Conclude(Checkout);
    }

    private static async Task Fit(QuarterPlay play)
    {
        var (one, other) = (QuarterPlay.Of("market", Seat.Product), new Person("A candidate", "candidate@example.org"));
        await play.Do(new QuarterCommand.OfFit(new FitCommand.Start(one, other)));
        foreach (var by in new[] { one, other })
            await play.Do(
                new QuarterCommand.OfFit(
                    new FitCommand.Answer(
                        1,
                        by.Id,
                        new([.. FitSheet.Topics.Select(_ => new FitAnswer(Agreement.Yes, "Much alike"))], Salt.New())
                    )
                )
            );
        await play.Do(new QuarterCommand.OfFit(new FitCommand.End(1, other.Id)));
    }
}
