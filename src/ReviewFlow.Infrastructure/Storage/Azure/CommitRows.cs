using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// A commit as the rows of one entity-group transaction, which takes at most 100 rows and 4 MiB. Mails and links go in
/// as rows of their own; when there are more than fit (the start of a large quarter) they all travel in a
/// <see cref="OverflowBatch"/>.
/// </summary>
internal static class CommitRows
{
    public const int MaxRows = 100;

    /// <summary>Of the 4 MiB that the service takes; the rest is for what a weight only estimates.</summary>
    public const int MaxBytes = (4 * 1024 * 1024) - (128 * 1024);

    /// <param name="people">See <see cref="PeopleRow"/>.</param>
    /// <param name="deposits">What it does to the sealed store, see <see cref="SealedRow"/>.</param>
    /// <param name="writeId">Names this very try to commit, so that it is known again after a lost answer.</param>
    /// <exception cref="OperatorException">It is too much for one transaction.</exception>
    public static IReadOnlyList<TableTransactionAction> Of(
        Commit commit,
        LedgerHead head,
        IReadOnlyList<TableTransactionAction> people,
        IReadOnlyList<TableTransactionAction> deposits,
        ETag? before,
        string writeId
    )
    {
        var always = new List<TableTransactionAction>
        {
            HeadRow.Write(head, commit.WakeAt, commit.TraceParent, before, writeId),
        };
        always.AddRange(EntryRows.Of(commit.Quarter, commit.Entries, writeId).Select(Add));
        always.AddRange(people);
        always.AddRange(commit.Keys.Select(k => Add(new TableEntity(commit.Quarter.ToString(), RowKeys.Spent(k)))));
        always.AddRange(deposits);

        // Counted before they are made: nobody needs a thousand rows that will not go in.
        if (always.Count + (commit.Mails.Count * 2) + commit.Links.Count <= MaxRows)
        {
            TableTransactionAction[] loose =
            [
                .. always,
                .. commit.Links.Select(l => Add(LinkRow.Of(l))),
                .. commit.Mails.SelectMany(MailRow.Of).Select(Add),
            ];
            if (Weight(loose) <= MaxBytes)
                return loose;
        }
        TableTransactionAction[] packed =
        [
            .. always,
            .. OverflowBatch.Of(commit.Quarter, head.Version, commit.Links, commit.Mails).Select(Add),
        ];
        return packed.Length <= MaxRows && Weight(packed) <= MaxBytes
            ? packed
            : throw new IntegrityException(
                StorageTexts.CommitTooLarge.With(
                    new
                    {
                        quarter = commit.Quarter,
                        entries = commit.Entries.Count,
                        mails = commit.Mails.Count,
                        texts = deposits.Count,
                        size = (Weight(packed) / 1024 / 1024.0).ToString("0.0", CultureInfo.InvariantCulture),
                        rows = packed.Length,
                        limit = MaxRows,
                    }
                )
            );
    }

    public static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    /// <summary>
    /// About the bytes on the wire: binary as base64, text as JSON, and what each row and property brings along.
    /// </summary>
    public static int Weight(IEnumerable<TableTransactionAction> actions) =>
        actions.Sum(a => Weight((TableEntity)a.Entity));

    public static int Weight(TableEntity row) =>
        900
        + row.Sum(p =>
            60
            + p.Key.Length
            + p.Value switch
            {
                byte[] bytes => (bytes.Length + 2) / 3 * 4,
                string text => JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length,
                _ => 32,
            }
        );
}
