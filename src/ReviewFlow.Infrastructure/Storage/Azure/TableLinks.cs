using ReviewFlow.Application.Links;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>The links, in the ledger's table: two point reads by the token's hash.</summary>
public sealed class TableLinks(LedgerTable table) : ILinks
{
    public async Task<Link?> Find(string tokenHash, CancellationToken stop)
    {
        if (await table.WhereIs(tokenHash, stop) is not var (quarter, row)) return null;
        if (await table.Find(quarter, row, stop) is { } found) return LinkRow.Read(found);
        await OverflowBatch.UnpackAll(table, quarter, stop);
        return await table.Find(quarter, row, stop) is { } unpacked ? LinkRow.Read(unpacked) : null;
    }
}
