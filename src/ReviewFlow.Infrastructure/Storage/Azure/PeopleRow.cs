using System.Text.Json;
using Azure.Data.Tables;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// The people whom one commit introduced, as JSON in as few rows as they need. Only an erasure changes a row.
/// </summary>
internal static class PeopleRow
{
    public static bool Is(TableEntity row) => row.RowKey.StartsWith(RowKeys.PeopleKind, StringComparison.Ordinal);

    /// <summary>
    /// The rows of the people whom <paramref name="commit"/> introduces. Where the ledger was set back, rows are left
    /// over of people whom no entry introduces any more: they go.
    /// </summary>
    public static async Task<IReadOnlyList<TableTransactionAction>> Of(
        LedgerTable table,
        Commit commit,
        CancellationToken cancellationToken
    )
    {
        PersonRow[] people = [.. commit.People];
        if (commit.Erased.Count > 0)
            return await Without(table, commit, cancellationToken);
        if (people.Length == 0)
            return [];
        TableEntity[] rows =
        [
            .. CompressedText
                .Fit(people, some => JsonSerializer.Serialize(some))
                .Select(part =>
                    new TableEntity(commit.Quarter.ToString(), RowKeys.People(part.Items[0].Number)).With(part.Bytes)
                ),
        ];
        var leftOver = await table.Range(
            commit.Quarter,
            RowKeys.People(people[0].Number),
            RowKeys.BehindPeople,
            cancellationToken
        );
        return
        [
            .. rows.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r)),
            .. leftOver
                .Where(l => rows.All(r => r.RowKey != l.RowKey))
                .Select(l => new TableTransactionAction(TableTransactionActionType.Delete, l, l.ETag)),
        ];
    }

    /// <summary>
    /// The rows that name somebody whom <paramref name="commit"/> erases, written again without them.
    /// </summary>
    private static async Task<IReadOnlyList<TableTransactionAction>> Without(
        LedgerTable table,
        Commit commit,
        CancellationToken cancellationToken
    )
    {
        if (commit.People.Any())
            throw new ArgumentException("Names are erased by a commit that introduces nobody.", nameof(commit));
        var erased = commit.Erased.Select(p => p.Reference).ToHashSet(StringComparer.Ordinal);
        var rows = await table.Range(commit.Quarter, RowKeys.PeopleKind, RowKeys.BehindPeople, cancellationToken);
        return
        [
            .. from row in rows
            let people = Read(commit.Quarter, row)
            let rest = people.Where(p => !erased.Contains(p.Reference)).ToArray()
            where rest.Length < people.Count
            let next = new TableEntity(row.PartitionKey, row.RowKey)
            select rest.Length == 0
                ? new TableTransactionAction(TableTransactionActionType.Delete, next, row.ETag)
                : new TableTransactionAction(
                    TableTransactionActionType.UpdateReplace,
                    next.With(CompressedText.Pack(JsonSerializer.Serialize(rest))),
                    row.ETag
                ),
        ];
    }

    /// <exception cref="LedgerBrokenException">The row is not what was written.</exception>
    public static IReadOnlyList<PersonRow> Read(QuarterId quarter, TableEntity row)
    {
        try
        {
            return JsonSerializer.Deserialize<List<PersonRow>>(row.Unpack()) ?? [];
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or JsonException)
        {
            throw new LedgerBrokenException(
                quarter,
                0,
                StorageTexts.EntryUnreadable.With(new { row = row.RowKey, problem = e.Message })
            );
        }
    }
}
