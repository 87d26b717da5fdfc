using Microsoft.Data.Sqlite;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

/// <summary>A database and the programs before and after the one that wrote it.</summary>
public sealed class SqliteVersionTests : SqliteFileTestBase
{
    private static readonly IReadOnlyList<SqliteMigration> TwoSteps =
    [
        c => c.Run("ALTER TABLE link ADD COLUMN note TEXT NOT NULL DEFAULT 'made later'"),
        c => c.Run("ALTER TABLE spent RENAME TO form; UPDATE head SET traceparent = 'moved'"),
    ];

    [Fact]
    public async Task A_new_database_has_the_first_version()
    {
        using var file = new SqliteFile(Db);
        Assert.Equal("1", await Pragma(file, "user_version"));
    }

    [Fact]
    public async Task Migrations_run_once_in_order_and_keep_what_is_there()
    {
        using (var file = new SqliteFile(Db))
            await Commit(file, 0);

        using (var file = new SqliteFile(Db, TwoSteps))
        {
            Assert.Equal("3", await Pragma(file, "user_version"));
            Assert.Equal("moved", await Ledger(file).TraceParent(SampleRosters.Q3, Stop));
            Assert.Equal(
                "note",
                file.Read(c => c.Rows("SELECT name FROM pragma_table_info('link')", r => r.GetString(0)))[^1]
            );
            var (entries, head) = await Ledger(file).ReadToHead(SampleRosters.Q3, 0, Stop);
            using var keys = ReviewFlow.Application.Keys.LedgerKeys.OpenOrCreate(Folder.Path);
            Assert.Equal(4, LedgerAudit.Walk(SampleRosters.Q3, entries, head, keys.Problem).Version);
        }
        new SqliteFile(Db, TwoSteps).Dispose();
    }

    [Fact]
    public void A_database_that_the_newer_program_made_has_its_version_at_once()
    {
        var ran = 0;
        new SqliteFile(Db, [_ => ran++]).Dispose();
        Assert.Equal((0, 2), (ran, Version(Db)));
    }

    [Fact]
    public void An_older_program_refuses_newer_data_in_one_sentence_and_leaves_it_as_it_was()
    {
        new SqliteFile(Db, TwoSteps).Dispose();
        var before = File.ReadAllBytes(Db);

        foreach (
            var open in new Func<SqliteFile>[]
            {
                () => new SqliteFile(Db),
                () => new SqliteFile(Db, TwoSteps.Take(1).ToArray()),
                () => SqliteFile.OpenToRead(Db),
            }
        )
            Plain(open, "holds data of version 3, and this program knows data up to version ");
        Assert.Equal(before, File.ReadAllBytes(Db));
        SqliteFile.OpenToRead(Db, TwoSteps).Dispose();
    }

    [Fact]
    public void A_newer_program_that_only_reads_asks_for_one_that_writes()
    {
        new SqliteFile(Db).Dispose();
        Plain(
            () => SqliteFile.OpenToRead(Db, TwoSteps),
            "holds data of version 1. Start the server of this program once"
        );
    }

    [Theory]
    [InlineData("PRAGMA user_version = 0")]
    [InlineData("PRAGMA user_version = -1")]
    public async Task A_database_without_a_version_is_refused_with_its_tables(string sql)
    {
        using (var file = new SqliteFile(Db))
            await file.Write((c, _) => (c.Run(sql), true), Stop);

        Plain(() => new SqliteFile(Db), "its data has no version");
        Plain(() => SqliteFile.OpenToRead(Db), "its data has no version");
    }

    /// <summary>What the disk holds in the midst of a migration, as a crash would leave it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_crash_in_the_midst_of_a_migration_leaves_the_version_before_it_whole(int step)
    {
        using (var file = new SqliteFile(Db))
            await Commit(file, 0);
        var crashed = Folder["crashed.db"];
        SqliteMigration[] cutShort =
        [
            .. TwoSteps.Take(step - 1),
            c =>
            {
                TwoSteps[step - 1](c);
                c.Run("DELETE FROM entry; PRAGMA user_version = 9");
                File.Copy(Db, crashed);
                File.Copy($"{Db}-wal", $"{crashed}-wal");
                throw new InvalidOperationException("the power went away");
            },
        ];
        Assert.Throws<InvalidOperationException>(() => new SqliteFile(Db, cutShort));

        foreach (var db in new[] { Db, crashed })
        {
            Assert.Equal(step, Version(db));
            using var again = new SqliteFile(db, TwoSteps);
            Assert.Equal(4, (await Ledger(again).Read(SampleRosters.Q3, 0, Stop)).Count);
            Assert.Equal("3", await Pragma(again, "user_version"));
        }
    }

    private static int Version(string db)
    {
        using var connection = new SqliteConnection($"Data Source={db};Pooling=False");
        connection.Open();
        return int.Parse(Pragma(connection, "user_version"), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Plain(Func<SqliteFile> open, string words)
    {
        var sentence = Assert.ThrowsAny<OperatorException>(() => open().Dispose()).Message;
        Assert.Contains(words, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sentence);
    }
}
