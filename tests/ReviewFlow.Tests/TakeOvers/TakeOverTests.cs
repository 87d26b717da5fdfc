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

/// <summary>The one way round a pair that is stuck: both leaders above, one reason.</summary>
public sealed class TakeOverTests
{
    [Theory]
    [InlineData("product.market", "kitchen", "accepted")] // directly above
    [InlineData("technology.market", "kitchen", "accepted")]
    [InlineData("product.company", "kitchen", "NotYours")] // two above
    [InlineData("product.kitchen", "kitchen", "NotYours")] // its own
    [InlineData("product.company", "market", "OutOfDate")] // not that pair's turn yet
    [InlineData("product.company", "company", "OutOfDate")]
    [InlineData("product.logistics", "kitchen", "NotYours")] // not on the path
    public void While_it_is_the_turn_of_kitchen(string seat, string pair, string answer) =>
        Assert.Equal(answer, Family.Quarter().TakeOver("menu", seat, pair).Answer());

    [Theory]
    [InlineData("product.company")]
    [InlineData("product.market")]
    public void Nobody_takes_over_the_part_of_the_root(string seat) =>
        Assert.Equal(
            Refusal.NotYours,
            Family.Quarter().SignUp("menu", "kitchen", "market").TakeOver("menu", seat, "company").Refusal
        );

    [Fact]
    public void One_seat_alone_cannot_also_if_it_asks_twice()
    {
        var run = Family.Quarter().TakeOver("menu", "product.market", "kitchen");
        Assert.Equal("already so", run.TakeOver("menu", "product.market", "kitchen").Answer());
        Assert.Equal("kitchen", $"{run.Review("menu").Open!.Pair}");
    }

    [Fact]
    public void The_same_reason_from_both_makes_it_so_and_their_own_turn_comes()
    {
        var review = Family.Quarter().TakeOverBoth("menu", "market", "kitchen").Review("menu");
        var done = review.StepOf(SampleRosters.PairOf("kitchen"))!.TakenOver!;
        Assert.Equal(
            (Family.Person("product.market"), Family.Person("technology.market"), "Both are away until November"),
            (done.Product.By, done.Technology.By, done.Reason)
        );
        Assert.True(review.Awaits(Family.Seat("product.market")));
        Assert.True(review.Awaits(Family.Seat("technology.market")));
        Assert.False(review.Awaits(Family.Seat("product.kitchen")));
    }

    [Fact]
    public void Another_reason_is_a_counter_and_the_first_may_agree_to_it()
    {
        var run = Family
            .Quarter()
            .TakeOver("menu", "product.market", "kitchen", "They are away")
            .TakeOver("menu", "technology.market", "kitchen", "They cannot agree");
        var standing = run.Review("menu").Open!.Proposed!;
        Assert.Equal((Seat.Technology, "They cannot agree"), (standing.Seat, standing.Reason));
        Assert.Null(run.Review("menu").Open!.TakenOver);

        run.TakeOver("menu", "product.market", "kitchen", "They cannot agree");
        Assert.Equal(
            "They cannot agree",
            run.Review("menu").StepOf(SampleRosters.PairOf("kitchen"))!.TakenOver!.Reason
        );
    }

    [Fact]
    public void Who_wanted_it_may_take_that_back_until_the_other_joins()
    {
        var run = Family
            .Quarter()
            .TakeOver("menu", "product.market", "kitchen")
            .WithdrawTakeOver("menu", "product.market", "kitchen");
        Assert.Null(run.Review("menu").Open!.Proposed);
        Assert.Empty(run.Owed); // nobody has anything to do any more
        Assert.Equal("already so", run.WithdrawTakeOver("menu", "product.market", "kitchen").Answer());
        // A yes that comes too late proposes nothing
        Assert.Equal("OutOfDate", run.Join("menu", "technology.market", "kitchen").Answer());
        Assert.Null(
            run.TakeOver("menu", "technology.market", "kitchen")
                .Review("menu")
                .StepOf(SampleRosters.PairOf("kitchen"))!
                .TakenOver
        );
        Assert.NotNull(
            run.Join("menu", "product.market", "kitchen")
                .Review("menu")
                .StepOf(SampleRosters.PairOf("kitchen"))!
                .TakenOver
        );
    }

    [Theory]
    [InlineData("technology.market", "already so")] // the partner's is not theirs to take back
    [InlineData("product.company", "NotYours")]
    [InlineData("product.kitchen", "NotYours")]
    [InlineData("product.logistics", "NotYours")]
    public void Nobody_else_takes_it_back(string seat, string answer)
    {
        var run = Family.Quarter().TakeOver("menu", "product.market", "kitchen");
        Assert.Equal(answer, run.WithdrawTakeOver("menu", seat, "kitchen").Answer());
        Assert.NotNull(run.Review("menu").Open!.Proposed);
    }

    [Theory]
    [InlineData("joined", "NothingToWithdraw")]
    [InlineData("countered", "already so")]
    [InlineData("signed below", "already so")]
    [InlineData("amended", "already so")]
    public void There_is_nothing_to_take_back_where_it_was(string what, string answer)
    {
        var run = Family.Quarter().TakeOver("menu", "product.market", "kitchen");
        _ = what switch
        {
            "joined" => run.Join("menu", "technology.market", "kitchen"),
            "countered" => run.TakeOver("menu", "technology.market", "kitchen", "They cannot agree"),
            "signed below" => run.SignUp("menu", "kitchen"),
            _ => run.Amend("menu", 90),
        };
        Assert.Equal(answer, run.WithdrawTakeOver("menu", "product.market", "kitchen").Answer());
    }

    [Fact]
    public void A_delegate_takes_it_back_on_behalf_of_their_leader()
    {
        var today = SampleRosters.Dubai.DateOf(SampleRosters.Start);
        var run = Family
            .Quarter()
            .Name("product.market", Family.Dana, today, today)
            .TakeOver("menu", "product.market", "kitchen")
            .WithdrawTakeOver("menu", "product.market", "kitchen", by: Family.Dana);
        Assert.Equal(
            Family.Person("product.market"),
            Assert.IsType<TakeOverWithdrawn>(Assert.Single(run.Events)).OnBehalfOf
        );
    }

    [Fact]
    public void The_partner_hears_of_the_proposal_and_the_two_below_of_what_came_of_it()
    {
        var run = Family.Quarter().TakeOver("menu", "product.market", "kitchen");
        Assert.Equal(
            [Family.Person("technology.market")],
            run.Owed.OfType<Notice.TakeOverProposed>().Select(n => n.To)
        );
        run.TakeOver("menu", "technology.market", "kitchen");
        Assert.Equal(
            [Family.Person("product.kitchen"), Family.Person("technology.kitchen")],
            run.Owed.OfType<Notice.TakenOver>().Select(n => n.To)
        );
    }

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
    public void A_delegate_agrees_on_behalf_of_their_leader()
    {
        var today = SampleRosters.Dubai.DateOf(SampleRosters.Start);
        var run = Family
            .Quarter()
            .Name("technology.market", Family.Dana, today, today)
            .TakeOver("menu", "product.market", "kitchen")
            .TakeOver("menu", "technology.market", "kitchen", by: Family.Dana);
        var consent = run.Review("menu").StepOf(SampleRosters.PairOf("kitchen"))!.TakenOver!.Technology;
        Assert.Equal((Family.Dana, Family.Person("technology.market")), (consent.By, consent.OnBehalfOf));
        Assert.Empty(run.SignUp("menu", "market", "company").SignTheRest("menu").Obstacles());
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
