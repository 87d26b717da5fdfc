using Azure;
using Azure.Data.Tables;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// The mails to somebody and their links, which go before the commit that erases the name: they may be more than one
/// transaction takes. Where it is cut off, the name is still there, and the command is given again.
/// </summary>
internal static class ErasedRows
{
    public static async Task Delete(
        LedgerTable table,
        QuarterId quarter,
        PersonId person,
        CancellationToken cancellationToken
    )
    {
        await OverflowBatch.UnpackAll(table, quarter, cancellationToken);
        var (from, to) = RowKeys.All(RowKeys.LinksOf(person));
        var links = await table.Range(quarter, from, to, cancellationToken, "PartitionKey", "RowKey", "TokenHash");
        await table.Unlist(links.Select(l => l.TextOrEmpty("TokenHash")).Where(t => t.Length > 0));
        foreach (var link in links)
            await Delete(table, link);

        (from, to) = RowKeys.All("mail");
        var mails = await table.Range(
            quarter,
            from,
            to,
            cancellationToken,
            "PartitionKey",
            "RowKey",
            "Key",
            "Address",
            "NextAt"
        );
        foreach (var mail in mails.Where(m => PersonId.Of(m.TextOrEmpty("Address")) == person))
        {
            var key = mail.TextOrEmpty("Key");
            var owed = mail.MomentOrNull("NextAt") is { } at ? MailRow.Owed(quarter, at, key, at) : null;
            await Delete(
                table,
                owed is not null && await table.Find(quarter, owed.RowKey, cancellationToken, "RowKey") is not null
                    ? [mail, owed]
                    : [mail]
            );
        }
    }

    private static async Task Delete(LedgerTable table, params TableEntity[] rows)
    {
        try
        {
            await table.Write([
                .. rows.Select(r => new TableTransactionAction(TableTransactionActionType.Delete, r, ETag.All)),
            ]);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // It is gone already, by a try whose answer was lost.
        }
    }
}
