using ReviewFlow.Quarters;
using ReviewFlow.Reviews;

namespace ReviewFlow.Reports;

/// <summary>What the report says of a quarter before it, so that a trend can be seen.</summary>
/// <param name="Outcomes">Of all teams that were not voided.</param>
/// <param name="OverTheWall">Those with at least one event over the wall.</param>
public sealed record Earlier(QuarterId Quarter, int Outcomes, int OverTheWall)
{
    /// <summary>How many quarters back a report looks.</summary>
    public const int Most = 4;

    /// <summary>The figures of a quarter whose assessments are complete.</summary>
    public static Earlier Of(Quarter quarter)
    {
        var reviews = quarter.InOrder.Where(r => r.Stage != Stage.Voided).ToArray();
        return new(quarter.Id, reviews.Sum(r => r.Scorecard.Outcomes.Length), reviews.Sum(r => r.Assessment?.Work?.OutcomesWithWall ?? 0));
    }
}
