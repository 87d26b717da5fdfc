using System.Text.Json.Nodes;
using ReviewFlow.Assessments;
using ReviewFlow.Json;
using ReviewFlow.Pairs;

namespace ReviewFlow.Signing;

/// <summary>
/// What a sign-off binds to: SHA-256 over the canonical JSON of quarter, team, revision, round, path, scorecard,
/// promises and what was jointly assessed. docs/ledger.md states the members.
/// </summary>
public static class ReviewHash
{
    /// <summary>
    /// 64 lower-case hexadecimal digits. Without an assessment, or before it is concluded, there are no joint ratings.
    /// </summary>
    public static string Of(
        QuarterId quarter,
        TeamId team,
        int revision,
        int round,
        IEnumerable<PairId> path,
        string contentHash
    ) => Of(quarter, team, revision, round, path, contentHash, assessment: null);

    /// <summary>The hash of a review as it stands; of an assessment that is complete, if there is one.</summary>
    public static string Of(QuarterId quarter, Review review, Assessment? assessment) =>
        Of(
            quarter,
            review.Team,
            review.Current.Number,
            assessment?.Round ?? 1,
            review.Path.Select(step => step.Pair),
            review.Scorecard.ContentHash(),
            assessment
        );

    private static string Of(
        QuarterId quarter,
        TeamId team,
        int revision,
        int round,
        IEnumerable<PairId> path,
        string contentHash,
        Assessment? assessment
    )
    {
        var json = new JsonObject
        {
            ["path"] = new JsonArray([.. path.Select(pair => JsonValue.Create(pair.ToString()))]),
            ["promises"] = new JsonArray(), // no quarter carries promises yet
            ["quarter"] = quarter.ToString(),
            ["ratings"] = assessment?.RatingsJson() ?? [],
            ["revision"] = revision,
            ["round"] = round,
            ["scorecard"] = contentHash,
            ["team"] = team.ToString(),
        };
        if (assessment is not null)
            json["work"] = assessment.Work!.ToJson();
        return CanonicalJson.Sha256(json);
    }
}
