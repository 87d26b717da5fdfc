using ReviewFlow.Application.Links;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>The links, in the ledger's table: two point reads by the token's hash.</summary>
public sealed class TableLinks(LedgerTable table) : ILinks
{
    public async Task<Link?> Find(string tokenHash, CancellationToken cancellationToken)
    {
        if (await table.WhereIs(tokenHash, cancellationToken) is not var (quarter, row))
            return null;
        if (await table.Find(quarter, row, cancellationToken) is { } found)
            return LinkRow.Read(found);
        await OverflowBatch.UnpackAll(table, quarter, cancellationToken);
        return await table.Find(quarter, row, cancellationToken) is { } unpacked ? LinkRow.Read(unpacked) : null;
    }
}
