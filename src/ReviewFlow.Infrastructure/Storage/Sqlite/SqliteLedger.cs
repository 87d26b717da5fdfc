using Microsoft.Data.Sqlite;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Sqlite;

/// <summary>The ledger in one file on one machine.</summary>
public sealed class SqliteLedger(SqliteFile file, LedgerKeys key) : ILedger
{
    public async Task<IReadOnlyList<LedgerEntry>> Read(
        QuarterId quarter,
        long after,
        CancellationToken cancellationToken
    ) => (await ReadToHead(quarter, after, cancellationToken)).Entries;

    public Task<LedgerTail> ReadToHead(QuarterId quarter, long after, CancellationToken cancellationToken) =>
        Task.FromResult(
            file.Read(c =>
            {
                var lines = c.Rows(
                    "SELECT version, text, hash, salt, event FROM entry WHERE quarter = $1 AND version > $2 "
                        + "ORDER BY version",
                    r => new EntryLine(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4)),
                    quarter.ToString(),
                    after
                );
                var people = lines.Count > 0 ? PeopleOf(c, quarter) : LedgerPeople.Nobody;
                return new LedgerTail(
                    [.. lines.Select(line => LedgerEntry.Parse(quarter, line, people))],
                    HeadOf(c, quarter)
                );
            })
        );

    public Task<LedgerHead?> Head(QuarterId quarter, CancellationToken cancellationToken) =>
        Task.FromResult(file.Read(c => HeadOf(c, quarter)));

    public Task<IReadOnlyList<QuarterId>> Quarters(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<QuarterId>>(
            Known(
                file.Read(c =>
                    c.Rows("SELECT quarter FROM entry UNION SELECT quarter FROM head ORDER BY quarter", r =>
                        r.GetString(0)
                    )
                )
            )
        );

    public Task<IReadOnlyList<QuarterId>> Awake(Instant now, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<QuarterId>>(
            Known(
                file.Read(c => c.Rows("SELECT quarter FROM wake WHERE at <= $1 ORDER BY at", r => r.GetString(0), now))
            )
        );

    public Task<Instant?> NextWake(CancellationToken cancellationToken) =>
        Task.FromResult(file.Read(c => c.Rows("SELECT min(at) FROM wake", r => r.MomentOrNull(0)).Single()));

    public Task<string?> TraceParent(QuarterId quarter, CancellationToken cancellationToken) =>
        Task.FromResult(
            file.Read(c =>
                c.Rows("SELECT traceparent FROM head WHERE quarter = $1", r => r.TextOrNull(0), quarter.ToString())
                    .SingleOrDefault()
            )
        );

    public Task<CommitAnswer> Commit(Commit commit, CancellationToken cancellationToken) =>
        file.Write<CommitAnswer>(
            (c, _) =>
            {
                string[] spent = [.. commit.Keys.Where(k => c.Run("INSERT OR IGNORE INTO spent VALUES ($1)", k) == 0)];
                if (spent.Length > 0)
                    return (new CommitAnswer.Repeated(spent), false);
                var head = HeadOf(c, commit.Quarter);
                if (head is not null)
                    LedgerAudit.HoldSignature(head, key.Problem);
                if (!commit.GoesBehind(head))
                    return (new CommitAnswer.Conflict(), false);

                foreach (var entry in commit.Entries)
                    Insert(c, entry);
                foreach (var person in commit.People)
                    Insert(c, commit.Quarter, person);
                var (version, hash) = commit.Last(head);
                WriteHead(c, key.Sign(commit.Quarter, version, hash), commit.TraceParent);
                foreach (var mail in commit.Mails)
                    SqliteOutbox.Insert(c, mail);
                foreach (var link in commit.Links)
                    SqliteLinks.Insert(c, link);
                foreach (var deposit in commit.SealedWrites)
                    SqliteSealedStore.Put(c, commit.Quarter, deposit);
                WriteWake(c, commit);
                foreach (var person in commit.Erased)
                    Erase(c, commit.Quarter, person);
                return (new CommitAnswer.Written(), true);
            },
            cancellationToken
        );

    /// <summary>A row that names no quarter was not written by us; it must not hide the others.</summary>
    private static QuarterId[] Known(IEnumerable<string> names) =>
        [.. names.Where(n => QuarterId.TryParse(n, null, out _)).Select(n => QuarterId.Parse(n))];

    private static void Insert(SqliteConnection c, LedgerEntry entry) =>
        c.Run(
            "INSERT INTO entry (quarter, version, text, hash, salt, event) VALUES ($1, $2, $3, $4, $5, $6)",
            entry.Quarter.ToString(),
            entry.Version,
            entry.Text,
            entry.Hash,
            entry.Line.Salt,
            entry.Line.Event
        );

    /// <summary>
    /// Where the ledger was set back, rows of people are left over whom no entry introduces any more.
    /// </summary>
    private static void Insert(SqliteConnection c, QuarterId quarter, PersonRow person) =>
        c.Run(
            "INSERT OR REPLACE INTO person (quarter, reference, salt, name, email) VALUES ($1, $2, $3, $4, $5)",
            quarter.ToString(),
            person.Reference,
            person.Salt,
            person.Name,
            person.Email
        );

    /// <summary>What a row held is overwritten (<c>secure_delete</c>); the log keeps it until the checkpoint.</summary>
    private static void Erase(SqliteConnection c, QuarterId quarter, ErasedPerson person)
    {
        c.Run("DELETE FROM person WHERE quarter = $1 AND reference = $2", quarter.ToString(), person.Reference);
        SqliteLinks.Delete(c, quarter, person.Id);
        SqliteOutbox.Delete(c, quarter, person.Id);
    }

    private static LedgerPeople PeopleOf(SqliteConnection c, QuarterId quarter) =>
        LedgerPeople.Of(
            c.Rows(
                "SELECT reference, salt, name, email FROM person WHERE quarter = $1",
                r => new PersonRow(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3)),
                quarter.ToString()
            )
        );

    /// <exception cref="LedgerBrokenException">The row holds a number that no head has.</exception>
    private static LedgerHead? HeadOf(SqliteConnection c, QuarterId quarter)
    {
        try
        {
            return c.Rows(
                    "SELECT format, version, hash, at, key, signature FROM head WHERE quarter = $1",
                    r => new LedgerHead(
                        r.GetInt32(0),
                        quarter,
                        r.GetInt64(1),
                        r.GetString(2),
                        r.Moment(3),
                        r.GetString(4),
                        r.GetString(5)
                    ),
                    quarter.ToString()
                )
                .SingleOrDefault();
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new LedgerBrokenException(quarter, 0, StorageTexts.HeadUnreadable.With(new { problem = e.Message }));
        }
    }

    private static void WriteHead(SqliteConnection c, LedgerHead head, string? traceParent) =>
        c.Run(
            "INSERT OR REPLACE INTO head (quarter, format, version, hash, at, key, signature, traceparent) VALUES "
                + "($1, $2, $3, $4, $5, $6, $7, $8)",
            head.Quarter.ToString(),
            head.Format,
            head.Version,
            head.Hash,
            head.At,
            head.KeyId,
            head.Signature,
            traceParent
        );

    private static void WriteWake(SqliteConnection c, Commit commit)
    {
        if (commit.WakeAt is { } at)
            c.Run("INSERT OR REPLACE INTO wake VALUES ($1, $2)", commit.Quarter.ToString(), at);
        else
            c.Run("DELETE FROM wake WHERE quarter = $1", commit.Quarter.ToString());
    }
}
