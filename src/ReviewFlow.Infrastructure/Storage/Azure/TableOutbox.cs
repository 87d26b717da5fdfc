using System.Globalization;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Quarters;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>The mails owed, in the ledger's table.</summary>
public sealed partial class TableOutbox(LedgerTable table) : IOutbox
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
