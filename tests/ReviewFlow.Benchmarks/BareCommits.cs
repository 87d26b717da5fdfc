using Microsoft.Data.Sqlite;

namespace ReviewFlow.Benchmarks;

/// <summary>
/// Durable commits that do nothing else: so many pages of a SQLite file, with the settings of the ledger.
/// </summary>
internal sealed class BareCommits : IDisposable
{
    private const int PageBytes = 4096,
        FrameBytes = PageBytes + 24,
        Rows = 64;

    private readonly SqliteConnection _connection;
    private readonly int _pages;
    private int _turn;

    /// <param name="logBytes">What one commit of the ledger adds to its write-ahead log.</param>
    public BareCommits(string file, long logBytes)
    {
        _pages = (int)Math.Max(1, logBytes / FrameBytes);
        _connection = new($"Data Source={file};Pooling=False");
        _connection.Open();
        foreach (var sql in new[] { "journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0" })
            Run($"PRAGMA {sql}");
        // A row fills a page
        Run("CREATE TABLE page (id INTEGER PRIMARY KEY, bytes BLOB)");
        for (var i = 0; i < Rows; i++)
            Run($"INSERT INTO page VALUES ({i}, randomblob({PageBytes - 100}))");
    }

    public int Pages => _pages;

    public void Commit()
    {
        using var transaction = _connection.BeginTransaction();
        for (var i = 0; i < _pages; i++)
            Run($"UPDATE page SET bytes = randomblob({PageBytes - 100}) WHERE id = {_turn++ % Rows}");
        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
