using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Application.Links;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Infrastructure.Storage.Azure;

internal static class LinkRow
{
    public static TableEntity Of(Link link) =>
        new(link.Quarter.ToString(), RowKeys.Link(link.Person, link.TokenHash))
        {
            ["TokenHash"] = link.TokenHash,
            ["Person"] = link.Person.ToString(),
            ["Purpose"] = link.Purpose.ToString(),
            ["IssuedAt"] = link.IssuedAt,
            ["CreatedAt"] = link.CreatedAt.ToUnixTimeMilliseconds(),
            ["ExpiresAt"] = link.ExpiresAt.ToUnixTimeMilliseconds(),
            ["Mac"] = link.Mac,
        };

    /// <summary>
    /// Null where the row lacks what every link has, or has it in another type: ReviewFlow did not write it.
    /// </summary>
    public static Link? Read(TableEntity row) =>
        QuarterId.TryParse(row.PartitionKey, null, out var quarter)
        && row["TokenHash"] is string hash
        && row["Person"] is string person
        && Enum.TryParse<LinkPurpose>(row["Purpose"] as string, out var purpose)
        && row["IssuedAt"] is long issuedAt
        && row["CreatedAt"] is long createdAt
        && row["ExpiresAt"] is long expiresAt
            ? new(
                hash,
                quarter,
                PersonId.Parse(person),
                purpose,
                issuedAt,
                Moment(createdAt),
                Moment(expiresAt),
                row["Mac"] as string
            )
            : null;

    private static Instant Moment(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}

/// <summary>The links, in the ledger's table: two point reads by the token's hash.</summary>
public sealed class TableLinks(LedgerTable table) : ILinks
{
    public async Task<Link?> Find(string tokenHash, CancellationToken cancellationToken)
    {
        if (await table.WhereIs(tokenHash, cancellationToken) is not var (quarter, row))
            return null;
        if (await table.Find(quarter, row, cancellationToken) is { } found)
            return LinkRow.Read(found);
        await OverflowBatch.UnpackAll(table, quarter, cancellationToken);
        return await table.Find(quarter, row, cancellationToken) is { } unpacked ? LinkRow.Read(unpacked) : null;
    }
}
