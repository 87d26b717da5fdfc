using System.Text.Json.Nodes;
using ReviewFlow.Server.Commands;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

/// <summary><c>quarter</c> and <c>team</c> against a running server.</summary>
public sealed class OpsCommandTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private ServerHost? _host;

    private ServerHost Host => _host ?? throw new InvalidOperationException("The server is not there yet.");

    public async ValueTask InitializeAsync() => _host = await ServerHost.Start();

    [Fact]
    public async Task Ops_start_steer_and_end_a_quarter()
    {
        var roster = _folder.Write("q.json", SampleQuarter.SignedOffOnly());
        var preview = await Run("quarter", "start", roster, "--dry-run");
        Assert.Equal(ExitCodes.Success, preview.Exit);
        Assert.Contains(
            "pd.marketplace@example.com (Product Director, Marketplace): invitation to a review, 4 teams",
            preview.Out,
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCodes.Refused, (await Run("quarter", "status", "2026-Q3")).Exit);

        Assert.Contains(
            "The quarter has started. Its leaders will be invited. (2026-Q3, ledger entry 10)",
            (await Run("quarter", "start", roster)).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Nothing to change: the quarter has already been started from this roster.",
            (await Run("quarter", "start", roster)).Out,
            StringComparison.Ordinal
        );
        var status = (await Run("quarter", "status", "2026-Q3")).Out;
        Assert.Contains("0 of 8 teams signed", status, StringComparison.Ordinal);
        Assert.Contains("Sign (Product, company): Platform", status, StringComparison.Ordinal);
        Assert.Contains(
            "The due date has been moved. The leaders will be told.",
            (await Run("quarter", "extend", "2026-Q3", "--to", "2027-03-01", "--reason", "A fair.")).Out,
            StringComparison.Ordinal
        );

        var amended = await Run(
            "team",
            "amend",
            "2026-Q3",
            "loyalty",
            _folder.Write("card.json", Card()),
            "--reason",
            "A typing error."
        );
        Assert.Contains("The leaders will be told what changed.", amended.Out, StringComparison.Ordinal);
        Assert.Contains(
            "The team has been taken out of the quarter. Its leaders will be told.",
            (await Run("team", "void", "2026-Q3", "maps", "--reason", "Dissolved.")).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The quarter has been voided. Everyone will be told.",
            (await Run("quarter", "void", "2026-Q3", "--reason", "Reorganised.")).Out,
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCodes.Refused, (await Run("team", "void", "2026-Q3", "loyalty", "--reason", "Late.")).Exit);
    }

    [Fact]
    public async Task Ops_ask_two_people_into_a_fit_conversation_and_end_it()
    {
        await Run("quarter", "start", _folder.Write("q.json", SampleQuarter.SignedOffOnly()));
        string[] start =
        [
            "fit",
            "start",
            "2026-Q3",
            "Ada Lovelace <ada@example.com>",
            "Grace Hopper <grace@example.com>",
        ];
        Assert.Contains(
            "Both will be asked to answer. (2026-Q3, ledger entry 11)",
            (await Run(start)).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Nothing to change: these two already have a fit conversation.",
            (await Run(start)).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Fit conversation 1: Ada Lovelace (not answered), Grace Hopper (not answered)",
            (await Run("quarter", "status", "2026-Q3")).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The fit conversation has ended. Both will be told.",
            (await Run("fit", "end", "2026-Q3", "1")).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Fit conversation 1, ended: Ada Lovelace (not answered), Grace Hopper (not answered)",
            (await Run("quarter", "status", "2026-Q3")).Out.Replace("\n", "", StringComparison.Ordinal), // wrapped
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_same_as_JSON_is_what_the_server_answered()
    {
        var started = JsonNode.Parse(
            (await Run("quarter", "start", _folder.Write("q.json", SampleQuarter.SignedOffOnly()), "--json")).Out
        )!;
        Assert.Equal(
            ("2026-Q3", true, 10),
            ((string?)started["quarter"], (bool)started["changed"]!, (int)started["version"]!)
        );
        var status = JsonNode.Parse((await Run("quarter", "status", "2026-Q3", "--json")).Out)!;
        Assert.Equal(("open", 8), ((string?)status["stage"], status["teams"]!.AsArray().Count));
        var refused = await Run("quarter", "status", "2026-Q4", "--json");
        Assert.Equal(
            (ExitCodes.Refused, "urn:reviewflow:unknown"),
            (refused.Exit, (string?)JsonNode.Parse(refused.Out)!["type"])
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _folder.Dispose();
    }

    private Task<ProcessResult> Run(params string[] arguments)
    {
        string[] server = arguments.Contains("--server") ? [] : ["--server", Host.Address.ToString()];
        return CommandLine.Run([("REVIEWFLOW_KEY", Host.OpsKey)], [.. arguments, .. server]);
    }

    private static string Card()
    {
        var card = SampleQuarter.Scorecard("loyalty");
        card["budget"]!["spent"] = 176_500;
        return card.ToJsonString();
    }
}
