using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Quarters;

public sealed class WallTrendTests
{
    private static readonly QuarterId Q1 = QuarterId.Parse("2026-Q1"),
        Q2 = QuarterId.Parse("2026-Q2");

    [Fact]
    public void A_quarter_that_cannot_be_read_is_named_and_counts_towards_the_four()
    {
        var trend = WallTrend.None.With(Q2, null, _ => null);
        Assert.Equal([Q2], trend.Unreadable);
        Assert.False(trend.IsFull);
        Assert.True(new WallTrend([new(Q1, 3, 1), new(Q1, 3, 1), new(Q1, 3, 1)], [Q2]).IsFull);
    }

    [Fact]
    public void A_quarter_that_is_not_released_tells_nothing()
    {
        var quarter = QuarterRules.Evolve(
            null,
            SampleRosters.Q3,
            (
                (Decision.Accepted)
                    QuarterRules.Decide(
                        null,
                        SampleRosters.Q3,
                        new QuarterCommand.Start(SampleRosters.ThreePairs),
                        SampleRosters.Start
                    )
            ).Events
        )!;
        Assert.Equal(WallTrend.None, WallTrend.None.With(Q2, quarter, WallShare.Of));
        Assert.Equal(0, WallShare.Of(quarter).OverTheWall);
        Assert.Null(WallShare.Of(quarter, TeamId.Parse("checkout")));
    }
}
