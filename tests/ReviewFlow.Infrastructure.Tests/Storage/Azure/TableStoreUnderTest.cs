using System.IO.Compression;
using Azure.Data.Tables;
using ReviewFlow.Application.Keys;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

internal sealed class TableStoreUnderTest(Azurite azurite) : StoreUnderTest
{
    private readonly TempFolder _folder = new();
    private LedgerKeys? _key;
    private LedgerTable? _table;

    public override async Task<Store> Fresh()
    {
        var table = _table = await azurite.Table();
        _key = LedgerKeys.OpenOrCreate(_folder.Path);
        return new Store(
            new TableLedger(table, _key),
            new TableOutbox(table),
            new TableLinks(table),
            new TableSealedStore(table),
            _key.Problem
        );
    }

    public override async Task<bool> Keeps(string text)
    {
        var rows = new TableClient(
            Azurite.Connection((await azurite.Up()).Tables),
            _table!.Name
        ).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken);
        await foreach (var row in rows)
        {
            using var packed = new MemoryStream([
                .. row.Where(p => p.Key.StartsWith("Text", StringComparison.Ordinal))
                    .OrderBy(p => p.Key, StringComparer.Ordinal)
                    .SelectMany(p => (byte[])p.Value),
            ]);
            using var unpacked = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress));
            if (
                (packed.Length > 0 && (await unpacked.ReadToEndAsync()).Contains(text, StringComparison.Ordinal))
                || row.Any(p => p.Value is string s && s.Contains(text, StringComparison.Ordinal))
            )
                return true;
        }
        return false;
    }

    public override async Task Spoil(string key, Spoiled what)
    {
        var rows = new TableClient(Azurite.Connection((await azurite.Up()).Tables), _table!.Name);
        var row = (
            await rows.GetEntityAsync<TableEntity>(
                "2026-Q3",
                RawRows.OfMail(key),
                cancellationToken: TestContext.Current.CancellationToken
            )
        ).Value;
        if (what == Spoiled.Quarter)
            row["Key"] = "2026-Q3/00001/invitation/somebody.else@example.com"; // its quarter is its partition
        else if (what == Spoiled.OwedAt)
            row["OwedAt"] = "yesterday";
        else
            row["Text00"] = new byte[] { 0xff, 0x00, 0xfe };
        await rows.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _key?.Dispose();
        _folder.Dispose();
    }
}
