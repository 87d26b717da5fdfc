using ReviewFlow.Quarters;

namespace ReviewFlow.FitConversations;

/// <summary>What one of the two may do now in a fit conversation.</summary>
public enum FitTurn
{
    /// <summary>It has begun.</summary>
    Begin,

    /// <summary>The other has answered.</summary>
    Answer,

    /// <summary>Both have answered: to read it.</summary>
    Read,
}

/// <summary>Who is told of a step in a fit conversation: the one of the two who did not take it.</summary>
internal static class FitNotices
{
    public static IEnumerable<Notice> Owed(Quarter before, FitEvent happened, Quarter after)
    {
        var fit = after.FitOf(happened.Fit)!;
        return happened switch
        {
            FitStarted => Enum.GetValues<FitSide>().Select(side => Turn(side, FitTurn.Begin)),
            // The one who changes an answer has told the other already; who answers last opens it at once.
            FitAnswered e when fit.SealOf(e.Side.Opposite()) is null && before.FitOf(e.Fit)!.SealOf(e.Side) is null =>
            [
                Turn(e.Side.Opposite(), FitTurn.Answer),
            ],
            FitRevealed e => [Turn(e.Side.Opposite(), FitTurn.Read)],
            FitEnded e => Enum.GetValues<FitSide>()
                .Where(side => side != e.Side)
                .Select(side => new Notice.FitEnded(fit[side], fit[side.Opposite()], ByOps: e.Side is null)),
            _ => [],
        };

        Notice Turn(FitSide side, FitTurn turn) => new Notice.FitUpdate(fit[side], fit[side.Opposite()], turn);
    }
}
