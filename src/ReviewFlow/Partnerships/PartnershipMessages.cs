using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Partnerships;

/// <summary>What happened in a pair's partnership check. Answers are in none of them.</summary>
public abstract record PartnershipEvent(Instant At) : QuarterEvent(At);

/// <summary>
/// A leader answered; <paramref name="Commitment"/> is the salted SHA-256 of the answers, and all that the ledger will
/// ever hold of them.
/// </summary>
public sealed record PartnershipAnswered(Instant At, SeatOf Seat, Person By, string Commitment) : PartnershipEvent(At);

/// <summary>
/// Both have answered, <paramref name="Seat"/> last, so each reads the other's answers. Nobody else does.
/// </summary>
public sealed record PartnershipRevealed(Instant At, SeatOf Seat) : PartnershipEvent(At);

/// <summary>A leader proposed the pair's joint commitment, or countered the partner's.</summary>
public sealed record PledgeProposed(Instant At, SeatOf Seat, Person By, Pledge Pledge) : PartnershipEvent(At);

/// <summary>The partner said yes to exactly these words; the report prints them.</summary>
public sealed record PledgeConfirmed(Instant At, SeatOf Seat, Person By, string Digest) : PartnershipEvent(At);

/// <summary>
/// What the holder of a seat wants of the pair's partnership check. It is about the two people, so no delegate does it
/// for them.
/// </summary>
public abstract record PartnershipCommand(SeatOf Seat, Person By)
{
    /// <summary>Seals the seat's answers, or others in their place as long as the partner has not answered.</summary>
    public sealed record Answer(SeatOf Seat, Person By, PartnershipSheet Sheet) : PartnershipCommand(Seat, By);

    /// <summary>Proposes or counters the joint commitment; the partner's words again are a yes to them.</summary>
    public sealed record Propose(SeatOf Seat, Person By, Pledge Pledge) : PartnershipCommand(Seat, By);

    /// <summary>A yes to the partner's words, named by their digest.</summary>
    public sealed record Confirm(SeatOf Seat, Person By, string Digest) : PartnershipCommand(Seat, By);
}
