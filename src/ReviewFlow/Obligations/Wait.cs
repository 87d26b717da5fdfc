using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Obligations;

/// <summary>A team waits for an act of a seat; of ops where there is none.</summary>
/// <param name="Since">Since when without a break: what was asked again counts from then.</param>
public sealed record Wait(SeatOf? Seat, Act Act, Instant Since);

/// <summary>What each team waits for and since when; part of the quarter's state.</summary>
internal static class Waits
{
    public static ImmutableDictionary<TeamId, ImmutableArray<Wait>> After(
        Quarter? before,
        QuarterEvent happened,
        Quarter after
    ) =>
        happened switch
        {
            QuarterStarted or QuarterVoided or ReportReleased => ImmutableDictionary<
                TeamId,
                ImmutableArray<Wait>
            >.Empty,
            ReviewEvent e => after.Waits.SetItem(
                e.Team,
                [
                    .. from wait in ReviewActs.Of(after.Reviews[e.Team])
                    select before!
                        .On(e.Team)
                        .FirstOrDefault(w => w.Seat == wait.Seat && w.Act == wait.Act && !AsksAnew(e, w.Act))
                        ?? new Wait(wait.Seat, wait.Act, e.At),
                ]
            ),
            _ => after.Waits,
        };

    /// <summary>Both are asked again, even if only one was asked before.</summary>
    private static bool AsksAnew(ReviewEvent happened, Act act) =>
        act != Act.AnswerTakeOver
        && happened is ReviewReturned or ReturnTakenBack or ScorecardAmended or SignOffWithdrawn or TakenOver;

    private static ImmutableArray<Wait> On(this Quarter quarter, TeamId team) =>
        quarter.Waits.GetValueOrDefault(team, []);
}
