using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Assessments;

/// <summary>A joint rating with its joint rationale, as one leader puts it to the other.</summary>
public sealed record ProposedRating(OutcomeId Outcome, OutcomeStatus Value, string Rationale)
{
    public const int MaxRationaleLength = 2000;

    /// <summary>
    /// SHA-256 of its canonical JSON; a confirmation names it, so that it is a yes to exactly this text.
    /// </summary>
    public string Digest() =>
        CanonicalJson.Sha256(
            new JsonObject
            {
                ["outcome"] = Outcome.ToString(),
                ["rationale"] = Rationale,
                ["value"] = Value.Key(),
            }
        );
}

/// <summary>A yes to the proposal whose digest it names.</summary>
public sealed record Confirmation(OutcomeId Outcome, string Digest);
