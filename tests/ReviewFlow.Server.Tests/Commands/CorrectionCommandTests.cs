using ReviewFlow.Server.Commands;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

/// <summary>Ops put something right from the command line.</summary>
public sealed class CorrectionCommandTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private ServerHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await ServerHost.Start();
        var roster = _folder.Write("q.json", SampleQuarter.SignedOffOnly());
        Assert.Equal(ExitCodes.Success, (await Run("quarter", "start", roster)).Exit);
    }

    [Fact]
    public async Task Ops_replace_the_chief_executive_and_see_before_who_is_mailed()
    {
        var replaced = new[]
        {
            "office",
            "replace",
            "2026-Q3",
            "ceo",
            "Nora New <nora@example.com>",
            "--reason",
            "New.",
        };
        Assert.Contains(
            "nora@example.com (Nora New): notice to a new CEO or new ops",
            (await Run([.. replaced, "--dry-run"])).Out,
            StringComparison.Ordinal
        );
        Assert.Contains("The office has a new holder.", (await Run(replaced)).Out, StringComparison.Ordinal);
        Assert.Contains("They hold the office already.", (await Run(replaced)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ops_add_a_holiday_and_write_to_people()
    {
        Assert.Contains(
            "The holiday is in the calendar.",
            (await Run("calendar", "holiday", "add", "2026-Q3", "2027-01-06", "--reason", "A feast.")).Out,
            StringComparison.Ordinal
        );
        var preview = await Run("remind", "2026-Q3", "--all", "--dry-run");
        Assert.Contains("pd.marketplace@example.com", preview.Out, StringComparison.Ordinal);
        Assert.Contains(
            "They are being written to.",
            (await Run("remind", "2026-Q3", "--all")).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "in the last 10 minutes",
            (await Run("mail", "resend", "2026-Q3", "pd.marketplace@example.com")).Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Give addresses, or --all.", (await Run("remind", "2026-Q3")).Error, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    private Task<ProcessResult> Run(params string[] arguments) =>
        CommandLine.Run([("REVIEWFLOW_KEY", _host.OpsKey)], [.. arguments, "--server", _host.Address.ToString()]);
}
