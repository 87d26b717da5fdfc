using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Signing;

/// <summary>What a round remembers of the one before it, and for whom.</summary>
public class EarlierRoundTests
{
    private const string Team = "checkout";

    private static Run Joint() =>
        new(
            SampleRosters.Of(
                SampleRosters.OneTeam.Pairs,
                SampleRosters.OneTeam.Teams,
                SampleRosters.Ops,
                assessment: AssessmentMode.Joint
            )
        );

    private static Run Revealed() =>
        Seal(Seal(Joint(), SampleRosters.Product("market")), SampleRosters.Technology("market"));

    private static Run Seal(Run run, SeatOf seat)
    {
        var (sheet, partner) = seat.Seat == Seat.Product ? (Sheet('a'), Sheet('b')) : (Sheet('b'), Sheet('a'));
        var assessment = run.Review(Team).Assessment!;
        return run.Do(
            Team,
            new AssessmentCommand.Seal(
                seat,
                SampleRosters.Holder(seat),
                assessment.Round,
                sheet,
                assessment.SealOf(seat.Seat.Other()) is null ? null : partner
            )
        );
    }

    private static RatingSheet Sheet(char salt) =>
        new([new(OutcomeId.Parse("growth"), OutcomeStatus.Met, null, new string(salt, 64))]);

    private static Run TakeOver(Run run) =>
        new[] { SampleRosters.Product("company"), SampleRosters.Technology("company") }.Aggregate(run, (r, seat) =>
            r.Do(
                Team,
                new TakeOverCommand.TakeOver(seat, SampleRosters.Holder(seat), PairId.Parse("market"), "Both are away")
            )
        );

    [Fact]
    public void The_same_pair_finds_what_it_saw_last()
    {
        var run = Revealed().Do(Team, new SigningCommand.Amend(SampleRosters.Card(90), "A wrong figure"));

        Assert.Equal((2, 1), (run.Review(Team).Assessment!.Round, run.Review(Team).Assessment!.Before!.Round));
        Assert.True(run.Review(Team).Assessment!.Before!.IsRevealed);
    }

    [Fact]
    public void The_pair_above_that_takes_over_does_not_see_who_held_which_view()
    {
        var taken = TakeOver(Revealed()).Review(Team).Assessment!;

        Assert.Equal(("company", 2), (taken.Pair.ToString(), taken.Round));
        Assert.Null(taken.Before);
    }

    [Fact]
    public void What_was_never_revealed_is_no_round_to_look_back_to() =>
        Assert.Null(
            Seal(Joint(), SampleRosters.Product("market"))
                .Do(Team, new SigningCommand.Amend(SampleRosters.Card(90), "A wrong figure"))
                .Review(Team)
                .Assessment!.Before
        );

    [Fact]
    public void The_own_pair_does_not_see_what_the_pair_above_saw_in_its_place()
    {
        var above = TakeOver(Joint());
        above = Seal(Seal(above, SampleRosters.Product("company")), SampleRosters.Technology("company"));
        Assert.True(above.Review(Team).Assessment!.IsRevealed);

        var back = above
            .Do(Team, new SigningCommand.Amend(SampleRosters.Card(90), "A wrong figure"))
            .Review(Team)
            .Assessment!;
        Assert.Equal("market", back.Pair.ToString());
        Assert.Null(back.Before);
    }
}
