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

/// <summary>The mails owed, in the ledger's table.</summary>
public sealed class TableOutbox(LedgerTable table) : IOutbox
{
    /// <summary>Trouble is a sentence for ops; a property takes 32,768 characters.</summary>
    private const int MaxTrouble = 2000;

    /// <summary>
    /// A mail has one dispatcher; more than a few who change it at once are no race but a row that was tampered with.
    /// </summary>
    private const int MaxAttempts = 20;

    /// <summary>How many mails are read at the same time.</summary>
    private const int AtOnce = 50;

    public async Task<IReadOnlyList<OutboxMessage>> Due(Instant now, int most, CancellationToken cancellationToken)
    {
        var (owed, trouble) = await Each(
            await table.Listed(cancellationToken),
            q => Owed(q, now, cancellationToken),
            cancellationToken
        );
        var due = owed.SelectMany(o => o)
            .OrderBy(o => RowKeys.OwedAt(o.RowKey) ?? Instant.MinValue)
            .ThenBy(o => o.TextOrEmpty("Key"), StringComparer.Ordinal)
            .Take(most);
        var mails = new List<OutboxMessage>();
        foreach (var some in due.Chunk(AtOnce))
        {
            var (read, unread) = await Each(some, o => Read(o, cancellationToken), cancellationToken);
            mails.AddRange(read.OfType<OutboxMessage>());
            trouble ??= unread;
        }
        // What could be had goes; where nothing could, the store is away.
        return mails.Count == 0 && trouble is not null ? throw trouble : mails;
    }

    public async Task<Instant?> NextAttempt(CancellationToken cancellationToken) =>
        (
            await Task.WhenAll((await table.Listed(cancellationToken)).Select(q => FirstAttempt(q, cancellationToken)))
        ).Min();

    public async Task<Instant?> OldestOwed(CancellationToken cancellationToken) =>
        (
            await Task.WhenAll(
                (await table.Listed(cancellationToken)).Select(async q =>
                {
                    var (from, to) = (RowKeys.All(RowKeys.Parcels).From, RowKeys.All(RowKeys.Mails).To);
                    var rows = await table.Range(q, from, to, cancellationToken, "RowKey", "Timestamp", "OwedAt");
                    return rows.Min(r =>
                        r.MomentOrNull("OwedAt") ?? (IsParcel(r) ? Written(r) : RowKeys.OwedAt(r.RowKey))
                    );
                })
            )
        ).Min();

    public Task Delivered(string key, Instant at, CancellationToken cancellationToken) =>
        Change(
            key,
            next: null,
            mail =>
            {
                mail["DeliveredAt"] = at.ToUnixTimeMilliseconds();
                mail.Remove("Token");
                mail.Remove("Trouble");
            },
            cancellationToken
        );

    public Task Failed(string key, Instant next, string why, CancellationToken cancellationToken) =>
        Change(key, next, mail => Trouble(mail, why), cancellationToken);

    public Task DeadLettered(string key, string why, CancellationToken cancellationToken) =>
        Change(key, next: null, mail => Trouble(mail, why), cancellationToken);

    public async Task<bool> Enqueue(OutboxMessage mail, Link link, CancellationToken cancellationToken)
    {
        if (mail.Quarter != link.Quarter)
            throw new ArgumentException($"The mail is of {mail.Quarter}, its link of {link.Quarter}.", nameof(link));
        await table.List(mail.Quarter);
        await OverflowBatch.UnpackAll(table, mail.Quarter, cancellationToken);
        if (await table.Find(mail.Quarter, RowKeys.Mail(mail.Key), cancellationToken, "Key") is not null)
            return false;
        await table.List([link]);
        try
        {
            await table.Write([.. MailRow.Of(mail).Select(CommitRows.Add), CommitRows.Add(LinkRow.Of(link))]);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Somebody owed it first, or we did and the answer was lost: the link tells, its token is nobody else's.
            return await table.Find(
                link.Quarter,
                RowKeys.Link(link.Person, link.TokenHash),
                CancellationToken.None,
                "TokenHash"
            )
                is not null;
        }
    }

    public async Task<OutboxCount> Count(QuarterId quarter, CancellationToken cancellationToken)
    {
        await OverflowBatch.UnpackAll(table, quarter, cancellationToken);
        var (from, to) = RowKeys.All("mail");
        var mails = await table.Range(
            quarter,
            from,
            to,
            cancellationToken,
            "Key",
            "Address",
            "NextAt",
            "DeliveredAt",
            "Trouble"
        );
        var deadLettered = mails
            .Where(m => m.MomentOrNull("NextAt") is null && m.MomentOrNull("DeliveredAt") is null)
            .Select(m => new DeadLetteredMail(m.TextOrEmpty("Key"), m.TextOrEmpty("Address"), m.TextOrEmpty("Trouble")))
            .OrderBy(m => m.Key, StringComparer.Ordinal);
        return new(
            mails.Count(m => m.MomentOrNull("DeliveredAt") is not null),
            mails.Count(m => m.MomentOrNull("NextAt") is not null),
            [.. deadLettered]
        );
    }

    /// <summary>
    /// Reads the keys of the quarter's mails: it is asked for only where a mail came back, so no row is kept for it.
    /// </summary>
    public async Task<OutboxMessage?> Find(QuarterId quarter, string messageHash, CancellationToken cancellationToken)
    {
        await OverflowBatch.UnpackAll(table, quarter, cancellationToken);
        var (from, to) = RowKeys.All("mail");
        var keys = (await table.Range(quarter, from, to, cancellationToken, "Key")).Select(m => m.TextOrEmpty("Key"));
        return
            keys.FirstOrDefault(k => MessageHash.Of(k) == messageHash) is { } key
            && await table.Find(quarter, RowKeys.Mail(key), cancellationToken) is { } row
            && MailRow.Examine(row, key) is { Unreadable: null } mail
            ? mail
            : null;
    }

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
                "Its row in the table is missing."
            );
        var isOwedElsewhere =
            next is { } at && await table.Find(quarter, RowKeys.Owed(at, key), cancellationToken, "Key") is not null;
        return isOwedElsewhere || !mail.ContainsKey("NextAt")
            ? null
            : Unreadable(key, "Its row in the table does not say when it is due.");

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

    /// <summary>A mail's key begins with its quarter; where one does not, every quarter is asked.</summary>
    private async Task<TableEntity?> Find(string key, CancellationToken cancellationToken)
    {
        if (
            key.Length > 7
            && QuarterId.TryParse(key[..7], null, out var quarter)
            && await table.Find(quarter, RowKeys.Mail(key), cancellationToken) is { } here
        )
            return here;
        foreach (var asked in await table.Listed(cancellationToken))
        {
            await OverflowBatch.UnpackAll(table, asked, cancellationToken);
            if (await table.Find(asked, RowKeys.Mail(key), cancellationToken) is { } found)
                return found;
        }
        return null;
    }
}
