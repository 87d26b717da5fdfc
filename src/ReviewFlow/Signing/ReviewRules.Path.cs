using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;

namespace ReviewFlow.Signing;

public static partial class ReviewRules
{
    /// <summary>
    /// A pair signs on top of the pairs below, so what a pair below takes back takes the ones above with it.
    /// </summary>
    private static ImmutableArray<PathStep> Withdrawn(ImmutableArray<PathStep> path, SignOffWithdrawn e)
    {
        var index = IndexOf(path, e.Seat.Pair);
        return
        [
            .. path.Select(
                (level, i) =>
                    i.CompareTo(index) switch
                    {
                        < 0 => level,
                        0 => level.With(e.Seat.Seat, null) with { OpenedAt = e.At, Told = true, Proposed = null },
                        _ => new PathStep(level.Pair),
                    }
            ),
        ];
    }

    private static ImmutableArray<PathStep> WithoutSignOffs(ImmutableArray<PathStep> path) =>
        [.. path.Select(l => new PathStep(l.Pair))];

    internal static ImmutableArray<PathStep> Opened(ImmutableArray<PathStep> path, int index, Instant at, bool told) =>
        path.SetItem(index, path[index] with { OpenedAt = at, Told = told });

    /// <summary>
    /// Who wanted to take this part over wanted it of a part that was stuck where it stood, not of what it has come to.
    /// </summary>
    private static ImmutableArray<PathStep> Reopened(ImmutableArray<PathStep> path, int index, Instant at) =>
        path.SetItem(index, path[index] with { OpenedAt = at, Told = true, Proposed = null });

    internal static int IndexOf(ImmutableArray<PathStep> path, PairId pair) =>
        path.IndexOf(path.First(l => l.Pair == pair));
}
