using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Sealed;

namespace ReviewFlow.Infrastructure.Storage.Sqlite;

/// <summary>The sealed store, in the ledger's file.</summary>
public sealed class SqliteSealedStore(SqliteFile file) : ISealedStore
{
    public Task<string?> Find(QuarterId quarter, string slot, CancellationToken cancellationToken) =>
        Task.FromResult(
            file.Read(c =>
                c.Rows(
                        "SELECT text FROM sealed WHERE quarter = $1 AND slot = $2",
                        r => r.GetString(0),
                        quarter.ToString(),
                        slot
                    )
                    .SingleOrDefault()
            )
        );

    internal static void Put(SqliteConnection c, QuarterId quarter, SealedWrite deposit)
    {
        if (deposit.Text is { } text)
            c.Run(
                "INSERT OR REPLACE INTO sealed (quarter, slot, text) VALUES ($1, $2, $3)",
                quarter.ToString(),
                deposit.Slot,
                text
            );
        else
            c.Run("DELETE FROM sealed WHERE quarter = $1 AND slot = $2", quarter.ToString(), deposit.Slot);
    }
}
