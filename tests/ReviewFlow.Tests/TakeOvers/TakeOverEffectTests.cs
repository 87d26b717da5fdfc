using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Sealing;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Tests.Delegations;

namespace ReviewFlow.Tests.TakeOvers;

/// <summary>What a take-over means for sign-offs, amendments, the release and an assessment.</summary>
public sealed class TakeOverEffectTests
{
    [Fact]
    public void Twice_up_the_path_each_by_the_pair_directly_above()
    {
        var run = Family.Quarter().TakeOverBoth("menu", "market", "kitchen").TakeOverBoth("menu", "company", "market");
        Assert.Equal("company", $"{run.Review("menu").Open!.Pair}");
        run.SignUp("menu", "company").SignTheRest("menu");
        Assert.Empty(run.Obstacles());
    }

    [Fact]
    public void What_was_taken_over_is_neither_signed_nor_withdrawn_below_any_more()
    {
        var run = Family
            .Quarter()
            .Sign("menu", SampleRosters.Product("kitchen"))
            .TakeOverBoth("menu", "market", "kitchen");
        Assert.Equal(Refusal.NothingToWithdraw, run.Withdraw("menu", SampleRosters.Product("kitchen")).Refusal);
        Assert.Contains(
            "taken over",
            Assert.IsType<Decision.Refused>(run.Sign("menu", SampleRosters.Technology("kitchen")).Last).Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(Stage.Returned, run.Return("menu", SampleRosters.Product("kitchen")).Review("menu").Stage);
    }

    [Theory]
    [InlineData("amended")]
    [InlineData("returned and amended")]
    public void It_falls_where_the_scorecard_is(string what)
    {
        var run = Family.Quarter().TakeOverBoth("menu", "market", "kitchen");
        if (what != "amended")
            run.Return("menu", SampleRosters.Product("market"));
        run.Amend("menu", 90);
        Assert.All(run.Review("menu").Path, l => Assert.Null(l.TakenOver));
        Assert.Equal("kitchen", $"{run.Review("menu").Open!.Pair}");
    }

    [Fact]
    public void A_proposal_falls_with_the_amendment_too()
    {
        var run = Family
            .Quarter()
            .TakeOver("menu", "product.market", "kitchen")
            .Amend("menu", 90)
            .TakeOver("menu", "technology.market", "kitchen");
        Assert.Null(run.Review("menu").StepOf(SampleRosters.PairOf("kitchen"))!.TakenOver);
    }

    [Fact]
    public void A_withdrawal_below_takes_back_what_was_taken_over_on_top_of_it()
    {
        var run = Family
            .Quarter()
            .SignUp("menu", "kitchen")
            .TakeOverBoth("menu", "company", "market")
            .Withdraw("menu", SampleRosters.Product("kitchen"));
        Assert.All(run.Review("menu").Path, l => Assert.Null(l.TakenOver));
    }

    [Fact]
    public void With_it_the_report_is_released_and_without_their_own_sign_offs_it_is_not()
    {
        var run = Family.Quarter().SignTheRest("menu").TakeOverBoth("menu", "market", "kitchen");
        Assert.NotEmpty(run.Obstacles());
        Assert.Equal(Refusal.NotJointlySigned, run.Release().Refusal);
        Assert.Equal(QuarterStage.Released, run.SignUp("menu", "market", "company").Release().Quarter.Stage);
    }

    public static TheoryData<string, string, string, string> Forged =>
        new()
        {
            { "one person for both seats", "kitchen", "product.market", "product.market" },
            { "by the pair itself", "kitchen", "product.kitchen", "technology.kitchen" },
            { "by the pair two above", "kitchen", "product.company", "technology.company" },
            { "by somebody without a seat", "kitchen", "product.market", "dana" },
            { "the part of the root", "company", "product.company", "technology.company" },
        };

    [Theory, MemberData(nameof(Forged))]
    public void The_guard_finds_one_that_was_planted(string how, string pair, string product, string technology)
    {
        Assert.NotEmpty(how);
        var run = Family.Quarter().SignTheRest("menu").SignUp("menu", "kitchen", "market", "company");
        Assert.Empty(run.Obstacles());
        var review = run.Review("menu");
        var at = review.Path.IndexOf(review.StepOf(SampleRosters.PairOf(pair))!);
        var forged = review.Path[at] with
        {
            Product = null,
            Technology = null,
            TakenOver = new(
                new(Family.Person(product), null, run.At),
                new(Family.Person(technology), null, run.At),
                "Planted"
            ),
        };
        var planted = run.Quarter with
        {
            Reviews = run.Quarter.Reviews.SetItem(review.Team, review with { Path = review.Path.SetItem(at, forged) }),
        };
        Assert.Contains(
            "not taken over by both",
            Assert.Single(ReleaseGuard.Check(planted)).Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void While_assessing_the_two_above_rate_in_their_place_and_nothing_that_was_sealed_below_lies_in_the_safe()
    {
        var run = Family.Quarter(AssessmentMode.Joint).Seal("menu", "product.kitchen");
        Assert.Single(SealedSlots.In(run.Quarter));
        run.TakeOverBoth("menu", "market", "kitchen");

        Assert.Empty(SealedSlots.In(run.Quarter));
        var review = run.Review("menu");
        Assert.Equal(
            (Stage.Assessing, "market", 2),
            (review.Stage, $"{review.Assessment!.Pair}", review.Assessment.Round)
        );
        Assert.Equal(Refusal.NotYours, run.Seal("menu", "technology.kitchen").Refusal);

        run.Assess("menu", "market").SignUp("menu", "market", "company");
        Assert.Equal(Stage.Signed, run.Review("menu").Stage);
        foreach (var other in new[] { ("search", "market", "company"), ("dispatch", "logistics", "company") })
            run.Assess(other.Item1, other.Item2).SignUp(other.Item1, other.Item2, other.Item3);
        Assert.Empty(run.Obstacles());
    }

    [Fact]
    public void While_signing_the_joint_ratings_of_the_pair_below_stay_what_is_signed()
    {
        var run = Family.Quarter(AssessmentMode.Joint).Assess("menu", "kitchen");
        var hash = run.Review("menu").Hash;
        run.TakeOverBoth("menu", "market", "kitchen");
        Assert.Equal(
            (Stage.Signing, hash, "kitchen"),
            (run.Review("menu").Stage, run.Review("menu").Hash, $"{run.Review("menu").Assessment!.Pair}")
        );
        Assert.Equal(Stage.Signed, run.SignUp("menu", "market", "company").Review("menu").Stage);
    }

    [Fact]
    public void Who_held_which_view_below_is_not_carried_up_to_the_two_who_took_over()
    {
        var run = Family
            .Quarter(AssessmentMode.Joint)
            .Seal("menu", "product.kitchen")
            .Seal("menu", "technology.kitchen", OutcomeStatus.Missed);
        Assert.True(run.Review("menu").Assessment!.IsRevealed);
        run.TakeOverBoth("menu", "market", "kitchen");
        Assert.Null(run.Review("menu").Assessment!.Before);
    }

    [Fact]
    public void Nor_theirs_back_down_after_an_amendment_while_the_pairs_own_last_round_is_kept()
    {
        var run = Family
            .Quarter(AssessmentMode.Joint)
            .Assess("menu", "kitchen")
            .Return("menu", SampleRosters.Product("kitchen"));
        Assert.Equal("kitchen", $"{run.Review("menu").Assessment!.Before!.Pair}");
        run.TakeOverBoth("menu", "market", "kitchen")
            .Seal("menu", "product.market")
            .Seal("menu", "technology.market")
            .Amend("menu", 90);
        Assert.Equal("kitchen", $"{run.Review("menu").Assessment!.Pair}");
        Assert.NotEqual("market", $"{run.Review("menu").Assessment!.Before?.Pair}");
    }
}
