using Azure;
using Azure.Data.Tables;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>A sealed text by the place where it lies in the sealed store.</summary>
internal static class SealedRow
{
    /// <summary>
    /// What a commit does to the sealed store. Call it after the head was read: a transaction fails as a whole where a
    /// row that it deletes is not there, so only rows that are there are deleted, and who lays one in or takes one out
    /// after this look also replaces the head, which makes this commit a conflict.
    /// </summary>
    /// <exception cref="OperatorException">A text does not fit into a row.</exception>
    public static async Task<IReadOnlyList<TableTransactionAction>> Of(
        LedgerTable table,
        Commit commit,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await Task.WhenAll(commit.SealedWrites.Select(d => Of(table, commit.Quarter, d, cancellationToken)))
            ).OfType<TableTransactionAction>(),
        ];

    private static async Task<TableTransactionAction?> Of(
        LedgerTable table,
        QuarterId quarter,
        SealedWrite deposit,
        CancellationToken cancellationToken
    )
    {
        var row = new TableEntity(quarter.ToString(), RowKeys.Sealed(deposit.Slot));
        if (deposit.Text is null)
            return await table.Find(quarter, row.RowKey, cancellationToken, "RowKey") is null
                ? null
                : new(TableTransactionActionType.Delete, row, ETag.All);
        var packed = CompressedText.Pack(deposit.Text);
        return packed.Length <= CompressedText.MaxBytes
            ? new(TableTransactionActionType.UpsertReplace, row.With(packed))
            : throw new IntegrityException(
                StorageTexts.SealedTextTooLong.With(
                    new
                    {
                        quarter,
                        slot = deposit.Slot,
                        size = packed.Length / 1024,
                        limit = CompressedText.MaxBytes / 1024,
                    }
                )
            );
    }
}

/// <summary>The sealed store, in the ledger's table: a point read by place.</summary>
public sealed class TableSealedStore(LedgerTable table) : ISealedStore
{
    /// <exception cref="OperatorException">The row is not what was written.</exception>
    public async Task<string?> Find(QuarterId quarter, string slot, CancellationToken cancellationToken)
    {
        try
        {
            return await table.Find(quarter, RowKeys.Sealed(slot), cancellationToken) is { } row ? row.Unpack() : null;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw new IntegrityException(StorageTexts.SealedTextUnreadable.With(new { quarter, slot }), e);
        }
    }
}
