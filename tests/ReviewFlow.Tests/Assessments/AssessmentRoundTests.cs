using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Assessments;

/// <summary>Rules of shares, causes, rounds, reminders and take-overs that are no row of the table.</summary>
public sealed class AssessmentRoundTests : AssessmentTestBase
{
    [Theory]
    [InlineData(4, 1, false)]
    [InlineData(5, 0, true)]
    [InlineData(4, 0, false)]
    [InlineData(8, 2, false)]
    [InlineData(1, 9, true)]
    [InlineData(0, 0, false)]
    public void More_than_four_fifths_of_at_least_five_actions_on_one_side_are_one_sided(
        int product,
        int technology,
        bool oneSided
    ) => Assert.Equal(oneSided, new Balance(product, technology).IsOneSided);

    [Fact]
    public void Whoever_says_they_have_no_share_cannot_agree_that_the_other_has_none()
    {
        // Each contests the other's "none", then confirms it after all.
        var run = Confirmed()
            .Do(Team, Account(P, [None]))
            .Do(Team, Account(T, [None], new ShareAnswer(Growth, None.Digest(), false, "You do")));
        run.Do(Team, Account(P, [], new ShareAnswer(Growth, None.Digest(), true, "So be it")));
        run.Do(Team, Account(T, [], new ShareAnswer(Growth, None.Digest(), true, "So be it")));
        Assert.Equal(Refusal.NotComplete, run.Refusal);
        Assert.Equal(Stage.Assessing, run.Review(Team).Stage);
    }

    [Theory]
    [InlineData(true, null, "NotComplete")]
    [InlineData(true, "It was the vendor", Yes)]
    [InlineData(false, null, "NotComplete")]
    [InlineData(false, "You chose the vendor", Yes)]
    public void A_one_sided_cause_needs_a_reason_from_both(bool confirmed, string? reason, string answer)
    {
        var run = Confirmed()
            .Do(Team, Account(P, [None]))
            .Do(Team, Account(T, [Some], new ShareAnswer(Growth, None.Digest(), confirmed, reason)));
        Assert.Equal(answer, run.Last is Decision.Accepted ? Yes : $"{run.Refusal}");
    }

    [Fact]
    public void A_no_after_the_yes_is_told_that_the_yes_stands()
    {
        var run = Confirmed()
            .Do(Team, Account(P, [Some]))
            .Do(Team, Account(T, [], new ShareAnswer(Growth, Some.Digest(), true, null)));
        run.Do(Team, Account(T, [], new ShareAnswer(Growth, Some.Digest(), false, "After all not")));
        Assert.Equal(Refusal.OutOfDate, run.Refusal);
    }

    [Fact]
    public void The_next_round_asks_anew_and_remembers_what_the_pair_saw()
    {
        var review = Concluded().Return(Team, P).Review(Team);
        Assert.Equal(
            (2, false, Mine),
            (review.Assessment!.Round, review.Assessment.IsRevealed, review.Assessment.Before!.ProductSheet)
        );
        Assert.Null(review.Assessment.Before.Before);
    }

    [Fact]
    public void What_is_opened_otherwise_than_sealed_cannot_follow()
    {
        var quarter = Revealed().Quarter;
        var before = Begun().Do(Team, Seal(P, Mine)).Quarter;
        var revealed = new RatingsRevealed(
            SampleRosters.Start,
            SampleRosters.Team(Team),
            SampleRosters.Holder(P),
            Mine,
            Theirs
        );
        Assert.True(quarter.Reviews[SampleRosters.Team(Team)].Assessment!.IsRevealed);
        Assert.Throws<InvalidOperationException>(() => QuarterRules.Evolve(before, SampleRosters.Q3, revealed));
        Assert.Throws<InvalidOperationException>(() =>
            QuarterRules.Evolve(quarter, SampleRosters.Q3, revealed with { Product = Theirs })
        );
    }

    [Fact]
    public void After_the_second_seal_the_partner_alone_is_told_and_nobody_is_reminded_of_a_wait_that_was_not_theirs()
    {
        var run = Begun().Do(Team, Seal(P, Mine)).Wake(Instant.FromUtc(2026, 10, 7, 5, 0));
        run.Do(Team, Seal(T, Theirs, Mine));
        Assert.Empty(run.Events.OfType<LeaderReminded>());
        Assert.Equal(
            [SampleRosters.Holder(P)],
            run.Wake(run.At + TurnDigest.MaxWait).Owed.OfType<Notice.YourTurn>().Select(n => n.To)
        );
        Assert.Empty(run.Events.OfType<LeaderReminded>());
        Assert.Equal(2, run.Wake(Instant.FromUtc(2026, 10, 9, 5, 0)).Events.OfType<LeaderReminded>().Count());
    }

    [Fact]
    public void Who_has_sealed_is_not_reminded_and_the_deadline_concludes_nothing()
    {
        var run = Begun().Do(Team, Seal(P, Mine)).Wake(Instant.FromUtc(2026, 10, 5, 5, 0));
        Assert.Equal(SampleRosters.Holder(T).Id, Assert.Single(run.Events.OfType<LeaderReminded>()).Leader);
        run.Wake(Instant.FromUtc(2026, 10, 14, 5, 0));
        Assert.Equal(2, run.Owed.OfType<Notice.Escalated>().Count());
        Assert.Equal(Stage.Assessing, run.Review(Team).Stage);
    }

    [Fact]
    public void A_wish_to_take_over_ends_when_the_pair_comes_to_one_view()
    {
        var (one, other) = (SampleRosters.Product("company"), SampleRosters.Technology("company"));
        var run = Begun()
            .Do(Team, new TakeOverCommand.TakeOver(one, SampleRosters.Holder(one), P.Pair, "They do not rate"));
        Conclude(run);
        run.Do(Team, new TakeOverCommand.TakeOver(other, SampleRosters.Holder(other), P.Pair, "They do not rate"));
        Assert.Null(run.Review(Team).StepOf(P.Pair)!.TakenOver);
    }
}
