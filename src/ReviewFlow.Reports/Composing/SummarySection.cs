using ReviewFlow.Assessments;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Reports;

/// <summary>The quarter on one page: how outcomes ended, what was spent, and every team in one row.</summary>
internal static class SummarySection
{
    public static Section Of(Quarter quarter, Review[] reviews, WallTrend trend)
    {
        var outcomes = reviews.Sum(r => r.Scorecard.Outcomes.Length);
        var (met, partly, missed) = (
            reviews.Sum(r => r.Count(OutcomeStatus.Met)),
            reviews.Sum(r => r.Count(OutcomeStatus.Partly)),
            reviews.Sum(r => r.Count(OutcomeStatus.Missed))
        );
        return new(
            "The quarter at a glance",
            "summary",
            StartsOnNewPage: true,
            [
                new Block.Heading("The quarter at a glance", Level.Section),
                new Block.Paragraph(
                    $"{Wording.Count(reviews.Length, "team")} answered for {Wording.Count(outcomes, "outcome")}: "
                        + $"{Wording.Number(met)} met, {Wording.Number(partly)} partly met and {Wording.Number(missed)} missed.",
                    Tone.Lead
                ),
                new Block.Tiles([
                    new(Wording.Number(met), "Met", Mark.Met),
                    new(Wording.Number(partly), "Partly", Mark.Partly),
                    new(Wording.Number(missed), "Missed", Mark.Missed),
                    new(Wording.Number(reviews.Length), reviews.Length == 1 ? "Team" : "Teams"),
                ]),
                new Block.Proportion([new(Mark.Met, met), new(Mark.Partly, partly), new(Mark.Missed, missed)]),
                new Block.Paragraph(
                    quarter.Assessment == AssessmentMode.Joint
                        ? "Rated jointly by both leaders of each team. By the figures an outcome is met when the target was reached, partly at least half the way from baseline to target, and missed below that; where the joint rating differs, the team's page says so."
                        : "Met: the target was reached. Partly: at least half the way from baseline to target. Missed: less than that.",
                    Tone.Quiet
                ),
                .. quarter.Assessment == AssessmentMode.Joint ? Together(quarter, reviews, trend) : [],
                new Block.Heading("Budget", Level.Part),
                Budget(reviews),
                new Block.Heading("Teams", Level.Part),
                Teams(reviews),
                .. Voided(quarter),
            ]
        );
    }

    /// <summary>How the leaders worked together, over the whole quarter and by nobody.</summary>
    private static IEnumerable<Block> Together(Quarter quarter, Review[] reviews, WallTrend trend)
    {
        var (now, gaps) = (WallShare.Of(quarter), reviews.Sum(r => r.Assessment!.Gaps));
        yield return new Block.Heading("Working together", Level.Part);
        yield return new Block.Paragraph(
            $"Both leaders of each team rated every outcome blind, before they saw each other's view. {(gaps switch
        {
            0 => "They saw none differently.",
            1 => "One was seen differently at first and brought to one joint view, in words both confirmed.",
            _ => $"{Wording.Number(gaps)} of {Wording.Number(now.Outcomes)} were seen differently at first, and each was brought to one joint view, in words both confirmed.",
        })}"
        );
        yield return new Block.Paragraph(
            $"{Wording.Count(reviews.Sum(r => r.Assessment!.Work!.Meetings), "joint meeting")} held. "
                + $"{Wording.Number(now.OverTheWall)} of {Wording.Count(now.Outcomes, "outcome")} had something go over the wall between Product and Technology ({Wording.Percent(now.OverTheWall, now.Outcomes)})."
        );
        if (trend.Earlier.Length > 0)
            yield return new Block.Table(
                [
                    new("Quarter", 25),
                    new("Outcomes", 25, IsNumber: true),
                    new("With something over the wall", 26, IsNumber: true),
                    new("Share", 25, IsNumber: true),
                ],
                Group.One(
                    trend
                        .Earlier.OrderBy(e => e.Quarter)
                        .Append(now)
                        .Select(e => new Row([
                            new Cell.Words(e.Quarter.ToString(), IsStrong: e == now),
                            Number(e.Outcomes),
                            Number(e.OverTheWall),
                            new Cell.Words(Wording.Percent(e.OverTheWall, e.Outcomes), IsStrong: e == now),
                        ]))
                )
            );
        if (Wording.LeftOut(trend) is { } missing)
            yield return new Block.Paragraph(missing, Tone.Quiet);
    }

    /// <summary>Currencies are never added up.</summary>
    private static Block.Table Budget(Review[] reviews) =>
        new(
            [
                new("Currency", 20),
                new("Planned", 20, IsNumber: true),
                new("Spent", 20, IsNumber: true),
                new("Difference", 41, IsNumber: true),
            ],
            Group.One(
                reviews
                    .Select(r => r.Scorecard.Budget)
                    .GroupBy(b => b.Currency)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g =>
                    {
                        var (planned, spent) = (g.Sum(b => b.Planned), g.Sum(b => b.Spent));
                        return new Row([
                            new Cell.Words(g.Key, IsStrong: true),
                            new Cell.Words(Figure.Of(planned, "")),
                            new Cell.Words(Figure.Of(spent, "")),
                            new Cell.Words(
                                Figure.AgainstPlan(g.Key, planned, spent),
                                planned == spent ? null : Wording.Share(planned, spent)
                            ),
                        ]);
                    })
            )
        );

    private static Block.Table Teams(Review[] reviews) =>
        new(
            [
                new("Team", 34),
                new("Outcomes", 12, IsNumber: true),
                new("Met", 9, IsNumber: true),
                new("Partly", 9, IsNumber: true),
                new("Missed", 9, IsNumber: true),
                new("Budget", 28, IsNumber: true),
            ],
            Group.One(
                reviews.Select(r => new Row([
                    new Cell.Words(r.Name, IsStrong: true, Anchor: TeamSection.Anchor(r)),
                    Number(r.Scorecard.Outcomes.Length),
                    Number(r.Count(OutcomeStatus.Met)),
                    Number(r.Count(OutcomeStatus.Partly)),
                    Number(r.Count(OutcomeStatus.Missed)),
                    new Cell.Words(
                        Figure.AgainstPlan(
                            r.Scorecard.Budget.Currency,
                            r.Scorecard.Budget.Planned,
                            r.Scorecard.Budget.Spent
                        )
                    ),
                ]))
            )
        );

    private static Cell.Words Number(int count) => new(count == 0 ? "–" : Wording.Number(count));

    private static IEnumerable<Block> Voided(Quarter quarter)
    {
        var voided = quarter.InOrder.Where(r => r.Stage == Stage.Voided).ToArray();
        return voided.Length == 0
            ? []
            :
            [
                new Block.Heading("Taken out of this quarter", Level.Part),
                new Block.Table(
                    [new("Team", 34), new("Reason", 67)],
                    Group.One(
                        voided.Select(r => new Row([
                            new Cell.Words(r.Name, IsStrong: true),
                            new Cell.Words(r.VoidReason ?? ""),
                        ]))
                    )
                ),
            ];
    }
}
