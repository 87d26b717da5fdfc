using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Assessments;

/// <summary>
/// One seat's blind view of one outcome. The note is required where the rating is not what the figures say.
/// </summary>
public sealed record Rating(OutcomeId Outcome, OutcomeStatus Value, string? Note);

/// <summary>
/// One seat's ratings of all outcomes of a team, and the salt that keeps their commitment from being guessed.
/// </summary>
/// <param name="Ratings">One per outcome, in the order of the scorecard.</param>
/// <param name="Salt">256 random bits, 64 lower-case hexadecimal digits.</param>
public sealed record RatingSheet(ImmutableArray<Rating> Ratings, string Salt)
{
    public const int MaxNoteLength = 1000;

    /// <summary>
    /// What the ledger holds while the sheet is sealed: the SHA-256 of its canonical JSON with quarter, team, round and
    /// seat.
    /// </summary>
    public string Commitment(QuarterId quarter, TeamId team, int round, Seat seat) =>
        CanonicalJson.Sha256(
            new JsonObject
            {
                ["quarter"] = quarter.ToString(),
                ["ratings"] = new JsonArray([.. Ratings.Select(ToJson)]),
                ["round"] = round,
                ["salt"] = Salt,
                ["seat"] = seat.Key(),
                ["team"] = team.ToString(),
            }
        );

    public OutcomeStatus Of(OutcomeId outcome) => Ratings.First(r => r.Outcome == outcome).Value;

    public bool Equals(RatingSheet? other) =>
        other is not null && Salt == other.Salt && Ratings.SequenceEqual(other.Ratings);

    public override int GetHashCode() => Salt.GetHashCode(StringComparison.Ordinal);

    private static JsonObject ToJson(Rating rating)
    {
        var json = new JsonObject { ["outcome"] = rating.Outcome.ToString(), ["value"] = rating.Value.Key() };
        if (rating.Note is { } note)
            json["note"] = note;
        return json;
    }
}
