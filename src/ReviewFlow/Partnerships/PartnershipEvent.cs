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
