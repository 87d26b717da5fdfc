using Microsoft.Data.Sqlite;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Db => _folder["reviewflow.db"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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
    public async Task A_file_from_before_there_was_a_safe_gets_one_at_the_start()
    {
        using (var file = new SqliteFile(Db))
        {
            await Commit(file, 0);
            await file.Write((c, _) => (Execute(c, "DROP TABLE sealed"), true), Stop);
        }

        using var later = new SqliteFile(Db);
        await Ledger(later)
            .Commit(
                new(SampleRosters.Q3, 4, [], [], [], WakeAt: null, Key: null) { SealedWrites = [new("a", "sealed")] },
                Stop
            );

        Assert.Equal("sealed", await new SqliteSealedStore(later).Find(SampleRosters.Q3, "a", Stop));
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

        var copy = _folder["copy.db"];
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
            Assert.Throws<UnusableException>(() => SqliteFile.OpenToRead(_folder["none.db"])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_file_of_an_older_version_gets_the_columns_that_came_later_and_keeps_what_it_holds()
    {
        using (var file = new SqliteFile(Db))
        {
            await Commit(file, 0);
            await file.Write(
                (c, _) =>
                {
                    using var command = c.CreateCommand();
                    command.CommandText =
                        "ALTER TABLE head DROP COLUMN traceparent; ALTER TABLE mail DROP COLUMN traceparent";
                    return (command.ExecuteNonQuery(), true);
                },
                Stop
            );
        }
        using (var look = SqliteFile.OpenToRead(Db))
            Assert.NotNull(await Ledger(look).Head(SampleRosters.Q3, Stop));

        using var after = new SqliteFile(Db);
        Assert.Null(await Ledger(after).TraceParent(SampleRosters.Q3, Stop));
        await Commit(after, 4);
        Assert.Equal(8, (await Ledger(after).Read(SampleRosters.Q3, 0, Stop)).Count);
        Assert.Empty(await new SqliteOutbox(after).Due(SampleRosters.Start, 10, Stop));
    }

    [Fact]
    public async Task A_damaged_page_is_found_at_the_start()
    {
        using (var file = new SqliteFile(Db))
        {
            for (var i = 0; i < 20; i++)
                await Commit(file, i * 4);
            await file.Checkpoint(Stop);
        }
        var bytes = await File.ReadAllBytesAsync(Db, Stop);
        for (var page = 4096; page < bytes.Length; page += 4096)
            bytes.AsSpan(page, 64).Fill(0x5A);
        await File.WriteAllBytesAsync(Db, bytes, Stop);

        Plain(Assert.Throws<UnusableException>(() => new SqliteFile(Db)));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("This is a shopping list. ", 400));
        await File.WriteAllTextAsync(Db, text, Stop);

        Assert.Contains(
            "is damaged",
            Plain(Assert.Throws<UnusableException>(() => new SqliteFile(Db))),
            StringComparison.Ordinal
        );
        Assert.Equal(text, await File.ReadAllTextAsync(Db, Stop));
    }

    [Theory]
    [InlineData("a-file/reviewflow.db")]
    [InlineData("missing/reviewflow.db")]
    [InlineData("a-folder.db")]
    public void A_place_where_no_file_can_be_is_said_in_one_sentence(string path)
    {
        File.WriteAllText(_folder["a-file"], "");
        Directory.CreateDirectory(_folder["a-folder.db"]);

        Plain(Assert.Throws<UnusableException>(() => new SqliteFile(_folder[path])));
    }

    [Fact]
    public void A_disk_that_may_not_be_written_is_said_in_one_sentence()
    {
        using var disk = new SmallDisk();
        new SqliteFile(disk["old.db"]).Dispose();
        disk.TurnReadOnly();

        Plain(Assert.Throws<UnusableException>(() => new SqliteFile(disk["old.db"])));
        Plain(Assert.Throws<UnusableException>(() => new SqliteFile(disk["new.db"])));
    }

    [Fact]
    public async Task A_database_that_another_program_holds_is_said_in_one_sentence_and_nothing_is_written()
    {
        using var file = new SqliteFile(Db);
        using var other = new SqliteConnection($"Data Source={Db};Pooling=False");
        await other.OpenAsync(Stop);
        using (var hold = other.CreateCommand())
        {
            hold.CommandText = "BEGIN EXCLUSIVE";
            await hold.ExecuteNonQueryAsync(Stop);
        }

        // Waits ten seconds for the other
        var refused = await Assert.ThrowsAsync<UnusableException>(() => Task.Run(() => Commit(file, 0), Stop));

        Assert.Contains("locked by another program; nothing was written", Plain(refused), StringComparison.Ordinal);
        await other.CloseAsync();
        await Commit(file, 0);
        Assert.Equal(4, (await Ledger(file).Read(SampleRosters.Q3, 0, Stop)).Count);
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_half_written_and_with_room_again_it_goes_on()
    {
        using var disk = new SmallDisk();
        using var file = new SqliteFile(disk["reviewflow.db"]);
        await Commit(file, 0);
        disk.Fill();

        var written = 4L;
        var refused = await Assert.ThrowsAsync<UnusableException>(async () =>
        {
            for (; ; written += 4)
                await Commit(file, written);
        });

        Assert.Contains("nothing was written", Plain(refused), StringComparison.Ordinal);
        Assert.Equal(written, await Sound(file));
        disk.MakeRoom();
        await Commit(file, written);
        Assert.Equal(written + 4, await Sound(file));
    }

    [Fact]
    public async Task A_database_that_may_not_grow_says_that_the_disk_is_full()
    {
        using var file = new SqliteFile(Db);
        await file.Write((c, _) => (Pragma(c, "max_page_count = 20"), true), Stop);

        var written = 0L;
        var refused = await Assert.ThrowsAsync<UnusableException>(async () =>
        {
            for (; ; written += 4)
                await Commit(file, written);
        });

        Assert.Contains("is full; nothing was written", Plain(refused), StringComparison.Ordinal);
        Assert.Equal(written, await Sound(file));
    }

    public void Dispose() => _folder.Dispose();

    private SqliteLedger Ledger(SqliteFile file) => new(file, SigningKey.OpenOrCreate(_folder.Path));

    private async Task<long> Sound(SqliteFile file)
    {
        using var key = SigningKey.OpenOrCreate(_folder.Path);
        var ledger = new SqliteLedger(file, key);
        return await ledger.Head(SampleRosters.Q3, Stop) is null
            ? 0
            : LedgerAudit
                .Walk(
                    SampleRosters.Q3,
                    await ledger.Read(SampleRosters.Q3, 0, Stop),
                    await ledger.Head(SampleRosters.Q3, Stop),
                    key.Verifies
                )
                .Version;
    }

    /// <summary>Four entries: a start, and three teams.</summary>
    private async Task Commit(SqliteFile file, long expected)
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
            .Commit(new(SampleRosters.Q3, expected, start[..4], [], [], SampleRosters.Start, Key: null), Stop);
    }

    private static Task<string> Pragma(SqliteFile file, string name) =>
        file.Write((c, _) => (Pragma(c, name), false), Stop);

    private static string Pragma(SqliteConnection c, string name)
    {
        using var command = c.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return command.ExecuteScalar()!.ToString()!;
    }

    private static int Execute(SqliteConnection c, string sql)
    {
        using var command = c.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>One sentence or two, with the file's name and without the names of our code.</summary>
    private static string Plain(UnusableException e)
    {
        Assert.Contains(".db", e.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.DoesNotContain("Exception", e.Message, StringComparison.Ordinal);
        return e.Message;
    }

    private static UnixFileMode Mode(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
