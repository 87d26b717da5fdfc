using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;

namespace ReviewFlow.TakeOvers;

/// <summary>What a leader of the pair above wants of a part that is stuck.</summary>
public abstract record TakeOverCommand(SeatOf Seat, Person By, PairId Pair) : SeatCommand(Seat, By)
{
    /// <summary>
    /// A leader of the pair above wants both of them to take over the part of <paramref name="Pair"/>, which is stuck;
    /// the same reason from the other leader makes it so.
    /// </summary>
    /// <param name="Joins">It is a yes to the other leader's reason: where that no longer stands, it is no proposal of
    /// one's own either.</param>
    public sealed record TakeOver(SeatOf Seat, Person By, PairId Pair, string Reason, bool Joins = false)
        : TakeOverCommand(Seat, By, Pair);

    /// <summary>
    /// A leader takes back that they want to take over the part of <paramref name="Pair"/>, as long as the other has
    /// not joined.
    /// </summary>
    public sealed record Withdraw(SeatOf Seat, Person By, PairId Pair) : TakeOverCommand(Seat, By, Pair);
}

/// <summary>What happened on the way to a take-over.</summary>
public abstract record TakeOverEvent(Instant At, TeamId Team) : ReviewEvent(At, Team);

/// <summary>
/// One leader of the pair above wants both to take over the part of <paramref name="Pair"/>, from
/// <paramref name="Seat"/>.
/// </summary>
public sealed record TakeOverProposed(
    Instant At,
    TeamId Team,
    PairId Pair,
    SeatOf Seat,
    Person By,
    Person? OnBehalfOf,
    string Reason
) : TakeOverEvent(At, Team);

/// <summary>Who wanted that no longer does; the other leader had not joined.</summary>
public sealed record TakeOverWithdrawn(Instant At, TeamId Team, PairId Pair, SeatOf Seat, Person By, Person? OnBehalfOf)
    : TakeOverEvent(At, Team);

/// <summary>
/// The other leader gave the same reason: both seats of the pair above took the part of <paramref name="Pair"/> over.
/// </summary>
public sealed record TakenOver(
    Instant At,
    TeamId Team,
    PairId Pair,
    SeatOf Seat,
    Person By,
    Person? OnBehalfOf,
    string Reason
) : TakeOverEvent(At, Team);
