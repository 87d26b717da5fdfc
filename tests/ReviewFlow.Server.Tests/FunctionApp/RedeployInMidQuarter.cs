using ReviewFlow.Reviews;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Play;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>A later release goes on with the instances of the one before. Its orchestrators differ, so that their histories do not replay.</summary>
[Collection(FunctionAppHost.OneAtATime)]
public sealed class RedeployInMidQuarter
{
    [Fact]
    public async Task A_quarter_goes_on_under_orchestrators_that_its_history_does_not_fit()
    {
        FunctionAppHost.NeedsNextApp();
        await using var host = await FunctionAppHost.Start(FunctionAppHost.TakenUpSoon);
        using var players = new Players(host);
        await players.Start(MadeRosters.Of(teams: 4, pairs: 2));
        foreach (var leader in new[] { "cpo", "cto" }) await players.SignOff(leader, "team-1");
        await players.SignOff("pd1", "team-2");
        await host.Redeploy();

        Assert.Equal(3, (await players.Ledger()).Count(e => e.Event is SignedOff));
        await players.SignEverything();
        await EndOfQuarter.Hold(host, players);
        Assert.Equal("ceo 1, cpo 1, cto 1, ed1 1, pd1 1", players.ReportsPerPerson());
    }
}
