using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
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
}
