using ReviewFlow.Application;
using ReviewFlow.Application.Sealed;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>The safe, in the ledger's table: a point read by place.</summary>
public sealed class TableSealedStore(LedgerTable table) : ISealedStore
{
    /// <exception cref="UnusableException">The row is not what was written.</exception>
    public async Task<string?> Find(QuarterId quarter, string place, CancellationToken cancellationToken)
    {
        try
        {
            return await table.Find(quarter, RowKeys.Sealed(place), cancellationToken) is { } row ? row.Unpack() : null;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw new UnusableException(
                $"{quarter}: what lies sealed at {place} cannot be read; its row was changed.",
                e
            );
        }
    }
}
