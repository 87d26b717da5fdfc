using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Ledger.Tables;

/// <summary>
/// Mails and links of one commit that were too many for rows of their own, packed into one row or a few. Whoever asks for a
/// mail or a link of the quarter unpacks it first: some at a time, each time in one transaction that also says how far it
/// came, so that two at once or a crash in the middle neither lose nor double anything.
/// </summary>
internal static class Parcel
{
    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    /// <summary>One of the two.</summary>
    private sealed record Item(Link? Link, OwedMail? Mail)
    {
        public TableEntity[] ToRows() => Link is { } link ? [LinkRow.Of(link)] : MailRow.Of(Mail!);
    }

    public static IEnumerable<TableEntity> Of(QuarterId quarter, long version, IReadOnlyList<Link> links, IReadOnlyList<OwedMail> mails)
    {
        Item[] items = [.. links.Select(l => new Item(l, null)), .. mails.Select(m => new Item(null, m))];
        return Packed.Fit(items, some => JsonSerializer.Serialize(some, Options))
            .Select((p, part) => new TableEntity(quarter.ToString(), RowKeys.Parcel(version, part)) { ["Unpacked"] = 0 }.With(p.Bytes));
    }

    /// <summary>Unpacks what waits in a quarter's partition. Usually there is nothing and this is one empty query.</summary>
    public static async Task UnpackAll(LedgerTable table, QuarterId quarter, CancellationToken stop)
    {
        var (from, to) = RowKeys.All(RowKeys.Parcels);
        foreach (var row in await table.Range(quarter, from, to, stop)) await Unpack(table, quarter, row, stop);
    }

    private static async Task Unpack(LedgerTable table, QuarterId quarter, TableEntity parcel, CancellationToken stop)
    {
        var items = JsonSerializer.Deserialize<Item[]>(parcel.Unpack(), Options)!;
        var (done, etag, known) = (parcel.GetInt32("Unpacked") ?? 0, parcel.ETag, new HashSet<string>());
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var (upTo, rows) = Some(items, done, known);
            try
            {
                var answers = await table.Write([Mark(parcel, upTo, upTo == items.Length, etag), .. rows.Select(CommitRows.Add)]);
                if (upTo == items.Length) return;
                (done, etag) = (upTo, answers[0].Headers.ETag!.Value);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                // Somebody else unpacks it too, or our own answer was lost: go on from where it stands now.
                if (await table.Find(quarter, parcel.RowKey, stop, "Unpacked") is not { } now) return;
                var isStill = now.ETag == etag;
                (done, etag) = (now.GetInt32("Unpacked") ?? 0, now.ETag);
                // A mail that was owed before under this key is the same mail: it is not written twice.
                if (isStill && e is TableTransactionFailedException { Status: 409, FailedTransactionActionIndex: > 0 and { } at }) known.Add(rows[at - 1].RowKey);
                else if (isStill) throw;
            }
        }
    }

    /// <summary>The rows of the next items, as many as one transaction takes beside the parcel itself.</summary>
    private static (int UpTo, List<TableEntity> Rows) Some(Item[] items, int from, HashSet<string> known)
    {
        var (rows, bytes) = (new List<TableEntity>(), 0);
        for (; from < items.Length; from++)
        {
            var more = items[from].ToRows();
            bytes += more.Sum(CommitRows.Weight);
            if (rows.Count > 0 && (rows.Count + more.Length >= CommitRows.MostRows || bytes > CommitRows.MostBytes)) break;
            if (!known.Contains(more[0].RowKey)) rows.AddRange(more);
        }
        return (from, rows);
    }

    /// <summary>First in its transaction, so that a loser of the race learns of it before anything else.</summary>
    private static TableTransactionAction Mark(TableEntity parcel, int upTo, bool isEmpty, ETag etag)
    {
        var row = new TableEntity(parcel.PartitionKey, parcel.RowKey) { ["Unpacked"] = upTo };
        return isEmpty ? new(TableTransactionActionType.Delete, row, etag) : new(TableTransactionActionType.UpdateMerge, row, etag);
    }
}
