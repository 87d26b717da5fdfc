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

/// <summary>The steps that the plays have in common.</summary>
internal static partial class Plays
{
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
        ProposedRating lasting = new(Growth, OutcomeStatus.Partly, "Late, but \u2028 lasting 👍");
        await Reconcile(play, Seat.Technology, [lasting], []);
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
