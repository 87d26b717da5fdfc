using Microsoft.Data.Sqlite;
using ReviewFlow.Application;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Sqlite;

/// <summary>Brings a file from one data version to the next, in the transaction that raises the version.</summary>
internal delegate void SqliteMigration(SqliteConnection connection);

/// <summary>
/// The data version of a file, <c>PRAGMA user_version</c>: 1 for the first that ReviewFlow keeps, and one more for each
/// migration. A file without one is new, or from before there were versions.
/// </summary>
internal sealed class SqliteVersion(string path, IReadOnlyList<SqliteMigration> migrations)
{
    private const int First = 1;

    /// <summary>None yet: the data is of the first version.</summary>
    public static readonly IReadOnlyList<SqliteMigration> Migrations = [];

    private int Known => First + migrations.Count;

    /// <summary>Before anything else is done with the file, also to read it.</summary>
    /// <param name="reads">Who only reads cannot bring it forward either.</param>
    /// <exception cref="OperatorException">The file is newer than this program, or has no version.</exception>
    public void Require(SqliteConnection connection, bool reads)
    {
        var found = Found(connection);
        if (found is 0 && IsEmpty(connection))
            return;
        if (found < First)
            throw new ConfigurationException(StorageTexts.DatabaseWithoutVersion.With(new { path }));
        if (found > Known)
            throw new ConfigurationException(
                StorageTexts.DatabaseNewer.With(
                    new
                    {
                        path,
                        found,
                        known = Known,
                    }
                )
            );
        if (reads && found < Known)
            throw new ConfigurationException(
                StorageTexts.DatabaseOlder.With(
                    new
                    {
                        path,
                        found,
                        known = Known,
                    }
                )
            );
    }

    /// <summary>Makes the tables of a new file, or runs the migrations that an older one lacks.</summary>
    public void Bring(SqliteConnection connection)
    {
        if (Found(connection) == 0)
            Step(connection, c => c.Run(Schema.Text), Known);
        for (var version = Found(connection); version < Known; version++)
            Step(connection, c => migrations[version - First](c), version + 1);
    }

    private static void Step(SqliteConnection connection, Action<SqliteConnection> change, int version)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        change(connection);
        connection.Run(FormattableString.Invariant($"PRAGMA user_version = {version}"));
        transaction.Commit();
    }

    private static int Found(SqliteConnection connection) =>
        connection.Rows("PRAGMA user_version", r => r.GetInt32(0)).Single();

    private static bool IsEmpty(SqliteConnection connection) =>
        connection.Rows("SELECT 1 FROM sqlite_schema LIMIT 1", _ => true).Count == 0;
}
