using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Keys;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

/// <summary><c>ledger verify</c> and <c>report verify</c> find every change to what <c>demo</c> made.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ProcessResult _demo;

    public VerifyCommandTests(DemoFolder demo) => (_demo, Data) = (demo.Demo, demo.CopyTo(_folder["data"]));

    private DataFolder Data { get; }

    private string Report => Path.Combine(Data.Reports, $"{GeneratedRosters.Quarter}.pdf");

    [Fact]
    public async Task The_demo_ends_well_and_its_report_holds_every_team_objective_and_signer()
    {
        Assert.True(_demo.Exit == ExitCodes.Success, _demo.Error);
        Assert.Contains("8 teams were signed by both leaders of every pair", _demo.Out, StringComparison.Ordinal);
        var text = Words((await CommandLine.Tool("pdftotext", "-enc", "UTF-8", Report, "-")).Out);
        var roster = ReviewFlow.Rosters.RosterReader.Read(Sample.Roster()).Roster!;
        Assert.All(roster.Teams, t => Assert.Contains(Words(t.Name), text, StringComparison.Ordinal));
        Assert.All(roster.Teams.SelectMany(t => t.Scorecard.Outcomes), o =>
            Assert.Contains(Words(o.Objective), text, StringComparison.Ordinal)
        );
        Assert.All(roster.Pairs.SelectMany(p => new[] { p.Product.Name, p.Technology.Name }), n =>
            Assert.Contains(Words(n), text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_report_has_nothing_that_qpdf_warns_of()
    {
        var check = await CommandLine.Tool("qpdf", "--check", Report);
        Assert.Equal(0, check.Exit);
        Assert.DoesNotContain("WARNING", check.Out + check.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_untouched_ledger_and_its_report_hold()
    {
        Assert.Equal(ExitCodes.Success, (await CommandLine.Run("ledger", "verify", "--data", Data.Root)).Exit);
        Assert.Equal(ExitCodes.Success, (await CommandLine.Run("report", "verify", Report, "--data", Data.Root)).Exit);
        Assert.Equal(ExitCodes.Unavailable, (await CommandLine.Run("demo", "--data", Data.Root)).Exit);
    }

    [Theory]
    [InlineData("UPDATE entry SET event = event || ' ' WHERE version = 11", "2026-Q3, entry 11: ")]
    [InlineData("DELETE FROM entry WHERE version = 12", "2026-Q3, entry 12: The entry is missing")]
    [InlineData("DELETE FROM entry WHERE version >= 40", "2026-Q3, entry 40: ")]
    [InlineData("UPDATE entry SET version = 1000 WHERE version = 20", "2026-Q3, entry 1000: ")]
    [InlineData(
        "UPDATE entry SET hash = (SELECT hash FROM entry WHERE version = 8) WHERE version = 9",
        "2026-Q3, entry 9: "
    )]
    [InlineData("UPDATE head SET version = version - 1", "2026-Q3: The head's signature")]
    [InlineData("DELETE FROM head", "2026-Q3: The signed head is missing")]
    [InlineData("DELETE FROM entry", "2026-Q3, entry 1: ")]
    public async Task A_hand_on_the_ledger_is_found_and_the_place_is_named(string sql, string place)
    {
        Edit(sql);
        var ran = await CommandLine.Run("ledger", "verify", "--data", Data.Root);
        Assert.Equal(ExitCodes.Refused, ran.Exit);
        Assert.StartsWith(place, Assert.Single(ran.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Refused, (await CommandLine.Run("report", "verify", Report, "--data", Data.Root)).Exit);
    }

    [Fact]
    public async Task A_ledger_that_was_set_back_to_a_head_that_was_signed_then_is_older_than_its_anchor()
    {
        var id = QuarterId.Parse(GeneratedRosters.Quarter);
        using (var file = SqliteFile.OpenToRead(Data.Database))
        using (var key = LedgerKeys.OpenOrCreate(Data.Keys))
        {
            var old = (await new SqliteLedger(file, key).Read(id, 0, TestContext.Current.CancellationToken))[39];
            var head = key.Sign(id, old.Version, old.Hash);
            Edit(
                $"DELETE FROM entry WHERE version > 40; "
                    + $"UPDATE head SET version = 40, hash = '{head.Hash}', "
                    + $"at = {head.At.ToUnixTimeMilliseconds()}, signature = '{head.Signature}'"
            );
        }

        var ran = await CommandLine.Run("ledger", "verify", "--data", Data.Root);

        Assert.Equal(ExitCodes.Refused, ran.Exit);
        Assert.StartsWith(
            $"{id}, entry 41: The ledger ends at entry 40, its anchor of ",
            ran.Error,
            StringComparison.Ordinal
        );
        // Without the anchors the ledger is sound.
        Assert.Equal(
            ExitCodes.Success,
            (await CommandLine.Run("ledger", "verify", "--data", Data.Root, "--anchors", _folder["elsewhere"])).Exit
        );
    }

    [Fact]
    public async Task A_report_with_one_changed_byte_is_not_the_released_one()
    {
        var file = await File.ReadAllBytesAsync(Report, TestContext.Current.CancellationToken);
        file[file.Length / 2] ^= 1;
        var ran = await CommandLine.Run("report", "verify", _folder.Write("changed.pdf", file), "--data", Data.Root);
        Assert.Equal(ExitCodes.Refused, ran.Exit);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
    }

    public void Dispose() => _folder.Dispose();

    private void Edit(string sql)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Data.Database, Pooling = false }.ToString()
        );
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the test's own rows.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    /// <summary>Without white space and hyphens, which differ where a line breaks.</summary>
    private static string Words(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\u00AD' && c != '-'));
}
