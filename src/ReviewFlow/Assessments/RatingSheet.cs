using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Assessments;

/// <summary>
/// One seat's blind view of one outcome. The note is required where the rating is not what the figures say.
/// </summary>
/// <param name="Salt">Keeps the commitment from being guessed: 256 random bits, 64 lower-case hexadecimal
/// digits.</param>
public sealed record Rating(OutcomeId Outcome, OutcomeStatus Value, string? Note, string Salt)
{
    /// <summary>
    /// What the ledger holds while the rating is sealed: the SHA-256 of its canonical JSON with quarter, team, round
    /// and seat.
    /// </summary>
    public RatingCommitment Commitment(QuarterId quarter, TeamId team, int round, Seat seat)
    {
        var json = new JsonObject
        {
            ["outcome"] = Outcome.ToString(),
            ["quarter"] = quarter.ToString(),
            ["round"] = round,
            ["salt"] = Salt,
            ["seat"] = seat.Key(),
            ["team"] = team.ToString(),
            ["value"] = Value.Key(),
        };
        if (Note is not null)
            json["note"] = Note;
        return new(Outcome, CanonicalJson.Sha256(json));
    }

    /// <summary>Whether it is the same view in the same words, sealed at another time perhaps.</summary>
    public bool SaysSameAs(Rating other) => this with { Salt = other.Salt } == other;
}

/// <summary>All that the ledger holds of a sealed rating.</summary>
public sealed record RatingCommitment(OutcomeId Outcome, string Commitment);

/// <summary>One seat's ratings of all outcomes of a team, each sealed by itself.</summary>
/// <param name="Ratings">One per outcome, in the order of the scorecard.</param>
public sealed record RatingSheet(ImmutableArray<Rating> Ratings)
{
    public const int MaxNoteLength = 1000;

    public ImmutableArray<RatingCommitment> Commitments(QuarterId quarter, TeamId team, int round, Seat seat) =>
        [.. Ratings.Select(r => r.Commitment(quarter, team, round, seat))];

    /// <summary>All commitments as one: equal where every one of them is.</summary>
    public static string Digest(IEnumerable<RatingCommitment> commitments) =>
        CanonicalJson.Sha256(
            new JsonArray([.. commitments.Select(c => new JsonArray(c.Outcome.ToString(), c.Commitment))])
        );

    public OutcomeStatus Of(OutcomeId outcome) => Ratings.First(r => r.Outcome == outcome).Value;

    public bool SaysSameAs(RatingSheet other) =>
        Ratings.Length == other.Ratings.Length && Ratings.Zip(other.Ratings).All(r => r.First.SaysSameAs(r.Second));

    public bool Equals(RatingSheet? other) => other is not null && Ratings.SequenceEqual(other.Ratings);

    public override int GetHashCode() => Ratings.Length;
}
