using ReviewFlow.Delivery.Work;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Tests.Work;

public sealed class WaitsTests
{
    private static readonly string Checkout = Waits.InstanceOf(Rosters.Q3, Rosters.Checkout);

    [Fact]
    public async Task Before_its_start_and_after_its_end_a_quarter_waits_for_nobody()
    {
        using var house = await new House().Start(Rosters.ThreePairs);
        await house.Do(new QuarterCommand.Void("Wrong roster"));

        Assert.Empty(Waits.Of(null));
        Assert.Empty(Waits.Of(await house.Quarter()));
    }

    [Fact]
    public async Task Every_team_and_every_leader_waits_and_no_name_holds_an_address()
    {
        using var house = await new House().Start(Rosters.ThreePairs);
        var quarter = await house.Quarter();
        var waits = Waits.Of(quarter);

        Assert.Equal("round-1", waits[Checkout]);
        Assert.Equal(quarter.Teams.Count + quarter.Pairs.Leaders.Length, waits.Count);
        Assert.DoesNotContain(waits, w => w.Key.Contains('@', StringComparison.Ordinal) || w.Value.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sign_off_that_leaves_the_team_waiting_changes_no_name()
    {
        using var house = await new House().Start(Rosters.ThreePairs);
        var before = Waits.Of(await house.Quarter());
        await house.Sign(Rosters.Checkout, Rosters.Product("market"));

        Assert.Equal(before[Checkout], Waits.Of(await house.Quarter())[Checkout]);
    }

    [Fact]
    public async Task What_one_leader_waits_for_is_the_same_alone_and_among_all()
    {
        using var house = await new House().Start(Rosters.ThreePairs);
        var quarter = await house.Quarter();
        var waits = Waits.Of(quarter);

        Assert.All(quarter.Pairs.Leaders.Index(), l => Assert.Equal(waits[Waits.InstanceOf(quarter.Id, l.Index)], Waits.Of(quarter, l.Item.Id).Name));
    }
}
