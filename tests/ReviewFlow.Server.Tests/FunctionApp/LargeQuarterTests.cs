using System.Diagnostics;
using System.Text.RegularExpressions;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>As large as a quarter gets. It takes minutes, so it is run on request only.</summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed partial class LargeQuarterTests
{
    private const int Teams = 300,
        Pairs = 11;

    [Fact]
    public async Task A_quarter_of_300_teams_is_signed_and_released()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC_LARGE") == "1",
            "A quarter of 300 teams takes minutes; REVIEWFLOW_FUNC_LARGE=1 has it run."
        );
        var file = GeneratedRosters.Create(Teams, Pairs);
        var roster = RosterReader.Read(file).Roster!;
        await using var host = await FunctionAppHost.Start();
        using var driver = new QuarterDriver(host);
        var clock = Stopwatch.StartNew();
        await driver.Start(file);
        var started = clock.Elapsed;

        // From below to the top, the leaders of a level beside each other; each signs what waits for them.
        var (top, below) = (roster.Pairs[0], roster.Pairs.Skip(1));
        foreach (
            var level in new[]
            {
                below.SelectMany(p => new[] { p.Product, p.Technology }).ToArray(),
                [top.Product, top.Technology],
            }
        )
            await Task.WhenAll(level.Select(l => SignAll(driver, l.Email.Split('@')[0])));
        var signed = clock.Elapsed;
        await ReleasedQuarter.WaitFor(driver);
        var released = clock.Elapsed;
        await ReleasedQuarter.AssertSound(host, driver);

        var executions = Executed()
            .Matches(host.Output)
            .GroupBy(m => m.Groups[1].Value)
            .ToDictionary(g => g.Key, g => g.Count());
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Teams} teams: started after {started.TotalSeconds:0} s, signed after {signed.TotalSeconds:0} "
                + $"s, released after {released.TotalSeconds:0} s. "
                + $"{executions.Values.Sum()} executions, {executions.Values.Sum() / (double)Teams:0.0} a team: "
                + $"{string.Join(", ", executions.OrderByDescending(e => e.Value).Select(e => $"{e.Key} {e.Value}"))}. "
                + $"{host.Azurite.Requests.Count} requests to the storage account, the polling of idle queues and "
                + "all that pages read included."
        );
    }

    private static async Task SignAll(QuarterDriver driver, string leader)
    {
        foreach (var team in await driver.WaitingFor(leader))
            await driver.SignOff(leader, team);
    }

    [GeneratedRegex(@"Executed 'Functions\.(\w+)' \(Succeeded")]
    private static partial Regex Executed();
}
