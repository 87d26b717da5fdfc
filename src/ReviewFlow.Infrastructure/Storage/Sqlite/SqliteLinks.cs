using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Links;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Infrastructure.Storage.Sqlite;

/// <summary>The links, in the ledger's file.</summary>
public sealed class SqliteLinks(SqliteFile file) : ILinks
{
    public Task<Link?> Find(string tokenHash, CancellationToken cancellationToken) =>
        Task.FromResult(
            file.Read(c =>
                c.Rows(
                        "SELECT quarter, person, purpose, issued_at, created_at, expires_at, mac FROM link "
                            + "WHERE token_hash = $1",
                        // What does not read as a quarter or a purpose nobody of ours wrote.
                        r =>
                            QuarterId.TryParse(r.GetString(0), null, out var quarter)
                            && Enum.TryParse<LinkPurpose>(r.GetString(2), out var purpose)
                                ? new Link(
                                    tokenHash,
                                    quarter,
                                    PersonId.Parse(r.GetString(1)),
                                    purpose,
                                    r.GetInt64(3),
                                    r.Moment(4),
                                    r.Moment(5),
                                    r.TextOrNull(6)
                                )
                                : null,
                        tokenHash
                    )
                    .SingleOrDefault()
            )
        );

    internal static void Delete(SqliteConnection c, QuarterId quarter, PersonId person) =>
        c.Run("DELETE FROM link WHERE quarter = $1 AND person = $2", quarter.ToString(), person.ToString());

    internal static void Insert(SqliteConnection c, Link link) =>
        c.Run(
            "INSERT INTO link VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            link.TokenHash,
            link.Quarter.ToString(),
            link.Person.ToString(),
            link.Purpose.ToString(),
            link.IssuedAt,
            link.CreatedAt,
            link.ExpiresAt,
            link.Mac
        );
}
