using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// Mails and links of one commit that were too many for rows of their own, packed into one row or a few. Anyone who
/// asks for a mail or a link of the quarter unpacks it first: some at a time, each time in one transaction that also
/// says how far it came, so that two at once or a crash in the middle neither lose nor double anything.
/// </summary>
internal static class OverflowBatch
{
    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    /// <summary>One of the two.</summary>
    private sealed record Item(Link? Link, OutboxMessage? Mail)
    {
        public TableEntity[] ToRows() => Link is { } link ? [LinkRow.Of(link)] : MailRow.Of(Mail!);

        public bool IsOf(QuarterId quarter) => (Link?.Quarter ?? Mail?.Quarter) == quarter;
    }

    public static IEnumerable<TableEntity> Of(
        QuarterId quarter,
        long version,
        IReadOnlyList<Link> links,
        IReadOnlyList<OutboxMessage> mails
    )
    {
        Item[] items = [.. links.Select(l => new Item(l, null)), .. mails.Select(m => new Item(null, m))];
        return CompressedText
            .Fit(items, some => JsonSerializer.Serialize(some, Options))
            .Select(
                (p, part) =>
                    new TableEntity(quarter.ToString(), RowKeys.OverflowBatch(version, part)) { ["Unpacked"] = 0 }.With(
                        p.Bytes
                    )
            );
    }

    /// <summary>
    /// Unpacks what waits in a quarter's partition. Usually there is nothing and this is one empty query.
    /// </summary>
    public static async Task UnpackAll(LedgerTable table, QuarterId quarter, CancellationToken cancellationToken)
    {
        var (from, to) = RowKeys.All(RowKeys.Parcels);
        foreach (var row in await table.Range(quarter, from, to, cancellationToken))
            await Unpack(table, quarter, row, cancellationToken);
    }

    private static async Task Unpack(
        LedgerTable table,
        QuarterId quarter,
        TableEntity parcel,
        CancellationToken cancellationToken
    )
    {
        var items = Items(quarter, parcel);
        var (done, etag, known) = (Done(parcel), parcel.ETag, new HashSet<string>());
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (upTo, rows) = Some(items, done, known);
            try
            {
                var answers = await table.Write([
                    Mark(parcel, upTo, upTo == items.Count, etag),
                    .. rows.Select(CommitRows.Add),
                ]);
                if (upTo == items.Count)
                    return;
                (done, etag) = (upTo, answers[0].Headers.ETag!.Value);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                // Somebody else unpacks it too, or our own answer was lost: go on from where it stands now.
                if (await table.Find(quarter, parcel.RowKey, cancellationToken, "Unpacked") is not { } now)
                    return;
                var isStill = now.ETag == etag;
                (done, etag) = (Done(now), now.ETag);
                // A mail that was owed before under this key is the same mail: it is not written twice.
                if (
                    isStill
                    && e
                        is TableTransactionFailedException { Status: 409, FailedTransactionActionIndex: > 0 and { } at }
                )
                    known.Add(rows[at - 1].RowKey);
                else if (isStill)
                    throw;
            }
        }
    }

    /// <summary>
    /// The rows of each item. One that cannot be read becomes a mail that is dead-lettered; where nothing can, the
    /// whole parcel is one.
    /// </summary>
    private static IReadOnlyList<Func<TableEntity[]>> Items(QuarterId quarter, TableEntity parcel)
    {
        var at = parcel.Timestamp is { } written ? Instant.FromDateTimeOffset(written) : default;
        try
        {
            var items = JsonSerializer.Deserialize<JsonElement[]>(parcel.Unpack())!;
            return
            [
                .. items.Select((item, n) => new Func<TableEntity[]>(() => Rows(quarter, parcel.RowKey, item, n, at))),
            ];
        }
        catch (Exception e)
            when (e is JsonException or InvalidDataException or InvalidOperationException or FormatException)
        {
            var pieces = parcel.Where(p => p.Value is byte[]).OrderBy(p => p.Key, StringComparer.Ordinal);
            var (key, content) = (KeyOf(quarter, parcel.RowKey, 0), pieces.SelectMany(p => (byte[])p.Value).ToArray());
            var why = StorageTexts.BatchUnreadable.With(new { problem = e.Message });
            return [() => MailRow.OfUnreadable(quarter, key, why, at, content)];
        }
    }

    private static TableEntity[] Rows(QuarterId quarter, string parcel, JsonElement item, int n, Instant at)
    {
        try
        {
            return item.Deserialize<Item>(Options) is { } read && read.IsOf(quarter)
                ? read.ToRows()
                : throw new JsonException(StorageTexts.BatchItemOfAnotherQuarter.With(new { quarter }));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var (why, content) = (
                StorageTexts.BatchItemUnreadable.With(new { problem = e.Message }),
                CompressedText.Pack(item.GetRawText())
            );
            return MailRow.OfUnreadable(quarter, KeyIn(item, quarter) ?? KeyOf(quarter, parcel, n), why, at, content);
        }
    }

    /// <summary>The key of a mail of which nothing else may be sound.</summary>
    private static string? KeyIn(JsonElement item, QuarterId quarter) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("Mail", out var mail)
        && mail.ValueKind == JsonValueKind.Object
        && mail.TryGetProperty("Key", out var key)
        && key.ValueKind == JsonValueKind.String
        && OutboxMessage.QuarterOf(key.GetString()!) == quarter
            ? key.GetString()
            : null;

    private static string KeyOf(QuarterId quarter, string parcel, int n) =>
        string.Create(CultureInfo.InvariantCulture, $"{quarter}/{parcel}-{n}/unreadable/");

    private static int Done(TableEntity parcel) => parcel.TryGetValue("Unpacked", out var done) ? done as int? ?? 0 : 0;

    /// <summary>The rows of the next items, as many as one transaction takes beside the parcel itself.</summary>
    private static (int UpTo, List<TableEntity> Rows) Some(
        IReadOnlyList<Func<TableEntity[]>> items,
        int from,
        HashSet<string> known
    )
    {
        var (rows, bytes) = (new List<TableEntity>(), 0);
        for (; from < items.Count; from++)
        {
            var more = items[from]();
            bytes += more.Sum(CommitRows.Weight);
            if (rows.Count > 0 && (rows.Count + more.Length >= CommitRows.MaxRows || bytes > CommitRows.MaxBytes))
                break;
            if (!known.Contains(more[0].RowKey))
                rows.AddRange(more);
        }
        return (from, rows);
    }

    /// <summary>First in its transaction, so that a loser of the race learns of it before anything else.</summary>
    private static TableTransactionAction Mark(TableEntity parcel, int upTo, bool isEmpty, ETag etag)
    {
        var row = new TableEntity(parcel.PartitionKey, parcel.RowKey) { ["Unpacked"] = upTo };
        return isEmpty
            ? new(TableTransactionActionType.Delete, row, etag)
            : new(TableTransactionActionType.UpdateMerge, row, etag);
    }
}
