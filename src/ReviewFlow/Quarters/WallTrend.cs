using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Signing;

namespace ReviewFlow.Quarters;

/// <summary>Of how many outcomes something went over the wall in a quarter; of all its teams, or of one.</summary>
/// <param name="Outcomes">Of teams that were not voided.</param>
/// <param name="OverTheWall">Those with at least one event over the wall.</param>
public sealed record WallShare(QuarterId Quarter, int Outcomes, int OverTheWall)
{
    public static WallShare Of(Quarter quarter)
    {
        var reviews = quarter.InOrder.Where(r => r.Stage != Stage.Voided).ToArray();
        return new(
            quarter.Id,
            reviews.Sum(r => r.Scorecard.Outcomes.Length),
            reviews.Sum(r => r.Assessment?.Work?.OutcomesWithWall ?? 0)
        );
    }

    /// <summary>Null where the team has not agreed on its joint work, or was not in the quarter.</summary>
    public static WallShare? Of(Quarter quarter, TeamId team) =>
        quarter.Reviews.GetValueOrDefault(team) is { Stage: not Stage.Voided, Assessment.Work: { } work } review
            ? new(quarter.Id, review.Scorecard.Outcomes.Length, work.OutcomesWithWall)
            : null;
}

/// <summary>
/// The shares of quarters before one, so that a trend can be seen in the report and on a team's page.
/// </summary>
/// <param name="Earlier">Newest first.</param>
/// <param name="Unreadable">Quarters whose ledger does not give their figures any more; a trend says so and goes on
/// without them.</param>
public sealed record WallTrend(ImmutableArray<WallShare> Earlier, ImmutableArray<QuarterId> Unreadable)
{
    /// <summary>How many quarters back a trend looks.</summary>
    public const int Most = 4;

    public static readonly WallTrend None = new([], []);

    public bool IsFull => Earlier.Length + Unreadable.Length >= Most;

    /// <summary>
    /// With one quarter more, the next newest. Only what was assessed jointly and is released counts: it no longer
    /// changes, and is no secret of its pairs.
    /// </summary>
    /// <param name="earlier">Null where its ledger cannot be read.</param>
    /// <param name="share">What is followed; null where the quarter has nothing of it.</param>
    public WallTrend With(QuarterId id, Quarter? earlier, Func<Quarter, WallShare?> share) =>
        earlier switch
        {
            null => this with { Unreadable = Unreadable.Add(id) },
            { Stage: QuarterStage.Released, Assessment: AssessmentMode.Joint } when share(earlier) is { } found =>
                this with
                {
                    Earlier = Earlier.Add(found),
                },
            _ => this,
        };
}
