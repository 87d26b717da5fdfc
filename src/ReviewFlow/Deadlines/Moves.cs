using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Deadlines;

/// <summary>
/// A team has come to wait for a seat in the middle of its assessment, and who holds the seat has not been told yet.
/// </summary>
/// <param name="Since">When it came.</param>
/// <param name="By">Whose step it was; they know.</param>
public sealed record Move(TeamId Team, SeatOf Seat, Instant Since, PersonId By);

/// <summary>A team that waits for a seat.</summary>
public readonly record struct SeatTurn(TeamId Team, SeatOf Seat);

/// <summary>
/// The moves of an assessment, gathered for one mail: it goes out as soon as the partner has nothing left to do
/// themselves, and after <see cref="Longest"/> at the latest. Whoever has moved by then is not told.
/// </summary>
public static class Moves
{
    /// <summary>For how long a move waits for the partner to be done.</summary>
    public static readonly Duration Longest = Duration.FromMinutes(10);

    /// <summary>The moves due at <paramref name="now"/>.</summary>
    public static ImmutableArray<SeatTurn> Due(Quarter quarter, Instant now) =>
        [
            .. from seat in BySeat(quarter)
            where seat.At <= now
            from move in seat.Moves
            select new SeatTurn(move.Team, move.Seat),
        ];

    /// <summary>When the next ones are due; null when there are none.</summary>
    public static Instant? Next(Quarter quarter) => BySeat(quarter).Select(s => (Instant?)s.At).Min();

    /// <summary>The moves nobody has been told of after <paramref name="happened"/>.</summary>
    internal static ImmutableList<Move> After(Quarter? before, QuarterEvent happened, Quarter after) =>
        (before, happened) switch
        {
            (null, _) or (_, QuarterStarted or QuarterVoided or ReportReleased) => [],
            (_, MovesTold e) => before.Untold.RemoveAll(m => e.Moves.Contains(new(m.Team, m.Seat))),
            (_, AssessmentEvent e) => before
                .Untold.RemoveAll(m => !Stands(after, m))
                .AddRange(Come(before.Reviews[e.Team], e, after)),
            (_, SignedOff or TakeOverProposed or TakeOverWithdrawn) => before.Untold.RemoveAll(m => !Stands(after, m)),
            // Returned, withdrawn, amended, taken over, voided: each has a mail of its own, which says what is to do
            // now.
            (_, ReviewEvent e) => before.Untold.RemoveAll(m => m.Team == e.Team),
            _ => before.Untold,
        };

    /// <summary>
    /// Who is told of a move: the holder of the seat and whoever stands in for them, but not who made it.
    /// </summary>
    internal static IEnumerable<Person> Addressees(Quarter quarter, Move move, Instant at) =>
        Notices.WithDelegate(quarter, quarter.Pairs[move.Seat], at).Where(p => p.Id != move.By);

    private static IEnumerable<Move> Come(Review was, AssessmentEvent e, Quarter after) =>
        from seat in Enum.GetValues<Seat>()
        let move = new Move(e.Team, new(after.Reviews[e.Team].Assessment!.Pair, seat), e.At, e.By.Id)
        where Stands(after, move) && !was.Awaits(move.Seat) && Addressees(after, move, e.At).Any()
        select move;

    private static bool Stands(Quarter quarter, Move move) => quarter.Reviews[move.Team].Awaits(move.Seat);

    private static IEnumerable<(Instant At, IEnumerable<Move> Moves)> BySeat(Quarter quarter) =>
        from move in quarter.Untold
        group move by move.Seat into moves
        let partner = moves.Key with
        {
            Seat = moves.Key.Seat.Other(),
        }
        let since = moves.Min(m => m.Since)
        select (quarter.InOrder.Any(r => r.Awaits(partner)) ? since + Longest : since, moves.AsEnumerable());
}
