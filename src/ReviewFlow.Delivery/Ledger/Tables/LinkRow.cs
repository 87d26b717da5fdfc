using Azure.Data.Tables;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Ledger.Tables;

internal static class LinkRow
{
    public static TableEntity Of(Link link) => new(link.Quarter.ToString(), RowKeys.Link(link.Person, link.TokenHash))
    {
        ["TokenHash"] = link.TokenHash,
        ["Person"] = link.Person.ToString(),
        ["Purpose"] = link.Purpose.ToString(),
        ["CreatedAt"] = link.CreatedAt.ToUnixTimeMilliseconds(),
        ["ExpiresAt"] = link.ExpiresAt.ToUnixTimeMilliseconds(),
    };

    public static Link Read(TableEntity row) => new(
        row.GetString("TokenHash"), QuarterId.Parse(row.PartitionKey), PersonId.Parse(row.GetString("Person")), Enum.Parse<LinkPurpose>(row.GetString("Purpose")),
        row.Moment("CreatedAt")!.Value, row.Moment("ExpiresAt")!.Value, row.Moment("RevokedAt"));
}
