using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Signing;

/// <summary>The team entered the quarter with revision 1 of its scorecard; its own pair's turn begins.</summary>
public sealed record ReviewOpened(
    Instant At,
    TeamId Team,
    string Name,
    PairId Pair,
    Scorecard Scorecard,
    string ContentHash,
    string ReviewHash
) : ReviewEvent(At, Team);

/// <summary>A seat signed <paramref name="Hash"/>.</summary>
public sealed record SignedOff(Instant At, TeamId Team, SeatOf Seat, Person Signer, Person? OnBehalfOf, string Hash)
    : ReviewEvent(At, Team);

/// <summary>A seat took its sign-off back; those of the pairs above fell with it.</summary>
public sealed record SignOffWithdrawn(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    string Reason,
    Person? OnBehalfOf = null
) : ReviewEvent(At, Team);

/// <summary>A signer sent the review back; every sign-off on it fell.</summary>
public sealed record ReviewReturned(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    string Hash,
    string Reason,
    Person? OnBehalfOf = null
) : ReviewEvent(At, Team);

/// <summary>The seat that had returned the review took that back; what stood before the return stands again.</summary>
public sealed record ReturnTakenBack(
    Instant At,
    TeamId Team,
    SeatOf Seat,
    Person By,
    string Reason,
    Person? OnBehalfOf = null
) : ReviewEvent(At, Team);

/// <summary>A new revision came; every sign-off on the one before fell, and the own pair's turn begins again.</summary>
public sealed record ScorecardAmended(
    Instant At,
    TeamId Team,
    int Revision,
    Scorecard Scorecard,
    string ContentHash,
    string ReviewHash,
    string Reason
) : ReviewEvent(At, Team);

/// <summary>The team was taken out of the quarter; the report names it with the reason.</summary>
public sealed record TeamVoided(Instant At, TeamId Team, string Reason) : ReviewEvent(At, Team);
