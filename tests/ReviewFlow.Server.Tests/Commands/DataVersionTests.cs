using Microsoft.Data.Sqlite;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

/// <summary>Every command that opens the data refuses what it does not know.</summary>
public sealed class DataVersionTests(DemoFolder demo) : IDisposable
{
    private const string Newer = "2",
        None = "0";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(Newer, "serve", "--urls", "http://127.0.0.1:0")]
    [InlineData(Newer, "ledger", "verify")]
    [InlineData(Newer, "report", "verify", "REPORT")]
    [InlineData(Newer, "keys", "accept", "2026-Q3", "--reason", "Why")]
    [InlineData(None, "serve", "--urls", "http://127.0.0.1:0")]
    [InlineData(None, "ledger", "verify")]
    public async Task Data_of_a_later_version_or_of_none_is_refused_in_one_sentence(
        string version,
        params string[] command
    )
    {
        var data = demo.CopyTo(_folder["data"]);
        using (var connection = new SqliteConnection($"Data Source={data.Database};Pooling=False"))
        {
            connection.Open();
            using var mark = connection.CreateCommand();
#pragma warning disable CA2100 // The number is the test's own.
            mark.CommandText = $"PRAGMA user_version = {version}";
#pragma warning restore CA2100
            mark.ExecuteNonQuery();
        }
        var report = Path.Combine(data.Reports, "2026-Q3.pdf");

        var ran = await CommandLine.Run([
            .. command.Select(word => word == "REPORT" ? report : word),
            "--data",
            data.Root,
        ]);

        Assert.Equal(ExitCodes.Unavailable, ran.Exit);
        Assert.Contains(
            version == Newer ? "holds data of version 2, and this program knows" : "its data has no version",
            Assert.Single(ran.Error.TrimEnd().Split('\n')),
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _folder.Dispose();
}
