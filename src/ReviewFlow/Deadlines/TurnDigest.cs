using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Deadlines;

/// <summary>
/// During an assessment a team started to wait for a seat, and the seat's holder has not been told yet.
/// </summary>
/// <param name="Since">Since when the team waits.</param>
/// <param name="By">Whose act started the wait; they need not be told.</param>
public sealed record PendingTurn(TeamId Team, SeatOf Seat, Instant Since, PersonId By);

/// <summary>A team that waits for a seat.</summary>
public readonly record struct SeatTurn(TeamId Team, SeatOf Seat);

/// <summary>
/// Collects the turns of an assessment into one mail. It goes out as soon as the partner has nothing left to do, and
/// after <see cref="MaxWait"/> at the latest. A leader who has acted by then is not told.
/// </summary>
public static class TurnDigest
{
    /// <summary>How long a turn waits for the partner to finish.</summary>
    public static readonly Duration MaxWait = Duration.FromMinutes(10);

    /// <summary>The turns due at <paramref name="now"/>.</summary>
    public static ImmutableArray<SeatTurn> Due(Quarter quarter, Instant now) =>
        [
            .. from seat in BySeat(quarter)
            where seat.At <= now
            from turn in seat.Turns
            select new SeatTurn(turn.Team, turn.Seat),
        ];

    /// <summary>When the next ones are due; null when there are none.</summary>
    public static Instant? Next(Quarter quarter) => BySeat(quarter).Select(s => (Instant?)s.At).Min();

    /// <summary>The turns nobody has been told of after <paramref name="happened"/>.</summary>
    internal static ImmutableList<PendingTurn> After(Quarter? before, QuarterEvent happened, Quarter after) =>
        (before, happened) switch
        {
            (null, _) or (_, QuarterStarted or QuarterVoided or ReportReleased) => [],
            (_, TurnsDigested e) => before.PendingTurns.RemoveAll(m => e.Turns.Contains(new(m.Team, m.Seat))),
            (_, AssessmentEvent e) => before
                .PendingTurns.RemoveAll(m => !Stands(after, m))
                .AddRange(Come(before, e, after)),
            (_, SignedOff or TakeOverProposed or TakeOverWithdrawn) => before.PendingTurns.RemoveAll(m =>
                !Stands(after, m)
            ),
            // Returned, withdrawn, amended, taken over, voided: each has a mail of its own, which says what is to do
            // now.
            (_, ReviewEvent e) => before.PendingTurns.RemoveAll(m => m.Team == e.Team),
            _ => before.PendingTurns,
        };

    /// <summary>
    /// Who is told of a turn: the seat's holder and delegate, but not the person whose act started it.
    /// </summary>
    internal static IEnumerable<Person> Addressees(Quarter quarter, PendingTurn turn, Instant at) =>
        Notices.WithDelegate(quarter, quarter.Pairs[turn.Seat], at).Where(p => p.Id != turn.By);

    private static IEnumerable<PendingTurn> Come(Quarter before, AssessmentEvent e, Quarter after) =>
        from seat in Enum.GetValues<Seat>()
        let turn = new PendingTurn(e.Team, new(after.Reviews[e.Team].Assessment!.Pair, seat), e.At, e.By.Id)
        where Stands(after, turn) && !Stands(before, turn) && Addressees(after, turn, e.At).Any()
        select turn;

    private static bool Stands(Quarter quarter, PendingTurn turn) => Awaits(quarter, turn.Team, turn.Seat);

    private static bool Awaits(Quarter quarter, TeamId team, SeatOf seat) =>
        quarter.Waits[team].Any(w => w.Seat == seat && w.Act.IsOfTurn());

    private static IEnumerable<(Instant At, IEnumerable<PendingTurn> Turns)> BySeat(Quarter quarter) =>
        from turn in quarter.PendingTurns
        group turn by turn.Seat into turns
        let partner = turns.Key with
        {
            Seat = turns.Key.Seat.Other(),
        }
        let since = turns.Min(m => m.Since)
        select (
            quarter.Teams.Any(team => Awaits(quarter, team, partner)) ? since + MaxWait : since,
            turns.AsEnumerable()
        );
}
