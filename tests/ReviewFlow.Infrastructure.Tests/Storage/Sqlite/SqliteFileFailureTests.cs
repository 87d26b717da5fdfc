using Microsoft.Data.Sqlite;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

/// <summary>
/// A damaged, locked or foreign file and a full disk are said in one sentence, and nothing is half written.
/// </summary>
public sealed class SqliteFileFailureTests : SqliteFileTestBase
{
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

        Plain(Assert.ThrowsAny<OperatorException>(() => new SqliteFile(Db)));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("This is a shopping list. ", 400));
        await File.WriteAllTextAsync(Db, text, Stop);

        Assert.Contains(
            "is damaged",
            Plain(Assert.ThrowsAny<OperatorException>(() => new SqliteFile(Db))),
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
        File.WriteAllText(Folder["a-file"], "");
        Directory.CreateDirectory(Folder["a-folder.db"]);

        Plain(Assert.ThrowsAny<OperatorException>(() => new SqliteFile(Folder[path])));
    }

    [Fact]
    public void A_disk_that_may_not_be_written_is_said_in_one_sentence()
    {
        using var disk = new SmallDisk();
        new SqliteFile(disk["old.db"]).Dispose();
        disk.TurnReadOnly();

        Plain(Assert.ThrowsAny<OperatorException>(() => new SqliteFile(disk["old.db"])));
        Plain(Assert.ThrowsAny<OperatorException>(() => new SqliteFile(disk["new.db"])));
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
        var refused = await Assert.ThrowsAnyAsync<OperatorException>(() => Task.Run(() => Commit(file, 0), Stop));

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
        var refused = await Assert.ThrowsAnyAsync<OperatorException>(async () =>
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
        var refused = await Assert.ThrowsAnyAsync<OperatorException>(async () =>
        {
            for (; ; written += 4)
                await Commit(file, written);
        });

        Assert.Contains("is full; nothing was written", Plain(refused), StringComparison.Ordinal);
        Assert.Equal(written, await Sound(file));
    }

    private async Task<long> Sound(SqliteFile file)
    {
        using var key = LedgerKeys.OpenOrCreate(Folder.Path);
        var ledger = new SqliteLedger(file, key);
        return await ledger.Head(SampleRosters.Q3, Stop) is null
            ? 0
            : LedgerAudit
                .Walk(
                    SampleRosters.Q3,
                    await ledger.Read(SampleRosters.Q3, 0, Stop),
                    await ledger.Head(SampleRosters.Q3, Stop),
                    key.Problem
                )
                .Version;
    }

    /// <summary>One sentence or two, with the file's name and without the names of our code.</summary>
    private static string Plain(OperatorException e)
    {
        Assert.Contains(".db", e.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.DoesNotContain("Exception", e.Message, StringComparison.Ordinal);
        return e.Message;
    }
}
