using Microsoft.Data.Sqlite;
using NodaTime;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Ledger.Sqlite;

/// <summary>The links, in the ledger's file.</summary>
public sealed class SqliteLinks(SqliteFile file) : ILinks
{
    public Task<Link?> Find(string tokenHash, CancellationToken stop) => Task.FromResult(file.Read(c => c.Rows(
        "SELECT quarter, person, purpose, created_at, expires_at, revoked_at FROM link WHERE token_hash = $1",
        r => new Link(
            tokenHash, QuarterId.Parse(r.GetString(0)), PersonId.Parse(r.GetString(1)), Enum.Parse<LinkPurpose>(r.GetString(2)),
            r.Moment(3), r.Moment(4), r.MomentOrNull(5)),
        tokenHash).SingleOrDefault()));

    public Task Revoke(QuarterId quarter, PersonId person, Instant now, CancellationToken stop) => file.Write((c, _) =>
        (c.Run("UPDATE link SET revoked_at = $3 WHERE quarter = $1 AND person = $2 AND revoked_at IS NULL", quarter.ToString(), person.ToString(), now), true), stop);

    internal static void Insert(SqliteConnection c, Link link) => c.Run(
        "INSERT INTO link VALUES ($1, $2, $3, $4, $5, $6, NULL)",
        link.TokenHash, link.Quarter.ToString(), link.Person.ToString(), link.Purpose.ToString(), link.CreatedAt, link.ExpiresAt);
}
