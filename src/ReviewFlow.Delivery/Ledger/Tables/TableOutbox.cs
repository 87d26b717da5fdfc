using System.Globalization;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Ledger.Tables;

/// <summary>The mails owed, in the ledger's table.</summary>
public sealed class TableOutbox(LedgerTable table) : IOutbox
{
    /// <summary>Trouble is a sentence for ops; a property takes 32,768 characters.</summary>
    private const int MostTrouble = 2000;

    /// <summary>A mail has one postman; more than a few who change it at once are no race but a row that was tampered with.</summary>
    private const int MostTries = 20;

    /// <summary>How many mails are read at the same time.</summary>
    private const int AtOnce = 50;

    public async Task<IReadOnlyList<OwedMail>> Due(Instant now, int most, CancellationToken stop)
    {
        var owed = await Task.WhenAll((await table.Listed(stop)).Select(q => Owed(q, now, stop)));
        var due = owed.SelectMany(o => o).OrderBy(o => o.GetInt64("NextAt")).ThenBy(o => o.GetString("Key"), StringComparer.Ordinal).Take(most);
        var mails = new List<OwedMail>();
        foreach (var some in due.Chunk(AtOnce))
        {
            var rows = await Task.WhenAll(some.Select(o => table.Find(QuarterId.Parse(o.PartitionKey), RowKeys.Mail(o.GetString("Key")), stop)));
            mails.AddRange(rows.OfType<TableEntity>().Where(m => m.Moment("NextAt") <= now).Select(MailRow.Read));
        }
        return mails;
    }

    public async Task<Instant?> NextAttempt(CancellationToken stop) =>
        (await Task.WhenAll((await table.Listed(stop)).Select(q => FirstAttempt(q, stop)))).Min();

    public Task Delivered(string key, Instant at, CancellationToken stop) => Change(key, next: null, mail =>
    {
        mail["DeliveredAt"] = at.ToUnixTimeMilliseconds();
        mail.Remove("Token");
        mail.Remove("Trouble");
    }, stop);

    public Task Failed(string key, Instant next, string why, CancellationToken stop) => Change(key, next, mail => Trouble(mail, why), stop);

    public Task Parked(string key, string why, CancellationToken stop) => Change(key, next: null, mail => Trouble(mail, why), stop);

    public async Task<bool> Owe(OwedMail mail, Link link, CancellationToken stop)
    {
        if (mail.Quarter != link.Quarter) throw new ArgumentException($"The mail is of {mail.Quarter}, its link of {link.Quarter}.", nameof(link));
        await table.List(mail.Quarter);
        await Parcel.UnpackAll(table, mail.Quarter, stop);
        if (await table.Find(mail.Quarter, RowKeys.Mail(mail.Key), stop, "Key") is not null) return false;
        await table.List([link]);
        try
        {
            await table.Write([.. MailRow.Of(mail).Select(CommitRows.Add), CommitRows.Add(LinkRow.Of(link))]);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Somebody owed it first, or we did and the answer was lost: the link tells, its token is nobody else's.
            return await table.Find(link.Quarter, RowKeys.Link(link.Person, link.TokenHash), CancellationToken.None, "TokenHash") is not null;
        }
    }

    public async Task<OutboxCount> Count(QuarterId quarter, CancellationToken stop)
    {
        await Parcel.UnpackAll(table, quarter, stop);
        var (from, to) = RowKeys.All("mail");
        var mails = await table.Range(quarter, from, to, stop, "Key", "Address", "NextAt", "DeliveredAt", "Trouble");
        var parked = mails.Where(m => m.Moment("NextAt") is null && m.Moment("DeliveredAt") is null)
            .Select(m => new ParkedMail(m.GetString("Key"), m.GetString("Address"), m.GetString("Trouble") ?? ""))
            .OrderBy(m => m.Key, StringComparer.Ordinal);
        return new(mails.Count(m => m.Moment("DeliveredAt") is not null), mails.Count(m => m.Moment("NextAt") is not null), [.. parked]);
    }

    /// <summary>Reads the keys of the quarter's mails: it is asked for only where a mail came back, so no row is kept for it.</summary>
    public async Task<OwedMail?> Find(QuarterId quarter, string sendId, CancellationToken stop)
    {
        await Parcel.UnpackAll(table, quarter, stop);
        var (from, to) = RowKeys.All("mail");
        var keys = (await table.Range(quarter, from, to, stop, "Key")).Select(m => m.GetString("Key"));
        return keys.FirstOrDefault(k => SendId.Of(k) == sendId) is { } key && await table.Find(quarter, RowKeys.Mail(key), stop) is { } mail ? MailRow.Read(mail) : null;
    }

    private async Task<IReadOnlyList<TableEntity>> Owed(QuarterId quarter, Instant now, CancellationToken stop)
    {
        while (true)
        {
            // One query for both: parcels sort before the mails that are owed.
            var rows = await table.Range(quarter, RowKeys.All(RowKeys.Parcels).From, RowKeys.OwedUntil(now), stop);
            if (!rows.Exists(IsParcel)) return rows;
            await Parcel.UnpackAll(table, quarter, stop);
        }
    }

    private async Task<Instant?> FirstAttempt(QuarterId quarter, CancellationToken stop)
    {
        while (await table.First(quarter, RowKeys.All(RowKeys.Parcels).From, RowKeys.All(RowKeys.Mails).To, stop) is { } row)
        {
            if (!IsParcel(row)) return row.Moment("NextAt");
            await Parcel.UnpackAll(table, quarter, stop);
        }
        return null;
    }

    private static bool IsParcel(TableEntity row) => row.RowKey.StartsWith(RowKeys.Parcels, StringComparison.Ordinal);

    private static void Trouble(TableEntity mail, string why)
    {
        mail["Attempts"] = (mail.GetInt32("Attempts") ?? 0) + 1;
        mail["Trouble"] = why.Length <= MostTrouble ? why : why[..MostTrouble];
    }

    /// <summary>Changes a mail and when it is owed next, in one transaction at the version it was read at.</summary>
    private async Task Change(string key, Instant? next, Action<TableEntity> change, CancellationToken stop)
    {
        var deed = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        for (var tries = 0; await Find(key, stop) is { } mail; tries++)
        {
            if (mail.GetString("Deed") == deed) return; // done before; only the answer was lost
            var (quarter, before) = (QuarterId.Parse(mail.PartitionKey), mail.Moment("NextAt"));
            mail["Deed"] = deed;
            mail.Remove("NextAt");
            if (next is { } then) mail["NextAt"] = then.ToUnixTimeMilliseconds();
            change(mail);

            var actions = new List<TableTransactionAction> { new(TableTransactionActionType.UpdateReplace, mail, mail.ETag) };
            if (before != next && before is { } was) actions.Add(new(TableTransactionActionType.Delete, MailRow.Owed(quarter, was, key), ETag.All));
            if (before != next && next is { } will) actions.Add(CommitRows.Add(MailRow.Owed(quarter, will, key)));
            try
            {
                await table.Write(actions);
                return;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && tries < MostTries)
            {
                // Somebody changed it meanwhile, or our own answer was lost: look again.
            }
        }
    }

    /// <summary>A mail's key begins with its quarter; where one does not, every quarter is asked.</summary>
    private async Task<TableEntity?> Find(string key, CancellationToken stop)
    {
        if (key.Length > 7 && QuarterId.TryParse(key[..7], null, out var quarter) && await table.Find(quarter, RowKeys.Mail(key), stop) is { } here) return here;
        foreach (var asked in await table.Listed(stop))
        {
            await Parcel.UnpackAll(table, asked, stop);
            if (await table.Find(asked, RowKeys.Mail(key), stop) is { } found) return found;
        }
        return null;
    }
}
