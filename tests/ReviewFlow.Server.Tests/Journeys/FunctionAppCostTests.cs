using System.Globalization;
using System.Text.RegularExpressions;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.Journeys;

/// <summary>Storage operations and billed executions for each team, counted on a real host.</summary>
[Trait("Set", "Full")]
public sealed partial class FunctionAppCostTests(ITestOutputHelper output)
{
    private const double MaxOperations = 40,
        MaxExecutions = 60;

    public static TheoryData<string, int> Quarters =>
        new()
        {
            { SignedOffOnly, 8 },
            { Jointly, 8 },
            { SignedOffOnly, 60 },
            { Jointly, 60 },
        };

    private const string SignedOffOnly = "signed off only",
        Jointly = "assessed jointly";

    [Theory]
    [MemberData(nameof(Quarters))]
    public async Task A_team_costs_no_more_than_the_bounds(string kind, int teams)
    {
        await using var host = await FunctionAppHost.Start(
            ("AzureFunctionsJobHost__logging__console__isEnabled", "true"), // lists executions
            ("AzureFunctionsJobHost__logging__logLevel__default", "Warning")
        );
        using var driver = new QuarterDriver(host);
        var (asked, said) = (host.Azurite.Requests.Count, host.Output.Length);
        await driver.Start(
            teams > 8 ? GeneratedRosters.Create(teams, pairs: 12, kind == Jointly ? "joint" : "signOffOnly")
            : kind == Jointly ? Sample.Roster()
            : SampleQuarter.SignedOffOnly()
        );
        Assert.Equal("released", (await driver.ActInTurn()).Stage);

        HubTraffic Traffic() => HubTraffic.Read(host.Azurite.Requests.Skip(asked), FunctionAppHost.Hub);
        var last = -1;
        await Until.True(
            () => Task.FromResult(HasEnded(host.Output) && last == (last = Traffic().Operations)),
            "the quarter's instance ends",
            2000
        );

        var (traffic, executed) = (Traffic(), Executions(host.Output[said..]));
        var orchestrated = executed.Where(e => e.Key is not ("Api" or "Pages" or "Sweeper")).Sum(e => e.Value);
        var (operations, executions) = (
            (double)traffic.Operations / teams,
            (double)(orchestrated + executed.GetValueOrDefault("Pages")) / teams
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{teams} teams, {kind}: {operations:0.0} operations and {executions:0.0} executions a team "
                    + $"({(double)orchestrated / teams:0.0} of them orchestrations and activities)"
            )
        );
        output.WriteLine(traffic.ToString());
        output.WriteLine(
            string.Join(", ", executed.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key} {e.Value}"))
        );
        Assert.InRange(operations, 1, MaxOperations);
        Assert.InRange(executions, 1, MaxExecutions);
    }

    private static bool HasEnded(string said) =>
        said.IndexOf("Executed 'Functions.ExportLedger' (Succeeded", StringComparison.Ordinal) is >= 0 and var at
        && said.IndexOf("Executed 'Functions.QuarterOrchestrator' (Succeeded", at, StringComparison.Ordinal) > at;

    private static Dictionary<string, int> Executions(string said) =>
        Executed().Matches(said).GroupBy(m => m.Groups[1].Value).ToDictionary(g => g.Key, g => g.Count());

    [GeneratedRegex("Executed 'Functions\\.([A-Za-z]+)' \\(", RegexOptions.CultureInvariant)]
    private static partial Regex Executed();
}
