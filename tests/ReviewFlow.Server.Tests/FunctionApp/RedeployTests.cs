using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>
/// A later release goes on with a quarter that the one before began. Its orchestrators differ, so that no history would
/// replay; so it has a hub of its own.
/// </summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class RedeployTests
{
    [Fact]
    public async Task A_quarter_goes_on_from_its_ledger_under_orchestrators_that_no_history_fits()
    {
        FunctionAppHost.NeedsNextApp();
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 4, pairs: 2));
        foreach (var leader in new[] { "cpo", "cto" })
            await driver.SignOff(leader, "team-1");
        await driver.SignOff("pd1", "team-2");
        await Until.True(async () => await host.StatusOf("2026-Q3~team-1") == "Completed", "everybody waits again");
        await host.Redeploy();

        Assert.Equal(3, (await driver.Ledger()).Count(e => e.Event is SignedOff));
        await driver.SignEverything();
        await ReleasedQuarter.AssertSound(host, driver);
        Assert.Equal("ceo 1, cpo 1, cto 1, ed1 1, pd1 1", driver.ReportsPerPerson());
        Assert.Contains("Sweeper: 2026-Q3 was missing; repaired", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Non-Deterministic workflow", host.Output, StringComparison.Ordinal);
    }
}
