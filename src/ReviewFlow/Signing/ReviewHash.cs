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
    ) => CanonicalJson.Sha256(Members(quarter, team, revision, round, path, contentHash));

    /// <summary>The hash of a review as it stands; of an assessment that is complete, if there is one.</summary>
    public static string Of(QuarterId quarter, Review review, Assessment? assessment)
    {
        var json = Members(
            quarter,
            review.Team,
            review.Current.Number,
            assessment?.Round ?? 1,
            review.Path.Select(step => step.Pair),
            review.Scorecard.ContentHash()
        );
        if (assessment is not null)
        {
            json["ratings"] = assessment.RatingsJson();
            json["work"] = assessment.Work!.ToJson();
        }
        return CanonicalJson.Sha256(json);
    }

    private static JsonObject Members(
        QuarterId quarter,
        TeamId team,
        int revision,
        int round,
        IEnumerable<PairId> path,
        string contentHash
    ) =>
        new()
        {
            ["path"] = new JsonArray([.. path.Select(pair => JsonValue.Create(pair.ToString()))]),
            ["promises"] = new JsonArray(), // no quarter carries promises yet
            ["quarter"] = quarter.ToString(),
            ["ratings"] = new JsonArray(),
            ["revision"] = revision,
            ["round"] = round,
            ["scorecard"] = contentHash,
            ["team"] = team.ToString(),
        };
}
