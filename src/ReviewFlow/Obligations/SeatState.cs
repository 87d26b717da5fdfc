using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Obligations;

/// <summary>Where a seat on a signing path stands, the same on pages, in the API and on the command line.</summary>
public enum SeatState
{
    NotYet,

    /// <summary>It is its move: to rate, to agree or to sign.</summary>
    Awaited,

    Signed,

    /// <summary>The pair above took the part over.</summary>
    TakenOver,
}

public static class SeatStates
{
    public static SeatState Of(Quarter quarter, Review review, PathStep step, Seat seat) =>
        step.TakenOver is not null ? SeatState.TakenOver
        : step[seat] is not null ? SeatState.Signed
        : quarter
            .Waits.GetValueOrDefault(review.Team, [])
            .Any(w => w.Seat == new SeatOf(step.Pair, seat) && w.Act.IsOfTurn())
            ? SeatState.Awaited
        : SeatState.NotYet;
}
