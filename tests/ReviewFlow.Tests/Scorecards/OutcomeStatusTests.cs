using ReviewFlow.Scorecards;

namespace ReviewFlow.Tests.Scorecards;

public sealed class OutcomeStatusTests
{
    public static TheoryData<Better, decimal, decimal, decimal, OutcomeStatus> Cases =>
        new()
        {
            // better, baseline, target, actual
            { Better.Higher, 0, 100, 100, OutcomeStatus.Met },
            { Better.Higher, 0, 100, 130, OutcomeStatus.Met },
            { Better.Higher, 0, 100, 99.9m, OutcomeStatus.Partly },
            { Better.Higher, 0, 100, 50, OutcomeStatus.Partly },
            { Better.Higher, 0, 100, 49.9m, OutcomeStatus.Missed },
            { Better.Higher, 0, 100, 0, OutcomeStatus.Missed },
            { Better.Higher, 0, 100, -20, OutcomeStatus.Missed },
            { Better.Lower, 100, 20, 20, OutcomeStatus.Met },
            { Better.Lower, 100, 20, 5, OutcomeStatus.Met },
            { Better.Lower, 100, 20, -5, OutcomeStatus.Met },
            { Better.Lower, 100, 20, 20.1m, OutcomeStatus.Partly },
            { Better.Lower, 100, 20, 60, OutcomeStatus.Partly },
            { Better.Lower, 100, 20, 60.1m, OutcomeStatus.Missed },
            { Better.Lower, 100, 20, 140, OutcomeStatus.Missed },
            { Better.Higher, -40, -20, -30, OutcomeStatus.Partly },
            { Better.Higher, -40, -20, -20, OutcomeStatus.Met },
            { Better.Higher, -40, -20, -31, OutcomeStatus.Missed },
            { Better.Higher, -10, 10, 0, OutcomeStatus.Partly },
            { Better.Lower, 10, -10, 0, OutcomeStatus.Partly },
            { Better.Lower, -10, -30, -30, OutcomeStatus.Met },
            // What binary fractions would get wrong: 0.1 + 0.2 and thirds.
            { Better.Higher, 0.1m, 0.3m, 0.2m, OutcomeStatus.Partly },
            { Better.Higher, 99.93m, 99.97m, 99.95m, OutcomeStatus.Partly },
            { Better.Higher, 99.93m, 99.97m, 99.949999m, OutcomeStatus.Missed },
            { Better.Higher, 0, 3, 1.5m, OutcomeStatus.Partly },
            { Better.Higher, 0, 3, 1.49999999999999m, OutcomeStatus.Missed },
            { Better.Higher, -1e15m, 1e15m, 0, OutcomeStatus.Partly },
        };

    [Theory, MemberData(nameof(Cases))]
    public void The_target_reached_is_met_and_half_the_way_is_partly(
        Better better,
        decimal baseline,
        decimal target,
        decimal actual,
        OutcomeStatus expected
    ) =>
        Assert.Equal(
            expected,
            SampleRosters.Outcome(actual, baseline: baseline, target: target, better: better).Status
        );

    [Theory]
    [InlineData(0, 100, 0, 0)]
    [InlineData(0, 100, 100, 1)]
    [InlineData(100, 20, 60, 0.5)]
    [InlineData(100, 20, 140, -0.5)]
    [InlineData(100, 20, -60, 2)]
    public void Progress_is_nought_at_the_baseline_and_one_at_the_target(
        decimal baseline,
        decimal target,
        decimal actual,
        decimal expected
    ) => Assert.Equal(expected, SampleRosters.Outcome(actual, baseline: baseline, target: target).Progress);

    [Fact]
    public void The_smallest_way_a_roster_can_state_does_not_overflow()
    {
        var steep = SampleRosters.Outcome(actual: 1e15m, baseline: -1e15m, target: -1e15m + 1e-12m);
        Assert.Equal(OutcomeStatus.Met, steep.Status);
    }
}
