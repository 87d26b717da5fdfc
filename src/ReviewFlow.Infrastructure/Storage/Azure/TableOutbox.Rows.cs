using System.Globalization;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Quarters;

namespace ReviewFlow.Infrastructure.Storage.Azure;

public sealed partial class TableOutbox
{
    private async Task<IReadOnlyList<TableEntity>> Owed(
        QuarterId quarter,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            // One query for both: parcels sort before the mails that are owed.
            var rows = await table.Range(
                quarter,
                RowKeys.All(RowKeys.Parcels).From,
                RowKeys.OwedUntil(now),
                cancellationToken
            );
            if (!rows.Exists(IsParcel))
                return rows;
            await OverflowBatch.UnpackAll(table, quarter, cancellationToken);
        }
    }

    private async Task<Instant?> FirstAttempt(QuarterId quarter, CancellationToken cancellationToken)
    {
        while (
            await table.First(
                quarter,
                RowKeys.All(RowKeys.Parcels).From,
                RowKeys.All(RowKeys.Mails).To,
                cancellationToken
            )
                is { } row
        )
        {
            if (!IsParcel(row))
                return RowKeys.OwedAt(row.RowKey);
            await OverflowBatch.UnpackAll(table, quarter, cancellationToken);
        }
        return null;
    }

    /// <summary>
    /// The mail that this row says is due. Null where that is not so any more; then the row is taken away, or it would
    /// be due for ever.
    /// </summary>
    private async Task<OutboxMessage?> Read(TableEntity owed, CancellationToken cancellationToken)
    {
        var (quarter, key) = (QuarterId.Parse(owed.PartitionKey), owed.TextOrEmpty("Key"));
        var mail = await table.Find(quarter, RowKeys.Mail(key), cancellationToken);
        var next = mail?.MomentOrNull("NextAt");
        if (next is not null && next == RowKeys.OwedAt(owed.RowKey))
            return MailRow.Examine(mail!, key);
        try
        {
            await table.Write([new(TableTransactionActionType.Delete, owed, owed.ETag)]);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null; // Somebody delivered or moved it in this moment.
        }
        if (mail is null)
            return Unreadable(
                key.Length > 0 ? key : $"{quarter}/{owed.RowKey}/unreadable/",
                StorageTexts.MailRowMissing
            );
        var isOwedElsewhere =
            next is { } at && await table.Find(quarter, RowKeys.Owed(at, key), cancellationToken, "Key") is not null;
        return isOwedElsewhere || !mail.ContainsKey("NextAt") ? null : Unreadable(key, StorageTexts.MailRowNotDue);

        OutboxMessage Unreadable(string of, string why) =>
            OutboxMessage.OfUnreadable(of, mail?.TextOrEmpty("Address") ?? "", why, default) with
            {
                Quarter = quarter,
            };
    }

    /// <summary>
    /// What could be had of each, and the first trouble there was: one of them stops none of the others.
    /// </summary>
    private static async Task<(IReadOnlyList<TResult> Had, Exception? Trouble)> Each<T, TResult>(
        IEnumerable<T> items,
        Func<T, Task<TResult>> read,
        CancellationToken cancellationToken
    )
    {
        var all = items.Select(read).ToArray();
        var had = new List<TResult>();
        Exception? trouble = null;
        foreach (var one in all)
        {
            try
            {
                had.Add(await one);
            }
            catch (Exception e) when (!e.IsOurs(cancellationToken))
            {
                trouble ??= e;
            }
        }
        return (had, trouble);
    }

    private static Instant? Written(TableEntity row) => row.Timestamp is { } at ? Instant.FromDateTimeOffset(at) : null;

    private static bool IsParcel(TableEntity row) => row.RowKey.StartsWith(RowKeys.Parcels, StringComparison.Ordinal);

    private static void Trouble(TableEntity mail, string why)
    {
        mail["Attempts"] = (mail.TryGetValue("Attempts", out var before) ? before as int? ?? 0 : 0) + 1;
        mail["Trouble"] = why.Length <= MaxTrouble ? why : why[..MaxTrouble];
    }

    /// <summary>Changes a mail and when it is owed next, in one transaction at the version it was read at.</summary>
    private async Task Change(
        string key,
        Instant? next,
        Action<TableEntity> change,
        CancellationToken cancellationToken
    )
    {
        var writeId = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var isOwedRowGone = false;
        for (var tries = 0; await Find(key, cancellationToken) is { } mail; tries++)
        {
            if (mail.TextOrEmpty("WriteId") == writeId)
                return; // done before; only the answer was lost
            var (quarter, before, owedAt) = (
                QuarterId.Parse(mail.PartitionKey),
                mail.MomentOrNull("NextAt"),
                mail.MomentOrNull("OwedAt") ?? default
            );
            (mail["WriteId"], mail["Key"]) = (writeId, key);
            mail.Remove("NextAt");
            if (next is { } then)
                mail["NextAt"] = then.ToUnixTimeMilliseconds();
            change(mail);

            var actions = new List<TableTransactionAction>
            {
                new(TableTransactionActionType.UpdateReplace, mail, mail.ETag),
            };
            if (before != next && before is { } was && !isOwedRowGone)
                actions.Add(new(TableTransactionActionType.Delete, MailRow.Owed(quarter, was, key, owedAt), ETag.All));
            if (before != next && next is { } will)
                actions.Add(CommitRows.Add(MailRow.Owed(quarter, will, key, owedAt)));
            try
            {
                await table.Write(actions);
                return;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && tries < MaxAttempts)
            {
                // Somebody changed it meanwhile, or our own answer was lost: look again.
                isOwedRowGone = e.Status == 404;
            }
        }
    }
}
