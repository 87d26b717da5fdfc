using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Ledger.Sqlite;

namespace ReviewFlow.Delivery.Tests.Ledger;

public sealed class SqliteLedgerTests : LedgerCompliance, IDisposable
{
    private readonly TempFolder _folder = new();
    private SqliteFile? _file;
    private SigningKey? _key;

    protected override Task<Store> Fresh()
    {
        (_file, _key) = (new SqliteFile(_folder["reviewflow.db"]), SigningKey.OpenOrCreate(_folder.Path));
        return Task.FromResult(new Store(new SqliteLedger(_file, _key), new SqliteOutbox(_file), new SqliteLinks(_file), _key.Verifies));
    }

    public void Dispose()
    {
        _file?.Dispose();
        _key?.Dispose();
        _folder.Dispose();
    }
}
