using NodaTime;
using ReviewFlow.People;

namespace ReviewFlow.Delegations;

/// <summary>A leader named somebody to act on their behalf, from the first to the last day (both included).</summary>
public sealed record DelegateNamed(Instant At, Person Leader, Person Delegate, LocalDate From, LocalDate Until)
    : QuarterEvent(At);

/// <summary>The leader ended it before its last day.</summary>
public sealed record DelegationEnded(Instant At, Person Leader, Person Delegate) : QuarterEvent(At);
