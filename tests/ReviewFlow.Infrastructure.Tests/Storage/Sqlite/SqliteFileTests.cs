using Microsoft.Data.Sqlite;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

public sealed class SqliteFileTests : SqliteFileTestBase
{
    [Fact]
    public async Task The_log_is_synced_at_every_commit()
    {
        using var file = new SqliteFile(Db);

        Assert.Equal("wal", await Pragma(file, "journal_mode"));
        Assert.Equal("2", await Pragma(file, "synchronous"));
        Assert.Equal("0", await Pragma(file, "wal_autocheckpoint"));
    }

    [Fact]
    public async Task What_is_deleted_is_overwritten()
    {
        using var file = new SqliteFile(Db);

        Assert.Equal("1", await Pragma(file, "secure_delete"));
    }

    [Fact]
    public async Task Nobody_but_the_owner_reads_the_file_or_its_log()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var file = new SqliteFile(Db);
        await Commit(file, 0);

        Assert.All([Db, Db + "-wal", Db + "-shm"], path =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(path))
        );
    }

    [Fact]
    public async Task A_file_that_others_could_read_is_closed_to_them_at_the_start()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using (var file = new SqliteFile(Db))
            await Commit(file, 0);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Db, (UnixFileMode)0b110_110_110);

        using var again = new SqliteFile(Db);
        await Commit(again, 4);

        Assert.All([Db, Db + "-wal"], path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(path)));
    }

    [Fact]
    public async Task What_was_committed_is_there_when_the_log_alone_holds_it()
    {
        using var file = new SqliteFile(Db);
        await Commit(file, 0);

        var copy = Folder["copy.db"];
        File.Copy(Db, copy);
        File.Copy(Db + "-wal", copy + "-wal"); // as a crash at this moment would leave it
        using var after = new SqliteFile(copy);

        Assert.Equal(4, (await Ledger(after).Read(SampleRosters.Q3, 0, Stop)).Count);
    }

    [Fact]
    public async Task A_checkpoint_empties_the_log_and_keeps_every_entry()
    {
        using var file = new SqliteFile(Db);
        await Commit(file, 0);
        await file.Checkpoint(Stop);

        Assert.Equal(0, new FileInfo(Db + "-wal").Length);
        Assert.Equal(4, (await Ledger(file).Read(SampleRosters.Q3, 0, Stop)).Count);
    }

    [Fact]
    public async Task A_database_can_be_looked_at_while_a_server_writes_and_never_written_that_way()
    {
        using var file = new SqliteFile(Db);
        await Commit(file, 0);
        using var look = SqliteFile.OpenToRead(Db);

        Assert.Equal(4, (await Ledger(look).Read(SampleRosters.Q3, 0, Stop)).Count);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Commit(look, 4));
        Assert.Contains(
            "no database",
            Assert.ThrowsAny<OperatorException>(() => SqliteFile.OpenToRead(Folder["none.db"])).Message,
            StringComparison.Ordinal
        );
    }

    private static int Execute(SqliteConnection c, string sql)
    {
        using var command = c.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private static UnixFileMode Mode(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
