using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>A table and the programs before and after the one that wrote it.</summary>
public sealed class TableVersionTests(Azurite azurite) : LedgerTableTestBase(azurite)
{
    private TableClient _client = null!;

    /// <summary>A mark on every head.</summary>
    private static readonly TableMigration Mark = async (table, stop) =>
    {
        await foreach (var head in table.QueryAsync<TableEntity>("RowKey eq 'head'", cancellationToken: stop))
            await table.UpdateEntityAsync(
                new TableEntity(head.PartitionKey, head.RowKey) { ["Marked"] = true },
                head.ETag,
                TableUpdateMode.Merge,
                stop
            );
    };

    private static readonly TableMigration Nothing = (_, _) => Task.CompletedTask;

    [Fact]
    public async Task A_new_table_has_the_first_version_however_many_hosts_come_at_once()
    {
        var table = await Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new TableLedger(new(_client), Key).Head(Q3, Stop)));
        await new TableLedger(table, Key).Commit(Started(), Stop);

        Assert.Equal(1, (await Version()).GetInt32("Version"));
    }

    [Fact]
    public async Task Migrations_run_once_in_order_and_keep_what_is_there()
    {
        await new TableLedger(await Open(), Key).Commit(Started(), Stop);

        var ran = new List<int>();
        TableMigration[] steps =
        [
            (table, stop) =>
            {
                ran.Add(2);
                return Mark(table, stop);
            },
            (_, _) =>
            {
                ran.Add(3);
                return Task.CompletedTask;
            },
        ];
        var ledger = new TableLedger(new(_client, steps), Key);
        var (entries, head) = await ledger.ReadToHead(Q3, 0, Stop);
        await new TableLedger(new(_client, steps), Key).Head(Q3, Stop);

        Assert.Equal([2, 3], ran);
        Assert.Equal(4, LedgerAudit.Walk(Q3, entries, head, Key.Problem).Version);
        Assert.True(
            (await _client.GetEntityAsync<TableEntity>($"{Q3}", "head", cancellationToken: Stop)).Value.GetBoolean(
                "Marked"
            )
        );
        var version = await Version();
        Assert.Equal((3, false), (version.GetInt32("Version"), version.ContainsKey("MigratesTo")));
    }

    [Fact]
    public async Task An_older_program_refuses_newer_data_in_one_sentence_and_writes_nothing()
    {
        await new TableLedger(await Open(), Key).Commit(Started(), Stop);
        await new TableLedger(new(_client, [Nothing]), Key).Head(Q3, Stop);

        var ledger = new TableLedger(new(_client), Key);
        await Plain(() => ledger.Commit(Of(4, Longer("why")), Stop), "holds data of version 2");
        await Plain(() => ledger.Quarters(Stop), "this program knows data up to version 1");
        await Plain(() => new LedgerTable(_client).Create(Stop), "holds data of version 2");
        Assert.Equal(4, (await new TableLedger(new(_client, [Nothing]), Key).Head(Q3, Stop))!.Version);
    }

    [Fact]
    public async Task A_program_that_runs_while_a_newer_one_comes_stops_within_a_minute()
    {
        var time = new FakeTimeProvider();
        await Open();
        var ledger = new TableLedger(new(_client, [], time), Key);
        await ledger.Commit(Started(), Stop);
        await new TableLedger(new(_client, [Nothing]), Key).Head(Q3, Stop);

        time.Advance(TimeSpan.FromMinutes(1));
        await Plain(() => ledger.Commit(Of(4, Longer("why")), Stop), "holds data of version 2");
    }

    [Fact]
    public async Task A_migration_that_is_cut_short_leaves_the_version_keeps_older_programs_out_and_begins_again()
    {
        await new TableLedger(await Open(), Key).Commit(Started(), Stop);
        TableMigration cutShort = async (table, stop) =>
        {
            await Mark(table, stop);
            throw new InvalidOperationException("the power went away");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new TableLedger(new(_client, [cutShort]), Key).Head(Q3, Stop)
        );

        Assert.Equal(1, (await Version()).GetInt32("Version"));
        await Plain(() => new TableLedger(new(_client), Key).Head(Q3, Stop), "being brought to a newer data version");
        Assert.Equal(4, (await new TableLedger(new(_client, [Mark]), Key).Head(Q3, Stop))!.Version);
        Assert.Equal(2, (await Version()).GetInt32("Version"));
    }

    [Fact]
    public async Task Two_hosts_that_bring_a_table_forward_at_once_both_go_on()
    {
        await new TableLedger(await Open(), Key).Commit(Started(), Stop);
        var heads = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => new TableLedger(new(_client, [Nothing, Nothing]), Key).Head(Q3, Stop))
        );
        Assert.All(heads, h => Assert.Equal(4, h!.Version));
        Assert.Equal(3, (await Version()).GetInt32("Version"));
    }

    [Fact]
    public async Task A_table_without_a_version_is_refused_with_its_rows()
    {
        await new TableLedger(await Open(), Key).Commit(Started(), Stop);
        await _client.DeleteEntityAsync("data", "version", cancellationToken: Stop);

        await Plain(() => new TableLedger(new(_client), Key).Head(Q3, Stop), "its data has no version");
    }

    private async Task<LedgerTable> Open()
    {
        var table = await Azurite.Table();
        _client = new(Azurite.Connection((await Azurite.Up()).Tables), table.Name);
        return table;
    }

    private async Task<TableEntity> Version() =>
        (await _client.GetEntityAsync<TableEntity>("data", "version", cancellationToken: Stop)).Value;

    private static async Task Plain(Func<Task> work, string words)
    {
        var sentence = (await Assert.ThrowsAnyAsync<OperatorException>(work)).Message;
        Assert.Contains(words, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sentence);
    }
}
