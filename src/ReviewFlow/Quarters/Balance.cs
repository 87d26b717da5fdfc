using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;

namespace ReviewFlow.Quarters;

/// <summary>
/// How many of a pair's actions of the quarter lie with which side. Shown to the pair, and to nobody else.
/// </summary>
public sealed record Balance(int Product, int Technology)
{
    public const int FewestActions = 5;

    public int Actions => Product + Technology;

    /// <summary>Of at least five actions more than four fifths lie on one side.</summary>
    public bool IsOneSided => Actions >= FewestActions && Math.Max(Product, Technology) * 5 > Actions * 4;

    /// <summary>
    /// Over the teams the pair assesses: what each organisation will change, and the scorecards' actions that name a
    /// side.
    /// </summary>
    public static Balance Of(Quarter quarter, PairId pair)
    {
        var reviews = quarter.InOrder.Where(r => r.Stage != Stage.Voided && r.Assessment?.Pair == pair).ToArray();
        return new(Count(Seat.Product), Count(Seat.Technology));

        int Count(Seat seat) =>
            reviews.Sum(r =>
                r.Assessment!.Outcomes.Count(o => o.Share(seat) is { Share.Change: not null })
                + r.Scorecard.Outcomes.Count(o => o.ActionSide == seat)
            );
    }
}
