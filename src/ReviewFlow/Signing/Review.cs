using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Signing;

/// <summary>
/// Where a review stands. <see cref="Assessing"/> is there only where the quarter's assessment is joint.
/// </summary>
public enum Stage
{
    /// <summary>The pair rates blind, reveals and comes to one view; nothing is there to sign yet.</summary>
    Assessing,

    /// <summary>Waits for the sign-offs of the lowest open pair.</summary>
    Signing,

    /// <summary>
    /// A signer sent it back; waits for an amended scorecard. Where the assessment is joint a return goes to
    /// <see cref="Assessing"/>.
    /// </summary>
    Returned,

    /// <summary>Both seats of every pair on the path signed the current hash.</summary>
    Signed,

    /// <summary>Taken out of the quarter, with a reason.</summary>
    Voided,
}

/// <summary>A seat's yes to exactly one review hash.</summary>
public sealed record SignOff(Person Signer, Person? OnBehalfOf, string Hash, Instant At);

/// <summary>One pair on the path of a review. It opens when the pair below has signed.</summary>
/// <param name="OpenedAt">Since when it is this pair's turn or, once both signed, was.</param>
/// <param name="Told">Whether both leaders have been told that it is their turn.</param>
/// <param name="TakenOver">Both seats of the pair above took this pair's part over.</param>
/// <param name="Proposed">One of them wants to.</param>
public sealed record PathStep(
    PairId Pair,
    SignOff? Product = null,
    SignOff? Technology = null,
    Instant? OpenedAt = null,
    bool Told = false,
    TakeOver? TakenOver = null,
    TakeOverProposal? Proposed = null
)
{
    public SignOff? this[Seat seat] => seat == Seat.Product ? Product : Technology;

    public bool IsReached => OpenedAt is not null;
    public bool IsComplete => TakenOver is not null || (Product is not null && Technology is not null);
    public bool IsOpen => IsReached && !IsComplete;

    public PathStep With(Seat seat, SignOff? signOff) =>
        seat == Seat.Product ? this with { Product = signOff } : this with { Technology = signOff };
}

/// <summary>Who said yes, from a seat of their own or on behalf of its holder, and when.</summary>
public sealed record Consent(Person By, Person? OnBehalfOf, Instant At);

/// <summary>A leader of the pair above wants both to take a pair's part over.</summary>
public sealed record TakeOverProposal(Seat Seat, Consent Consent, string Reason);

/// <summary>Both leaders of the pair above took a pair's part over, with one reason; the report prints it.</summary>
public sealed record TakeOver(Consent Product, Consent Technology, string Reason)
{
    public Consent this[Seat seat] => seat == Seat.Product ? Product : Technology;
}

/// <summary>
/// A scorecard as it stood at one revision (1, 2, …), why it came and what a sign-off on it binds to.
/// </summary>
public sealed record Revision(
    int Number,
    Scorecard Scorecard,
    string ContentHash,
    string ReviewHash,
    string? Reason,
    Instant At
);

/// <summary>Who sent a review back, from which seat, and why.</summary>
public sealed record Return(SeatOf Seat, Person By, string Reason, Instant At, Person? OnBehalfOf = null);

/// <summary>The review of one team in one quarter.</summary>
public sealed record Review(
    TeamId Team,
    string Name,
    PairId Pair,
    Stage Stage,
    ImmutableArray<PathStep> Path,
    ImmutableArray<Revision> Revisions,
    Return? Returned,
    string? VoidReason,
    ImmutableDictionary<SeatOf, int> LastSigned
)
{
    public Revision Current => Revisions[^1];
    public Scorecard Scorecard => Current.Scorecard;
    public string Hash => Current.ReviewHash;

    /// <summary>
    /// As it stood when it was returned, for as long as the return can be taken back: until ops amend it, or both have
    /// rated it again.
    /// </summary>
    public Review? BeforeReturn { get; init; }

    /// <summary>Null where the quarter is only signed off.</summary>
    public Assessment? Assessment { get; init; }

    /// <summary>The pair whose turn it is, to assess or to sign.</summary>
    public PathStep? Open => Stage is Stage.Assessing or Stage.Signing ? Path.FirstOrDefault(l => l.IsOpen) : null;

    public PathStep? StepOf(PairId pair) => Path.FirstOrDefault(l => l.Pair == pair);

    public SignOff? SignOffOf(SeatOf seat) => StepOf(seat.Pair)?[seat.Seat];

    /// <summary>It is this seat's move: to assess, or to sign.</summary>
    public bool Awaits(SeatOf seat) =>
        Stage switch
        {
            Stage.Assessing => Assessment!.Pair == seat.Pair && Assessment.Awaits(seat.Seat),
            Stage.Signing => Open is { } open && open.Pair == seat.Pair && open[seat.Seat] is null,
            _ => false,
        };

    /// <summary>How an outcome counts: as both rated it jointly; as measured where nobody rates, or not yet.</summary>
    public OutcomeStatus StatusOf(Outcome outcome) =>
        Assessment is { IsComplete: true } done ? done.Of(outcome.Id)!.Joint!.Value : outcome.Status;

    public int Count(OutcomeStatus status) => Scorecard.Outcomes.Count(o => StatusOf(o) == status);

    /// <summary>Every standing sign-off, in the order of the path, Product before Technology.</summary>
    public IEnumerable<(SeatOf Seat, SignOff SignOff)> SignOffs =>
        from level in Path
        from seat in Enum.GetValues<Seat>()
        where level[seat] is not null
        select (new SeatOf(level.Pair, seat), level[seat]!);

    /// <summary>
    /// What changed since <paramref name="seat"/> last signed; nothing if it never did or nothing did.
    /// </summary>
    public ImmutableArray<Change> ChangedSince(SeatOf seat) =>
        LastSigned.TryGetValue(seat, out var number) && number < Current.Number
            ? Change.Between(Revisions[number - 1].Scorecard, Scorecard)
            : [];
}
