using NodaTime;

namespace ReviewFlow.Infrastructure.Storage.Sqlite;

/// <summary>How many rows that grant something name a MAC key.</summary>
public sealed record RowsOfKey(int Links, int Mails, int SealedTexts)
{
    /// <param name="since">Rows that say they were written before are not counted.</param>
    public static RowsOfKey Since(SqliteFile file, string key, Instant since) =>
        file.Read(c =>
            c.Rows(
                    "SELECT (SELECT count(*) FROM link WHERE mac LIKE $1 AND created_at >= $2), "
                        + "(SELECT count(*) FROM mail WHERE mac LIKE $1 AND owed_at >= $2), "
                        // MAC, moment, text: the number at the beginning of what follows the first space
                        + "(SELECT count(*) FROM sealed WHERE text LIKE $1 AND "
                        + "CAST(substr(text, instr(text, ' ') + 1) AS INTEGER) >= $2)",
                    r => new RowsOfKey(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2)),
                    $"{key}:%",
                    since
                )
                .Single()
        );

    public bool IsNone => this is { Links: 0, Mails: 0, SealedTexts: 0 };
}
