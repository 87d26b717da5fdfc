using System.Text.Json.Nodes;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>
/// Events to instances that are over, that have not begun, or that are gone. Nobody is answered by an error, and the
/// quarter comes to its end.
/// </summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class UnawaitedEventTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clicks_and_commands_after_the_release_are_answered_and_change_nothing()
    {
        await using var host = await FunctionAppHost.Start(FunctionAppHost.NoSweeper);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 2, pairs: 2));
        await driver.SignOff("pd1", "team-2");
        var signed = await driver.Page("pd1", "team-2");
        var end = await driver.SignEverything();

        foreach (var leader in new[] { "cpo", "cto", "pd1", "ed1" })
        {
            Assert.Empty(await driver.WaitingFor(leader));
            Assert.NotNull(await driver.Page(leader, "team-2"));
        }
        using var withdrawn = await (await driver.Leader("pd1")).Submit(
            signed,
            "withdraw",
            new Dictionary<string, string> { ["reason"] = "The number is from the wrong week." },
            Stop
        );
        Assert.Equal(409, (int)withdrawn.StatusCode);
        foreach (var (verb, body) in Verbs())
            Assert.Equal(409, (await driver.Ops.Post($"{QuarterDriver.Quarter}/{verb}", body, Stop)).Status);
        Assert.Equal(end.Version, (await driver.Settled()).Version);
        await ReleasedQuarter.AssertSound(host, driver);
    }

    [Fact]
    public async Task A_team_that_was_signed_and_is_amended_while_others_wait_is_signed_again_and_released()
    {
        await using var host = await FunctionAppHost.Start(FunctionAppHost.NoSweeper);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 2, pairs: 2));
        foreach (var leader in new[] { "cpo", "cto" })
            await driver.SignOff(leader, "team-1");
        await Until.True(
            async () => await host.StatusOf("2026-Q3~team-1") == "Completed",
            "the team's instance is over"
        );

        await driver.Amend("team-1", Card("team-1"), "The budget was that of another team.");
        await driver.SignEverything();
        await ReleasedQuarter.AssertSound(host, driver);
    }

    /// <summary>
    /// The first mail leaves before the quarter's own instance has begun, or just after: whoever is quick signs into
    /// the middle of it.
    /// </summary>
    [Fact]
    public async Task Sign_offs_and_commands_in_the_instant_of_the_start_are_not_lost_without_the_sweeper()
    {
        var file = GeneratedRosters.Create(teams: 3, pairs: 1);
        await using var host = await FunctionAppHost.Start(FunctionAppHost.NoSweeper);
        using var driver = new QuarterDriver(host);
        Assert.True((await driver.Ops.Post("api/quarters", file, Stop)).IsSuccess);
        await Task.WhenAll(
            driver.Post(
                "extend",
                new JsonObject { ["to"] = "2099-01-01", ["reason"] = "Half the company is at a fair." }
            ),
            driver.Amend("team-1", Card("team-1"), "The budget was that of another team."),
            driver.Post("teams/team-3/void", new JsonObject { ["reason"] = "The team was dissolved in August." })
        );
        await Until.True(
            () =>
                Directory.Exists(host.MailFolder)
                && Directory.GetFiles(host.MailFolder, "*.invitation.c?o@*.eml").Length == 2,
            "both are invited",
            1
        );

        await using var leaders = new ConcurrentLeaders(
            driver,
            RosterReader.Read(file).Roster!,
            TimeSpan.FromMilliseconds(20)
        );
        await ReleasedQuarter.WaitFor(driver);
        await leaders.End();
        await ReleasedQuarter.AssertSound(host, driver);
    }

    /// <summary>Another hub is one that was emptied: every instance is gone, and the ledger is all there is.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_quarter_whose_instances_are_all_gone_is_taken_up_from_the_ledger(bool signed)
    {
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 2, pairs: 1));
        await driver.SignOff("cpo", "team-1");
        if (signed)
            host.Set("AzureWebJobs__QuarterOrchestrator__Disabled", "true");
        await host.Kill();
        host.Set(FunctionAppHost.DurableTask("hubName"), "ReviewFlowAnew");
        await host.Up();
        if (signed)
        {
            // Everything is signed while no instance of the quarter can run; then those are gone as well.
            foreach (var (leader, team) in new[] { ("cto", "team-1"), ("cpo", "team-2"), ("cto", "team-2") })
                await driver.SignOff(leader, team);
            await host.Kill();
            host.Set("AzureWebJobs__QuarterOrchestrator__Disabled", "false");
            host.Set(FunctionAppHost.DurableTask("hubName"), "ReviewFlowOnceMore");
            await host.Up();
            await ReleasedQuarter.WaitFor(driver);
        }
        else
            await driver.SignEverything();

        Assert.Contains("Sweeper: 2026-Q3 was missing; repaired", host.Output, StringComparison.Ordinal);
        await ReleasedQuarter.AssertSound(host, driver);
    }

    private static IEnumerable<(string Verb, JsonObject Body)> Verbs() =>
        [
            ("extend", new() { ["to"] = "2099-01-01", ["reason"] = "Half the company is at a fair." }),
            ("void", new() { ["reason"] = "The company was reorganised." }),
            ("teams/team-2/void", new() { ["reason"] = "The team was dissolved in August." }),
        ];

    /// <summary>The scorecard of a made team with another budget.</summary>
    private static JsonObject Card(string id)
    {
        var team = JsonNode.Parse(GeneratedRosters.Create(teams: 3, pairs: 2))!["teams"]!
            .AsArray()
            .Single(t => (string?)t!["id"] == id)!;
        var budget = team["budget"]!.DeepClone();
        budget["planned"] = 210_000;
        return new() { ["budget"] = budget, ["outcomes"] = team["outcomes"]!.DeepClone() };
    }
}
