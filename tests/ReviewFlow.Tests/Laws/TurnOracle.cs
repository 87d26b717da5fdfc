using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Laws;

/// <summary>
/// Which teams have come to wait for whom in the middle of an assessment and were not told of, by nothing but what
/// happened.
/// </summary>
internal sealed class TurnOracle
{
    private static readonly Duration Longest = Duration.FromMinutes(10);
    private readonly Dictionary<SeatTurn, (Instant Since, string By)> _untold = [];

    /// <param name="told">Who got a notice of it.</param>
    /// <param name="delegates">Who stands in for a leader at that moment.</param>
    public string? Accept(
        Quarter? before,
        QuarterEvent happened,
        Quarter after,
        HashSet<string> told,
        Func<string, IEnumerable<string>> delegates
    )
    {
        if (happened is TurnsDigested e)
        {
            if (!told.SetEquals(e.Turns.SelectMany(m => ToldOf(after, m, delegates))))
                return Law.MovesAreTold;
            foreach (var move in e.Turns)
                _untold.Remove(move);
        }
        else if (told.Count > 0)
        {
            return Law.MovesAreTold;
        }

        if (happened is AssessmentEvent step)
        {
            foreach (var seat in new[] { Seat.Product, Seat.Technology })
            {
                var move = new SeatTurn(step.Team, new(after.Reviews[step.Team].Assessment!.Pair, seat));
                if (!after.Reviews[step.Team].Awaits(move.Seat) || before!.Reviews[step.Team].Awaits(move.Seat))
                    continue;
                _untold[move] = (step.At, step.By.Email);
                // Who begins to stand in later hears of everything that waits when they are named.
                if (!ToldOf(after, move, delegates).Any())
                    _untold.Remove(move);
            }
        }
        foreach (
            var move in _untold
                .Keys.Where(m => HasItsOwnMail(happened, m) || !after.Reviews[m.Team].Awaits(m.Seat))
                .ToArray()
        )
            _untold.Remove(move);
        return null;
    }

    /// <summary>Whoever has waited long enough when time was looked at was told.</summary>
    public string? AfterWake(Quarter quarter, Instant at, Func<string, IEnumerable<string>> delegates) =>
        _untold.Any(m => m.Value.Since + Longest <= at && ToldOf(quarter, m.Key, delegates).Any())
            ? Law.NoMoveIsForgotten
            : null;

    private static bool HasItsOwnMail(QuarterEvent happened, SeatTurn move) =>
        happened switch
        {
            QuarterStarted or QuarterVoided or ReportReleased => true,
            ReviewReturned or ReturnTakenBack or SignOffWithdrawn or ScorecardAmended or TakenOver or TeamVoided => (
                (ReviewEvent)happened
            ).Team == move.Team,
            _ => false,
        };

    private IEnumerable<string> ToldOf(Quarter quarter, SeatTurn move, Func<string, IEnumerable<string>> delegates)
    {
        var holder = quarter.Pairs[move.Seat].Email;
        return _untold.TryGetValue(move, out var untold) && quarter.Reviews[move.Team].Awaits(move.Seat)
            ? delegates(holder).Prepend(holder).Where(p => p != untold.By)
            : [];
    }
}
