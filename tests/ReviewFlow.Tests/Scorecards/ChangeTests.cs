using ReviewFlow.Scorecards;

namespace ReviewFlow.Tests.Scorecards;

public sealed class ChangeTests
{
    private static readonly Outcome Growth = SampleRosters.Outcome() with { Evidence = "https://example.com/a" };
    private static readonly Scorecard Before = new(new Budget("USD", 1000, 900), [Growth]);

    public static TheoryData<string, string, string, Scorecard> OneChange =>
        new()
        {
            {
                "Budget: planned",
                "USD 1,000",
                "USD 1,200",
                Before with
                {
                    Budget = Before.Budget with { Planned = 1200 },
                }
            },
            { "Budget: spent", "USD 900", "USD 901.5", Before with { Budget = Before.Budget with { Spent = 901.5m } } },
            { "Growth: objective", "Grow", "Grow more", With(Growth with { Objective = "Grow more" }) },
            { "Growth: better", "higher", "lower", With(Growth with { Better = Better.Lower }) },
            { "Growth: baseline", "0%", "1%", With(Growth with { Baseline = 1 }) },
            { "Growth: target", "100%", "90%", With(Growth with { Target = 90 }) },
            { "Growth: actual", "100%", "99.5%", With(Growth with { Actual = 99.5m }) },
            { "Growth: evidence", "https://example.com/a", "", With(Growth with { Evidence = null }) },
            { "Growth: cause", "Late start", "Late end", With(Growth with { Cause = "Late end" }) },
            { "Growth: action", "Start early", "", With(Growth with { Action = null }) },
            { "Growth: action due", "2026-11-30", "2026-12-01", With(Growth with { ActionDue = new(2026, 12, 1) }) },
        };

    [Theory, MemberData(nameof(OneChange))]
    public void One_thing_that_differs_is_one_change(string what, string before, string after, Scorecard scorecard) =>
        Assert.Equal(new Change(what, before, after), Assert.Single(Change.Between(Before, scorecard)));

    [Fact]
    public void The_same_content_has_no_changes_even_where_a_number_is_written_otherwise() =>
        Assert.Empty(Change.Between(Before, With(Growth with { Actual = 100.00m })));

    [Fact]
    public void A_metric_renamed_is_a_change_under_its_new_name() =>
        Assert.Equal(
            new Change("Sales: metric", "Growth", "Sales"),
            Assert.Single(Change.Between(Before, With(Growth with { Metric = "Sales" })))
        );

    [Fact]
    public void Another_unit_shows_in_every_figure() =>
        Assert.Equal(
            ["Growth: baseline", "Growth: target", "Growth: actual"],
            Change.Between(Before, With(Growth with { Unit = "points" })).Select(c => c.What)
        );

    [Fact]
    public void Another_currency_shows_in_both_sums() =>
        Assert.Equal(
            ["Budget: planned", "Budget: spent"],
            Change.Between(Before, Before with { Budget = Before.Budget with { Currency = "AED" } }).Select(c => c.What)
        );

    [Fact]
    public void An_outcome_that_is_new_has_nothing_before_and_one_that_went_has_nothing_after()
    {
        var speed = SampleRosters.Outcome(id: "speed") with { Metric = "Speed" };
        var changes = Change.Between(Before, Before with { Outcomes = [speed] });

        Assert.All(changes.Where(c => c.What.StartsWith("Speed", StringComparison.Ordinal)), c =>
            Assert.Equal("", c.Before)
        );
        Assert.All(changes.Where(c => c.What.StartsWith("Growth", StringComparison.Ordinal)), c =>
            Assert.Equal("", c.After)
        );
        Assert.Equal(["Speed", "Growth"], changes.Select(c => c.What.Split(':')[0]).Distinct());
    }

    [Fact]
    public void The_budget_comes_first_then_the_outcomes_as_the_newer_scorecard_has_them()
    {
        var speed = SampleRosters.Outcome(id: "speed") with { Metric = "Speed" };
        var before = Before with { Outcomes = [Growth, speed] };
        var after = new Scorecard(
            Before.Budget with
            {
                Spent = 1,
            },
            [speed with { Actual = 1 }, Growth with { Actual = 2 }]
        );
        Assert.Equal(
            ["Budget: spent", "Outcomes: order", "Speed: actual", "Growth: actual"],
            Change.Between(before, after).Select(c => c.What)
        );
    }

    /// <summary>
    /// Outcomes that only change places hash otherwise, so sign-offs fall and the reader must see why.
    /// </summary>
    [Fact]
    public void Another_order_is_one_change()
    {
        var speed = SampleRosters.Outcome(id: "speed") with { Metric = "Speed" };
        var (one, other) = (Before with { Outcomes = [Growth, speed] }, Before with { Outcomes = [speed, Growth] });
        Assert.Equal([new Change("Outcomes: order", "Growth, Speed", "Speed, Growth")], Change.Between(one, other));
        Assert.NotEqual(one.ContentHash(), other.ContentHash());
    }

    [Fact]
    public void An_outcome_added_in_front_leaves_the_order_of_the_others() =>
        Assert.DoesNotContain(
            Change.Between(Before, Before with { Outcomes = [SampleRosters.Outcome(id: "speed"), Growth] }),
            c => c.What == "Outcomes: order"
        );

    private static Scorecard With(Outcome outcome) => Before with { Outcomes = [outcome] };
}
