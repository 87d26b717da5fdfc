using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;
using ReviewFlow.Sealing;

namespace ReviewFlow.Assessments;

/// <summary>Somebody took a step in place of the holder of a seat.</summary>
public sealed record ActedFor(Person By, Person Leader);

/// <summary>How the pair worked together, as one seat puts it to the other.</summary>
public sealed record WorkProposal(Seat By, JointWork Work);

/// <summary>
/// The joint assessment of one team: blind until both seats have sealed, then revealed, reconciled and accounted for
/// together. A return or an amendment begins the next round.
/// </summary>
/// <param name="Round">1, 2, 3 …; what was written on the page of another round is out of date.</param>
/// <param name="Pair">Who assesses: the team's own pair, or the one above that took its part over.</param>
public sealed record Assessment(
    int Round,
    PairId Pair,
    RatingSheet? ProductSheet = null,
    RatingSheet? TechnologySheet = null
)
{
    /// <summary>Empty until both sheets are revealed; then in the order of the scorecard.</summary>
    public ImmutableArray<Reconciliation> Outcomes { get; init; } = [];
    public WorkProposal? WorkProposal { get; init; }
    public JointWork? Work { get; init; }

    /// <summary>Who took steps of this round on behalf of a leader, each once; the report names them.</summary>
    public ImmutableArray<ActedFor> ActedOnBehalf { get; init; } = [];

    /// <summary>
    /// The last round that this pair revealed, so that a leader need not write again what still holds. Another pair's
    /// round is not for its eyes.
    /// </summary>
    public Assessment? Before { get; init; }

    public BlindExchange Ratings { get; init; } = BlindExchange.Empty;

    public Seal? SealOf(Seat seat) => Ratings[seat.Side()];

    public RatingSheet? SheetOf(Seat seat) => seat == Seat.Product ? ProductSheet : TechnologySheet;

    public bool IsRevealed => Ratings.IsRevealed;

    /// <summary>Every outcome has its joint rating and its confirmed shares, and the joint work is agreed on.</summary>
    public bool IsComplete => IsRevealed && Work is not null && Outcomes.All(o => o.IsSettled);

    /// <summary>It is this seat's move.</summary>
    public bool Awaits(Seat seat) =>
        IsRevealed
            ? Outcomes.Any(o => o.Awaits(seat)) || (Work is null && WorkProposal?.By != seat)
            : SealOf(seat) is null;

    public Reconciliation? Of(OutcomeId outcome) => Outcomes.FirstOrDefault(o => o.Outcome == outcome);

    /// <summary>How many outcomes the two saw differently before they came to one view.</summary>
    public int Gaps => Outcomes.Count(o => o.Differed);

    public Assessment NextRound(PairId pair) =>
        new(Round + 1, pair)
        {
            Before =
                (IsRevealed ? this with { Before = null } : Before) is { } before && before.Pair == pair
                    ? before
                    : null,
        };

    /// <summary>
    /// What a sign-off binds to beside the scorecard: joint ratings with rationales and shares, in the order of the
    /// scorecard.
    /// </summary>
    public JsonArray RatingsJson() => [.. Outcomes.Select(ToJson)];

    private static JsonObject ToJson(Reconciliation outcome)
    {
        var json = new JsonObject { ["outcome"] = outcome.Outcome.ToString(), ["value"] = outcome.Joint!.Value.Key() };
        if (outcome.Joint.Rationale is { } rationale)
            json["rationale"] = rationale;
        if (!outcome.OwesShares)
            return json;
        json["shares"] = new JsonObject
        {
            ["product"] = ToJson(outcome.ProductShare!),
            ["technology"] = ToJson(outcome.TechnologyShare!),
        };
        return json;
    }

    private static JsonObject ToJson(SharePart part)
    {
        var json = part.Share.ToJson();
        json.Remove("outcome");
        if (part.Answer?.Reason is { } reason)
            json["confirmedBecause"] = reason;
        return json;
    }

    public bool Equals(Assessment? other) =>
        other is not null
        && Round == other.Round
        && Pair == other.Pair
        && Ratings == other.Ratings
        && Equals(ProductSheet, other.ProductSheet)
        && Equals(TechnologySheet, other.TechnologySheet)
        && Outcomes.SequenceEqual(other.Outcomes)
        && WorkProposal == other.WorkProposal
        && Equals(Work, other.Work)
        && ActedOnBehalf.SequenceEqual(other.ActedOnBehalf)
        && Equals(Before, other.Before);

    public override int GetHashCode() => HashCode.Combine(Round, Pair, Outcomes.Length);
}

/// <summary>What comes before signing in a quarter; the roster's <c>assessment</c>.</summary>
public enum AssessmentMode
{
    /// <summary>Both seats rate blind, are revealed together and come to one view before they sign.</summary>
    Joint,

    /// <summary>The outcomes count as measured; both seats only sign.</summary>
    SignOffOnly,
}
