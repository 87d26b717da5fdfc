using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Application.Ledger;

/// <summary>
/// What a release stands for, in one hash: SHA-256 over the canonical JSON of edition, reason, the review hash of every
/// team that is not voided, the holders of the root's seats and the earlier quarters that the report looked at.
/// </summary>
public static class ReleaseHash
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    /// <param name="before">The ledger that the report was composed from.</param>
    public static string Of(LedgerState before, int edition, string? reason, ImmutableArray<QuarterHead> earlier)
    {
        var quarter = before.Quarter!;
        var root = quarter.Pairs.All.Single(p => p.Parent is null);
        var json = new JsonObject
        {
            ["earlier"] = new JsonArray([.. earlier.Select(ToJson)]),
            ["edition"] = edition,
            ["quarter"] = quarter.Id.ToString(),
            ["reviews"] = new JsonArray([.. quarter.InOrder.Where(r => r.Stage != Stage.Voided).Select(ToJson)]),
            ["root"] = new JsonObject
            {
                [Seat.Product.Key()] = before.People.ReferenceOf(root.Product),
                [Seat.Technology.Key()] = before.People.ReferenceOf(root.Technology),
            },
        };
        if (reason is not null)
            json["reason"] = reason;
        return CanonicalJson.Sha256(json);
    }

    private static JsonObject ToJson(QuarterHead head) =>
        new()
        {
            ["hash"] = head.Hash,
            ["quarter"] = head.Quarter.ToString(),
            ["version"] = head.Version,
        };

    private static JsonObject ToJson(Review review) =>
        new() { ["hash"] = review.Hash, ["team"] = review.Team.ToString() };
}
