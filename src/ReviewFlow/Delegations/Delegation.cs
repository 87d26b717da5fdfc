using NodaTime;
using ReviewFlow.People;

namespace ReviewFlow.Delegations;

/// <summary>
/// A leader's delegate, from the first to the last day (both included, in the quarter's time zone). It ends by itself;
/// a delegate names nobody further. Everything they do is done on behalf of the leader.
/// </summary>
/// <param name="EndedAt">When the leader ended it before its last day.</param>
public sealed record Delegation(
    Person Leader,
    Person Delegate,
    LocalDate From,
    LocalDate Until,
    Instant? EndedAt = null
)
{
    public bool IsActive(LocalDate day, Instant at) => From <= day && day <= Until && !(EndedAt <= at);

    /// <summary>
    /// What was done at this moment was done in its time: also in the very moment in which it was ended.
    /// </summary>
    public bool Covers(LocalDate day, Instant at) => From <= day && day <= Until && !(EndedAt < at);

    /// <summary>It is active now or will be.</summary>
    public bool IsOpen(LocalDate today) => EndedAt is null && today <= Until;

    public bool Overlaps(LocalDate from, LocalDate until) => From <= until && from <= Until;
}
