using Microsoft.Data.Sqlite;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Text;
using SQLitePCL;

namespace ReviewFlow.Infrastructure.Storage.Sqlite;

/// <summary>
/// The one database file. Writes go through one connection, one at a time, in WAL mode with <c>synchronous=FULL</c>: a
/// commit is one sync of the log and answers after it. With <c>secure_delete</c> what is deleted is overwritten with
/// zeros. These settings are read back at start. Checkpoints are not part of a commit; <see cref="Checkpoint"/> is
/// called from the background. Until then the log holds what was deleted.
/// </summary>
public sealed class SqliteFile : IDisposable
{
    private readonly string _path;
    private readonly string _readOnly;
    private readonly SqliteConnection? _writer;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="OperatorException">The file is damaged, locked, not writable, not ours, or of a data version
    /// that this program does not know.</exception>
    public SqliteFile(string path)
        : this(path, SqliteVersion.Migrations) { }

    internal SqliteFile(string path, IReadOnlyList<SqliteMigration> migrations)
        : this(path, new SqliteVersion(path, migrations)) { }

    private SqliteFile(string path, SqliteVersion? version)
    {
        _path = path;
        _readOnly = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            DefaultTimeout = 10,
        }.ToString();
        if (version is null)
            return;
        _writer = new(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
                DefaultTimeout = 10,
            }.ToString()
        );
        try
        {
            CloseToOthers(path); // before the log is made, which takes its mode from the file
            _writer.Open();
            version.Require(_writer, reads: false);
            Ask("PRAGMA journal_mode=WAL");
            Ask("PRAGMA synchronous=FULL");
            Ask("PRAGMA wal_autocheckpoint=0");
            Ask("PRAGMA secure_delete=ON"); // of this connection, which is the only one that writes
            CloseToOthers(path);
            Expect("PRAGMA journal_mode", "wal");
            Expect("PRAGMA synchronous", "2");
            Expect("PRAGMA secure_delete", "1");
            if (Ask("PRAGMA quick_check(1)") != "ok")
                throw new DependencyUnavailableException(Damaged(path, StorageTexts.DatabasePagesDoNotFit));
            version.Bring(_writer);
        }
        catch (Exception e) when (e is SqliteException or OperatorException)
        {
            _writer.Dispose();
            throw e is SqliteException trouble ? Sorry(path, trouble) : e;
        }
    }

    private SqliteConnection Writer =>
        _writer ?? throw new InvalidOperationException("This file was opened for looking only.");

    /// <summary>Opens a file that is there already, for looking only; a server may be at work on it.</summary>
    /// <exception cref="OperatorException">It is not there or cannot be read.</exception>
    public static SqliteFile OpenToRead(string path) => OpenToRead(path, SqliteVersion.Migrations);

    internal static SqliteFile OpenToRead(string path, IReadOnlyList<SqliteMigration> migrations)
    {
        var file = OpenUnchecked(path);
        try
        {
            return file.Read(c =>
            {
                new SqliteVersion(path, migrations).Require(c, reads: true);
                return file;
            });
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static SqliteFile OpenUnchecked(string path) =>
        File.Exists(path)
            ? new(path, version: null)
            : throw new DependencyUnavailableException(StorageTexts.DatabaseMissing.With(new { path }));

    /// <summary>
    /// Whether a signed head is there that some key must verify. False where the file is missing or was never used.
    /// </summary>
    /// <exception cref="OperatorException">The file cannot be read.</exception>
    public static bool HasHeads(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            return false;
        using var file = OpenUnchecked(path);
        return file.Read(c =>
            c.Rows("SELECT 1 FROM sqlite_schema WHERE name = 'head'", _ => true).Count > 0
            && c.Rows("SELECT 1 FROM head LIMIT 1", _ => true).Count > 0
        );
    }

    /// <summary>Runs <paramref name="work"/> in one transaction that holds the write lock from its beginning.</summary>
    public async Task<T> Write<T>(
        Func<SqliteConnection, SqliteTransaction, (T Answer, bool Keep)> work,
        CancellationToken cancellationToken
    )
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var transaction = Writer.BeginTransaction(deferred: false);
            var (answer, keep) = work(Writer, transaction);
            if (keep)
                transaction.Commit();
            return answer;
        }
        catch (SqliteException e)
        {
            throw Sorry(_path, e);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs <paramref name="work"/> on a pooled connection that sees one consistent state.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            using var connection = new SqliteConnection(_readOnly);
            connection.Open();
            using var transaction = connection.BeginTransaction(deferred: true);
            return work(connection);
        }
        catch (SqliteException e)
        {
            throw Sorry(_path, e);
        }
    }

    /// <summary>Moves the log into the file, off the path of any answer.</summary>
    public async Task Checkpoint(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Ask("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException e)
        {
            throw Sorry(_path, e);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        // The writer goes last: the last connection that may write moves the log into the file and removes it.
        using (var readers = new SqliteConnection(_readOnly))
            SqliteConnection.ClearPool(readers);
        _writer?.Dispose();
        _turn.Dispose();
    }

    private void Expect(string pragma, string wanted)
    {
        var found = Ask(pragma);
        if (found != wanted)
            throw new DependencyUnavailableException(
                StorageTexts.DatabaseSettingRefused.With(
                    new
                    {
                        path = _path,
                        found = found ?? "",
                        pragma,
                        wanted,
                    }
                )
            );
    }

    private string? Ask(string sql)
    {
        using var command = Writer.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    /// <summary>Mode 0600 for the file and for a log that a crash left beside it.</summary>
    private static void CloseToOthers(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            foreach (var part in new[] { path, path + "-wal", path + "-shm" }.Where(File.Exists))
                File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DependencyUnavailableException(StorageTexts.DatabaseMayNotBeOpened.With(new { path }), e);
        }
    }

    private static string Damaged(string path, string how) => StorageTexts.DatabaseDamaged.With(new { path, how });

    /// <summary>Of the disk, or of what was to be written.</summary>
    private static OperatorException Sorry(string path, SqliteException e) =>
        e.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG
            ? new IntegrityException(StorageTexts.DatabaseFailed.With(new { path, problem = e.Message }), e)
            : Unavailable(path, e);

    private static DependencyUnavailableException Unavailable(string path, SqliteException e) =>
        new(
            e.SqliteErrorCode switch
            {
                raw.SQLITE_FULL => StorageTexts.DiskFull.With(new { path }),
                raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageTexts.DatabaseLocked.With(new { path }),
                raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged(path, e.Message),
                raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
                    StorageTexts.DatabaseMayNotBeOpened.With(new { path }),
                _ => StorageTexts.DatabaseFailed.With(new { path, problem = e.Message }),
            },
            e
        );
}
