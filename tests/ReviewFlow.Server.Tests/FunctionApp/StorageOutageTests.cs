using System.Net;
using System.Text.Json.Nodes;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>The storage account is away for a while: tables, queues and blobs at once.</summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class StorageOutageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_click_meanwhile_is_told_that_it_was_not_recorded_and_after_the_return_all_goes_on_to_the_release()
    {
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 2, pairs: 1));
        var (cpo, page) = (await driver.Leader("cpo"), await driver.Page("cpo", "team-1"));

        await host.Azurite.GoAway();
        // Both at once: a host that cannot renew the lease of its timers gives up after a while, and the platform
        // starts it again.
        var status = driver.Ops.Get(QuarterDriver.Quarter, Stop);
        using (var click = await cpo.Submit(page, "sign-off", QuarterDriver.Ticked, Stop))
        {
            var said = await click.Content.ReadAsStringAsync(Stop);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, click.StatusCode);
            Assert.Contains("Take what you just sent as not recorded.", said, StringComparison.Ordinal);
            NoTrace(said);
        }
        var api = await status;
        Assert.Equal(503, api.Status);
        Assert.Equal("urn:reviewflow:failed", (string?)JsonNode.Parse(api.Body)!["type"]);
        NoTrace(api.Body);

        await host.Azurite.StartAgain();
        await host.Restart();
        Assert.DoesNotContain(await driver.Ledger(), e => e.Event is SignedOff);
        using (var again = await cpo.Submit(page, "sign-off", QuarterDriver.Ticked, Stop))
            Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        await driver.SignEverything();
        await ReleasedQuarter.AssertSound(host, driver);
    }

    private static void NoTrace(string said)
    {
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
    }
}
