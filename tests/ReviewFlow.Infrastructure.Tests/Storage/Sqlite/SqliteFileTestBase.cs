using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

/// <summary>A database file in a folder of its own.</summary>
public abstract class SqliteFileTestBase : IDisposable
{
    private protected TempFolder Folder { get; } = new();

    private protected string Db => Folder["reviewflow.db"];

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected SqliteLedger Ledger(SqliteFile file) => new(file, LedgerKeys.OpenOrCreate(Folder.Path));

    /// <summary>Four entries: a start, and three teams.</summary>
    private protected async Task Commit(SqliteFile file, long expected)
    {
        var start = (
            (Decision.Accepted)
                QuarterRules.Decide(
                    null,
                    SampleRosters.Q3,
                    new QuarterCommand.Start(SampleRosters.ThreePairs),
                    SampleRosters.Start
                )
        ).Events;
        await Ledger(file)
            .Commit(
                new CommitDraft(SampleRosters.Q3, expected, start[..4], [], [], SampleRosters.Start, Keys: []),
                Stop
            );
    }

    private protected static Task<string> Pragma(SqliteFile file, string name) =>
        file.Write((c, _) => (Pragma(c, name), false), Stop);

    private protected static string Pragma(SqliteConnection c, string name)
    {
        using var command = c.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return command.ExecuteScalar()!.ToString()!;
    }
}
