using ReviewFlow.Application.DueWork;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.DueWork;

public sealed class OrchestrationEventsTests
{
    private static readonly string Checkout = OrchestrationEvents.InstanceOf(SampleRosters.Q3, SampleRosters.Checkout),
        Leaders = OrchestrationEvents.LeadersOf(SampleRosters.Q3.ToString());

    [Fact]
    public async Task Before_its_start_and_after_its_end_a_quarter_waits_for_nobody()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        await house.Do(new QuarterCommand.Void("Wrong roster"));

        Assert.Empty(OrchestrationEvents.Of(null));
        Assert.Empty(OrchestrationEvents.Of(await house.Quarter()));
        Assert.Equal((null, null), OrchestrationEvents.ForLeaders(await house.Quarter()));
    }

    [Fact]
    public async Task Every_team_waits_and_one_instance_for_all_leaders_and_no_name_holds_an_address()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        var quarter = await house.Quarter();
        var waits = OrchestrationEvents.Of(quarter);

        Assert.Equal("round-1", waits[Checkout]);
        Assert.Equal(OrchestrationEvents.ForLeaders(quarter).Name, waits[Leaders]);
        Assert.Equal(quarter.Teams.Count + 1, waits.Count);
        Assert.DoesNotContain(waits, w =>
            w.Key.Contains('@', StringComparison.Ordinal) || w.Value.Contains('@', StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_sign_off_that_leaves_the_team_waiting_wakes_nobody()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        var before = OrchestrationEvents.Of(await house.Quarter());
        await house.Sign(SampleRosters.Checkout, SampleRosters.Product("market"));
        var after = OrchestrationEvents.Of(await house.Quarter());

        Assert.Equal(before[Checkout], after[Checkout]);
        Assert.DoesNotContain(before, w => OrchestrationEvents.IsMissed(w.Value, after.GetValueOrDefault(w.Key)));
    }

    [Fact]
    public async Task The_leaders_wait_until_the_earliest_reminder_of_any_of_them()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        var quarter = await house.Quarter();

        Assert.Equal(
            QuarterSchedule.NextReminders(quarter).Min(r => r.At),
            OrchestrationEvents.ForLeaders(quarter).Until
        );
    }

    [Theory]
    [InlineData("reminder~200", "reminder~200", false)]
    [InlineData("reminder~200", "reminder~300", false)]
    [InlineData("reminder~200", "reminder~100", true)]
    [InlineData("reminder~9223372036854775807", "reminder~100", true)]
    [InlineData("reminder~200", "reminder~9223372036854775807", false)]
    [InlineData("reminder~200", null, true)]
    [InlineData("round-1", "round-1", false)]
    [InlineData("round-1", "round-2", true)]
    [InlineData("round-1", null, true)]
    public void Only_a_reminder_that_is_due_sooner_an_other_round_or_the_end_wakes(
        string waiting,
        string? now,
        bool wakes
    ) => Assert.Equal(wakes, OrchestrationEvents.IsMissed(waiting, now));

    [Fact]
    public void A_round_has_its_own_event_and_every_reminder_the_same()
    {
        Assert.Equal("round-2", OrchestrationEvents.EventOf("round-2"));
        Assert.Equal(OrchestrationEvents.Sooner, OrchestrationEvents.EventOf("reminder~200"));
        Assert.Equal(OrchestrationEvents.Sooner, OrchestrationEvents.EventOf("reminder~9223372036854775807"));
    }
}
