using NodaTime;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

/// <summary>
/// A ledger that is changed under a running server, to a state that is sound by itself and that no anchor contradicts:
/// the server knows better.
/// </summary>
public sealed class LedgerUnderServerTests : IAsyncLifetime
{
    private static readonly SeatOf Product = SampleRosters.Product("company"),
        Technology = SampleRosters.Technology("company");

    private readonly ProductFixture _server = new();
    private (LedgerHead Head, long Entries) _backup;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.Start(SampleRosters.OneTeam);
        _backup = ((await _server.Ledger.Head(SampleRosters.Q3, Stop))!, (await _server.Entries()).Count);
        await _server.Sign(SampleRosters.Platform, Product);
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task One_that_was_set_back_stays_refused_until_ops_say_that_a_backup_was_restored()
    {
        await RestoreBackup();

        Assert.Contains(
            $"The ledger ends at entry {_backup.Entries}, and this server knows its entry {_backup.Entries + 1}: it was "
                + "set back.",
            (await Broken()).Message,
            StringComparison.Ordinal
        );
        await Broken();
        await Assert.ThrowsAsync<LedgerBrokenException>(() => _server.Sign(SampleRosters.Platform, Product));

        Assert.IsType<CommandResult.Done>(await _server.Do(new QuarterCommand.AcknowledgeRestore("The disk failed")));
        var restored = Assert.IsType<LedgerRestored>((await _server.Entries())[^1].Event);
        Assert.Equal(_backup.Entries + 1, Assert.Single(restored.Lost).Version);
        await _server.Sign(SampleRosters.Platform, Product);
        Assert.IsType<CommandResult.AlreadySo>(await _server.Do(new QuarterCommand.AcknowledgeRestore("Again")));
        await _server.Audit();
    }

    [Fact]
    public async Task One_that_was_set_back_after_it_was_read_is_refused_like_one_that_was_written()
    {
        await _server.Quarter();
        await RestoreBackup();

        await Broken();
        await Broken();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_that_was_set_back_and_went_on_elsewhere_is_refused(int entries)
    {
        await RestoreBackup();
        using var other = new ProductFixture(_server.Folder);
        await other.Sign(SampleRosters.Platform, Technology);
        if (entries > 1)
            await other.Sign(SampleRosters.Platform, Product);

        await Broken();
        Assert.Contains(
            $"entry {_backup.Entries + 1}: The entry is not the one that this server knows",
            (await Broken()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_restore_that_another_server_recorded_counts_here_as_well()
    {
        await _server.Get<LedgerSelfCheck>().Run(Stop);
        await _server.Sign(SampleRosters.Platform, Technology);
        await RestoreBackup();
        await Broken();

        using var other = new ProductFixture(_server.Folder);
        Assert.IsType<CommandResult.Done>(await other.Do(new QuarterCommand.AcknowledgeRestore("The disk failed")));

        Assert.Single((await _server.Quarter()).Lost);
        await _server.Sign(SampleRosters.Platform, Product);
        await RestoreBackup();
        await Broken();
        await Broken();
    }

    [Fact]
    public async Task One_that_is_gone_as_a_whole_is_refused_until_it_begins_again_by_saying_what_was_lost()
    {
        await new SqliteForger(_server.Folder).SetBack(0, head: null);

        await Broken();
        await Broken();

        await _server.Start(SampleRosters.OneTeam);
        Assert.Equal(_backup.Entries + 1, Assert.Single((await _server.Quarter()).Lost).Version);
    }

    [Fact]
    public async Task A_head_whose_key_is_revoked_is_held_against_the_ring_again_although_it_was_read_before()
    {
        var head = (await _server.Ledger.Head(SampleRosters.Q3, Stop))!;
        await _server.Quarter();

        new KeyRotation(_server.Folder, _server.Time).Revoke(head.KeyId, head.At - Duration.FromDays(1), reason: null);

        Assert.Contains("which is revoked since", (await Broken()).Message, StringComparison.Ordinal);
        new KeyRotation(_server.Folder, _server.Time).Accept(head, "Held against the report");
        await _server.Quarter();
    }

    private Task<LedgerBrokenException> Broken() => Assert.ThrowsAsync<LedgerBrokenException>(() => _server.Quarter());

    private Task RestoreBackup() => new SqliteForger(_server.Folder).SetBack(_backup.Entries, _backup.Head);
}
