using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Ledger.Tables;

namespace ReviewFlow.Delivery.Tests.Ledger.Tables;

public sealed class TableLedgerTests(Azurite azurite) : LedgerCompliance, IDisposable
{
    private readonly TempFolder _folder = new();
    private SigningKey? _key;

    protected override async Task<Store> Fresh()
    {
        var table = await azurite.Table();
        _key = SigningKey.OpenOrCreate(_folder.Path);
        return new Store(new TableLedger(table, _key), new TableOutbox(table), new TableLinks(table), _key.Verifies);
    }

    public void Dispose()
    {
        _key?.Dispose();
        _folder.Dispose();
    }
}
