using Microsoft.Data.Sqlite;
using NodaTime;
using ReviewFlow.Application.Outbox;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Sqlite;

/// <summary>
/// The mails owed, in the ledger's file. <c>next_at</c> is null once a mail is delivered or dead-lettered.
/// </summary>
public sealed class SqliteOutbox(SqliteFile file) : IOutbox
{
    private const string Columns =
        "key, quarter, name, address, content, token, attachment, owed_at, attempts, traceparent, token_digest, mac";

    public Task<IReadOnlyList<OutboxMessage>> Due(Instant now, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OutboxMessage>>(
            file.Read(c =>
                c.Rows(
                    $"SELECT {Columns} FROM mail WHERE next_at <= $1 ORDER BY next_at, key LIMIT $2",
                    Mail,
                    now,
                    most
                )
            )
        );

    public Task<Instant?> NextAttempt(CancellationToken cancellationToken) =>
        Task.FromResult(
            file.Read(c =>
                c.Rows("SELECT min(next_at) FROM mail WHERE next_at IS NOT NULL", r => r.MomentOrNull(0)).Single()
            )
        );

    public Task<Instant?> OldestOwed(CancellationToken cancellationToken) =>
        Task.FromResult(
            file.Read(c =>
                c.Rows("SELECT min(owed_at) FROM mail WHERE next_at IS NOT NULL", r => r.MomentOrNull(0)).Single()
            )
        );

    public Task Delivered(string key, Instant at, CancellationToken cancellationToken) =>
        Change(
            "UPDATE mail SET delivered_at = $2, next_at = NULL, token = NULL, trouble = NULL WHERE key = $1",
            cancellationToken,
            key,
            at
        );

    public Task Failed(string key, Instant next, string why, CancellationToken cancellationToken) =>
        Change(
            "UPDATE mail SET attempts = attempts + 1, next_at = $2, trouble = $3 WHERE key = $1",
            cancellationToken,
            key,
            next,
            why
        );

    public Task DeadLettered(string key, string why, CancellationToken cancellationToken) =>
        Change(
            "UPDATE mail SET attempts = attempts + 1, next_at = NULL, trouble = $2 WHERE key = $1",
            cancellationToken,
            key,
            why
        );

    /// <summary>
    /// Hashes the keys of the quarter one by one: it is asked for only where a mail came back, so no index is kept for
    /// it.
    /// </summary>
    public Task<OutboxMessage?> Find(QuarterId quarter, string messageHash, CancellationToken cancellationToken) =>
        Task.FromResult(
            file.Read(c =>
                c.Rows("SELECT key FROM mail WHERE quarter = $1", r => r.GetString(0), quarter.ToString())
                    .Find(k => MessageHash.Of(k) == messageHash)
                    is { } key
                && c.Rows($"SELECT {Columns} FROM mail WHERE key = $1", Mail, key).Single() is { Unreadable: null } mail
                    ? mail
                    : null
            )
        );

    public Task<OutboxCount> Count(QuarterId quarter, CancellationToken cancellationToken) =>
        Task.FromResult(
            file.Read(c =>
            {
                var (delivered, owed) = c.Rows(
                        "SELECT count(delivered_at), count(next_at) FROM mail WHERE quarter = $1",
                        r => (r.GetInt32(0), r.GetInt32(1)),
                        quarter.ToString()
                    )
                    .Single();
                // By the key as well, which begins with the quarter ('0' follows '/'): a row that cannot be read is on
                // the status all the same.
                var deadLettered = c.Rows(
                    "SELECT key, address, trouble FROM mail WHERE (quarter = $1 OR key BETWEEN $1 || '/' AND "
                        + "$1 || '0') AND next_at IS NULL AND delivered_at IS NULL ORDER BY key",
                    r => new DeadLetteredMail(r.GetString(0), r.GetString(1), r.TextOrNull(2) ?? ""),
                    quarter.ToString()
                );
                return new OutboxCount(delivered, owed, deadLettered);
            })
        );

    /// <summary>Every mail to any spelling of the address, owed or not.</summary>
    internal static void Delete(SqliteConnection c, QuarterId quarter, PersonId person)
    {
        var mails = c.Rows(
            "SELECT key, address FROM mail WHERE quarter = $1",
            r => (Key: r.GetString(0), To: r.GetString(1)),
            quarter.ToString()
        );
        foreach (var (key, _) in mails.Where(m => PersonId.Of(m.To) == person))
            c.Run("DELETE FROM mail WHERE key = $1", key);
    }

    internal static void Insert(SqliteConnection c, OutboxMessage mail) =>
        c.Run(
            "INSERT INTO mail (key, quarter, name, address, content, token, attachment, owed_at, next_at, "
                + "traceparent, token_digest, mac) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11)",
            mail.Key,
            mail.Quarter.ToString(),
            mail.To.Name,
            mail.To.Email,
            mail.Content,
            mail.SealedToken,
            mail.Attachment,
            mail.OwedAt,
            mail.TraceParent,
            mail.TokenDigest,
            mail.Mac
        );

    private static OutboxMessage Mail(SqliteDataReader r)
    {
        try
        {
            return new(
                r.GetString(0),
                QuarterId.Parse(r.GetString(1)),
                new Person(r.GetString(2), r.GetString(3)),
                r.GetString(4),
                r.TextOrNull(5),
                r.TextOrNull(6),
                r.Moment(7),
                r.GetInt32(8),
                r.TextOrNull(9)
            )
            {
                TokenDigest = r.TextOrNull(10),
                Mac = r.TextOrNull(11),
            };
        }
        catch (Exception e) when (e is not SqliteException) // that is trouble of the whole file
        {
            return OutboxMessage.OfUnreadable(
                r.GetString(0),
                r.GetString(3),
                StorageTexts.RowUnreadable.With(new { problem = e.Message }),
                default
            );
        }
    }

    private Task<int> Change(string sql, CancellationToken cancellationToken, params object[] values) =>
        file.Write((c, _) => (c.Run(sql, values), true), cancellationToken);
}
