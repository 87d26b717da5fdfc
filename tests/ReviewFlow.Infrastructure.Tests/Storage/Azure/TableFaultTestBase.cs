using Azure.Data.Tables;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>A table behind a service that throttles, loses answers or is away.</summary>
public abstract class TableFaultTestBase(Azurite azurite) : IAsyncLifetime
{
    private protected Azurite Azurite { get; } = azurite;

    private protected TempFolder Folder { get; } = new();

    private protected LedgerKeys Key { get; private set; } = null!;

    private protected FaultyTransport Transport { get; private set; } = null!;

    private protected LedgerTable Table { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected TableLedger Ledger => new(Table, Key);

    private protected TableOutbox Outbox => new(Table);

    public async ValueTask InitializeAsync()
    {
        Key = LedgerKeys.OpenOrCreate(Folder.Path);
        Transport = await FaultyTransport.Before((await Azurite.Up()).Tables);
        Table = await Azurite.Table(Transport.Address);
        await Ledger.Commit(Started(), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (Transport is not null)
            await Transport.DisposeAsync();
        Key?.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task HoldsOnce(params string[] reasons)
    {
        var entries = await Ledger.Read(Q3, 0, Stop);
        Assert.Equal(
            4 + reasons.Length,
            LedgerAudit.Walk(Q3, entries, await Ledger.Head(Q3, Stop), Key.Problem).Version
        );
        Assert.Equal(
            reasons,
            entries.Select(e => e.Event).OfType<ReviewFlow.Quarters.DeadlineExtended>().Select(e => e.Reason)
        );
    }

    /// <summary>The same table, but nothing is tried twice.</summary>
    private protected LedgerTable Hasty()
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        return new(new TableClient(Azurite.Connection(Transport.Address), Table.Name, options));
    }

    /// <summary>The same table, past the weather.</summary>
    private protected LedgerTable LedgerTableOf(Uri account) =>
        LedgerTable.OpenLocal(Azurite.Connection(account), Table.Name);
}
