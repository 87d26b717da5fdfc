using System.Text.Json.Nodes;
using ReviewFlow.Assessments;
using ReviewFlow.Json;

namespace ReviewFlow.Signing;

/// <summary>
/// What a sign-off binds to: SHA-256 over the canonical JSON of quarter, team, revision, scorecard hash and what was
/// jointly assessed.
/// </summary>
public static class ReviewHash
{
    /// <summary>
    /// 64 lower-case hexadecimal digits. Without an assessment, or before it is concluded, there are no joint ratings.
    /// </summary>
    public static string Of(QuarterId quarter, TeamId team, int revision, string contentHash) =>
        Of(quarter, team, revision, contentHash, [], null);

    /// <summary>The hash of a review whose assessment is complete.</summary>
    public static string Of(QuarterId quarter, Review review, Assessment assessment) =>
        Of(
            quarter,
            review.Team,
            review.Current.Number,
            review.Scorecard.ContentHash(),
            assessment.RatingsJson(),
            assessment.Work!.ToJson()
        );

    private static string Of(
        QuarterId quarter,
        TeamId team,
        int revision,
        string contentHash,
        JsonArray ratings,
        JsonObject? work
    )
    {
        var json = new JsonObject
        {
            ["quarter"] = quarter.ToString(),
            ["ratings"] = ratings,
            ["revision"] = revision,
            ["scorecard"] = contentHash,
            ["team"] = team.ToString(),
        };
        if (work is not null)
            json["work"] = work;
        return CanonicalJson.Sha256(json);
    }
}
