using Azure;
using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Ledger.Tables;

/// <summary>The links, in the ledger's table: two point reads by the token's hash, a short range by person.</summary>
public sealed class TableLinks(LedgerTable table) : ILinks
{
    public async Task<Link?> Find(string tokenHash, CancellationToken stop)
    {
        if (await table.WhereIs(tokenHash, stop) is not var (quarter, row)) return null;
        if (await table.Find(quarter, row, stop) is { } found) return LinkRow.Read(found);
        await Parcel.UnpackAll(table, quarter, stop);
        return await table.Find(quarter, row, stop) is { } unpacked ? LinkRow.Read(unpacked) : null;
    }

    public async Task Revoke(QuarterId quarter, PersonId person, Instant now, CancellationToken stop)
    {
        await Parcel.UnpackAll(table, quarter, stop);
        var (from, to) = RowKeys.All(RowKeys.LinksOf(person));
        while (true)
        {
            var alive = (await table.Range(quarter, from, to, stop)).Where(r => r.Moment("RevokedAt") is null).Take(CommitRows.MostRows).ToArray();
            if (alive.Length == 0) return;
            try
            {
                await table.Write(alive.Select(r => new TableTransactionAction(
                    TableTransactionActionType.UpdateMerge, new TableEntity(r.PartitionKey, r.RowKey) { ["RevokedAt"] = now.ToUnixTimeMilliseconds() }, r.ETag)));
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
                // Somebody revokes them too; the first moment stays.
            }
        }
    }
}
