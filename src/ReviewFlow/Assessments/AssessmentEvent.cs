using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;

namespace ReviewFlow.Assessments;

/// <summary>What happened in a team's joint assessment.</summary>
/// <param name="By">Who took the step.</param>
public abstract record AssessmentEvent(Instant At, TeamId Team, Person By) : ReviewEvent(At, Team);

/// <summary>
/// A seat sealed its ratings; <paramref name="Commitments"/> is all that the ledger holds of them, one for each
/// outcome, so that one can be rated again while the others stand.
/// </summary>
public sealed record RatingsSealed(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    Person? OnBehalfOf,
    ImmutableArray<RatingCommitment> Commitments
) : AssessmentEvent(At, Team, By);

/// <summary>A seat took its sealed ratings back before its partner had sealed.</summary>
public sealed record RatingsUnsealed(Instant At, TeamId Team, SeatOf Seat, Person By, Person? OnBehalfOf)
    : AssessmentEvent(At, Team, By);

/// <summary>
/// Both have sealed, <paramref name="By"/> last, so both sheets are open. Anyone who reads them can compute the
/// commitments again. What was sealed and replaced before is opened never.
/// </summary>
public sealed record RatingsRevealed(Instant At, TeamId Team, Person By, RatingSheet Product, RatingSheet Technology)
    : AssessmentEvent(At, Team, By);

public sealed record JointRatingsProposed(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    Person? OnBehalfOf,
    ImmutableArray<ProposedRating> Ratings
) : AssessmentEvent(At, Team, By);

/// <summary>A seat said yes to the partner's proposals; each is named by the digest of its exact text.</summary>
public sealed record JointRatingsConfirmed(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    Person? OnBehalfOf,
    ImmutableArray<Confirmation> Ratings
) : AssessmentEvent(At, Team, By);

public sealed record SharesWritten(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    Person? OnBehalfOf,
    ImmutableArray<Share> Shares
) : AssessmentEvent(At, Team, By);

/// <summary>A seat confirmed or contested the shares its partner wrote.</summary>
public sealed record SharesAnswered(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    Person? OnBehalfOf,
    ImmutableArray<ShareAnswer> Answers
) : AssessmentEvent(At, Team, By);

public sealed record JointWorkProposed(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    Person? OnBehalfOf,
    JointWork Work
) : AssessmentEvent(At, Team, By);

public sealed record JointWorkConfirmed(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    Person? OnBehalfOf,
    string Digest
) : AssessmentEvent(At, Team, By);

/// <summary>One view of everything; <paramref name="ReviewHash"/> is what the sign-offs bind to from now on.</summary>
public sealed record AssessmentConcluded(Instant At, TeamId Team, Person By, string ReviewHash)
    : AssessmentEvent(At, Team, By);
