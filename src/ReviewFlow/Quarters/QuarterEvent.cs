using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Signing;

namespace ReviewFlow.Quarters;

/// <summary>
/// Ops started the quarter from a roster whose canonical JSON has the SHA-256 <paramref name="RosterHash"/>.
/// </summary>
/// <param name="Assessment">Not there in quarters of before the joint assessment, which are only signed off.</param>
/// <param name="Namesakes">Only where the roster states any: groups of addresses, each of another person, whose names
/// are alike.</param>
public sealed record QuarterStarted(
    Instant At,
    string Company,
    Person Ceo,
    Person? Ops,
    WorkingCalendar Calendar,
    DeadlineSettings Deadlines,
    ImmutableArray<Pair> Pairs,
    LocalDate Due,
    string RosterHash,
    AssessmentMode? Assessment = null,
    ImmutableArray<ImmutableArray<PersonId>>? Namesakes = null
) : QuarterEvent(At);

/// <summary>Both leaders of each pair were told that it is their turn; one digest each.</summary>
public sealed record LeadersInvited(Instant At, ImmutableArray<Turn> Turns) : QuarterEvent(At);

/// <summary>A pair's turn to sign a team.</summary>
public readonly record struct Turn(TeamId Team, PairId Pair);

/// <summary>
/// In the middle of an assessment, the holders of these seats were told that it is their move; one digest each.
/// </summary>
public sealed record TurnsDigested(Instant At, ImmutableArray<SeatTurn> Turns) : QuarterEvent(At);

/// <summary>
/// A leader was reminded for the <paramref name="Number"/>-th time of what waits since <paramref name="Since"/>.
/// </summary>
public sealed record LeaderReminded(Instant At, PersonId Leader, int Number, Instant Since, ImmutableArray<Turn> Turns)
    : QuarterEvent(At);

/// <summary>
/// A mail did not arrive: <paramref name="Leader"/>, of a seat, of a fit conversation, the CEO or ops, may know of
/// nothing. Said once per person and run.
/// </summary>
public sealed record LeaderUnreached(Instant At, PersonId Leader, string Why) : QuarterEvent(At);

/// <summary>
/// The due date passed without joint sign-off; both leaders of every pair that holds it up were told, and the CEO that
/// it is awaited.
/// </summary>
public sealed record DeadlineEscalated(Instant At, LocalDate Due, int Round, ImmutableArray<Turn> Turns)
    : QuarterEvent(At);

public sealed record DeadlineExtended(Instant At, LocalDate From, LocalDate To, string? Reason) : QuarterEvent(At);

/// <summary>
/// The name and the address of somebody were erased: the ledger still says what they did, and no longer who they are.
/// </summary>
/// <param name="Person">Every spelling of them that the ledger had.</param>
public sealed record PersonErased(Instant At, ImmutableArray<Person> Person, string Reason) : QuarterEvent(At);

/// <summary>
/// A backup was restored: the ledger had come as far as each of <paramref name="Lost"/>, and goes on here without those
/// entries.
/// </summary>
public sealed record LedgerRestored(Instant At, ImmutableArray<LostHead> Lost, string Reason) : QuarterEvent(At);

/// <summary>How far the ledger had come when it was anchored outside the database.</summary>
/// <param name="Version">The last entry then.</param>
/// <param name="Hash">That entry's hash.</param>
public readonly record struct LostHead(long Version, string Hash, Instant AnchoredAt);

public sealed record QuarterVoided(Instant At, string Reason) : QuarterEvent(At);

/// <summary>
/// The report composed from ledger entry <paramref name="LedgerVersion"/> was archived, verified and released.
/// </summary>
/// <param name="Edition">1, 2, 3 …; a later edition replaces the one before it.</param>
/// <param name="Reason">Why there is a later edition; null for the first.</param>
/// <param name="Earlier">The earlier quarters that the report looked at, as they stood then, newest first.</param>
/// <param name="ReleaseHash">What was released, in one hash; docs/ledger.md states over what.</param>
public sealed record ReportReleased(
    Instant At,
    string Sha256,
    int Pages,
    long Bytes,
    long LedgerVersion,
    string LedgerHash,
    int Edition,
    string? Reason,
    ImmutableArray<QuarterHead> Earlier,
    string ReleaseHash
) : QuarterEvent(At);

/// <summary>How far the ledger of a quarter had come when a report looked at it.</summary>
/// <param name="Hash">The hash of entry <paramref name="Version"/>.</param>
public readonly record struct QuarterHead(QuarterId Quarter, long Version, string Hash);
