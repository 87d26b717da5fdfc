using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Mails;

/// <summary>Who can help a pair that gets no further.</summary>
public enum Help
{
    PairAbove,

    /// <summary>Nobody is above the root pair.</summary>
    Ops,

    /// <summary>The reader's pairs differ in it.</summary>
    Either,
}

internal static class Helping
{
    public static Help Of(Quarter quarter, IEnumerable<Turn> turns)
    {
        var isRoot = turns.Select(t => quarter.Pairs[t.Pair].Parent is null).ToHashSet();
        return isRoot.Count > 1 ? Help.Either
            : isRoot.Contains(true) ? Help.Ops
            : Help.PairAbove;
    }
}
