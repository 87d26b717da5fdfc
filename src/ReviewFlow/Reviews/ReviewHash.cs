using System.Text.Json.Nodes;
using ReviewFlow.Ids;
using ReviewFlow.Json;
using ReviewFlow.Quarters;

namespace ReviewFlow.Reviews;

/// <summary>What a sign-off binds to: SHA-256 over the canonical JSON of quarter, team, revision, scorecard hash and joint ratings.</summary>
public static class ReviewHash
{
    /// <summary>64 lower-case hexadecimal digits. A quarter that is signed off without an assessment has no joint ratings.</summary>
    public static string Of(QuarterId quarter, TeamId team, int revision, string contentHash) => CanonicalJson.Sha256(new JsonObject
    {
        ["quarter"] = quarter.ToString(),
        ["ratings"] = new JsonArray(),
        ["revision"] = revision,
        ["scorecard"] = contentHash,
        ["team"] = team.ToString(),
    });
}
