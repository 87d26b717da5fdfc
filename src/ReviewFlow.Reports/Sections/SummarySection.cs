using ReviewFlow.Assessments;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Reports.Sections;

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
            ReportTexts.QuarterAtAGlance,
            "summary",
            StartsOnNewPage: true,
            [
                new Block.Heading(ReportTexts.QuarterAtAGlance, Level.Section),
                new Block.Paragraph(
                    ReportTexts.TeamsAnswered.With(
                        new
                        {
                            teams = reviews.Length,
                            outcomes,
                            met = Wording.Number(met),
                            partly = Wording.Number(partly),
                            missed = Wording.Number(missed),
                        }
                    ),
                    Tone.Lead
                ),
                new Block.Tiles([
                    new(Wording.Number(met), ReportTexts.Met, Mark.Met),
                    new(Wording.Number(partly), ReportTexts.Partly, Mark.Partly),
                    new(Wording.Number(missed), ReportTexts.Missed, Mark.Missed),
                    new(Wording.Number(reviews.Length), reviews.Length == 1 ? ReportTexts.Team : ReportTexts.Teams),
                ]),
                new Block.Proportion([new(Mark.Met, met), new(Mark.Partly, partly), new(Mark.Missed, missed)]),
                new Block.Paragraph(
                    quarter.Assessment == AssessmentMode.Joint ? ReportTexts.RatedJointly : ReportTexts.StatusLegend,
                    Tone.Quiet
                ),
                .. quarter.Assessment == AssessmentMode.Joint ? Together(quarter, reviews, trend) : [],
                new Block.Heading(ReportTexts.Budget, Level.Part),
                Budget(reviews),
                new Block.Heading(ReportTexts.Teams, Level.Part),
                Teams(reviews),
                .. Voided(quarter),
            ]
        );
    }

    /// <summary>How the leaders worked together, over the whole quarter and by nobody.</summary>
    private static IEnumerable<Block> Together(Quarter quarter, Review[] reviews, WallTrend trend)
    {
        var (now, gaps) = (WallShare.Of(quarter), reviews.Sum(r => r.Assessment!.Gaps));
        yield return new Block.Heading(ReportTexts.WorkingTogether, Level.Part);
        yield return new Block.Paragraph(
            ReportTexts.RatedBlind.With(new { gaps, outcomes = Wording.Number(now.Outcomes) })
        );
        yield return new Block.Paragraph(
            ReportTexts.MeetingsAndWalls.With(
                new
                {
                    meetings = reviews.Sum(r => r.Assessment!.Work!.Meetings),
                    walls = Wording.Number(now.OverTheWall),
                    outcomes = now.Outcomes,
                    percent = Wording.Percent(now.OverTheWall, now.Outcomes),
                }
            )
        );
        if (trend.Earlier.Length > 0)
            yield return new Block.Table(
                [
                    new(ReportTexts.Quarter, 25),
                    new(ReportTexts.Outcomes, 25, IsNumber: true),
                    new(ReportTexts.SomethingOverTheWall, 26, IsNumber: true),
                    new(ReportTexts.Share, 25, IsNumber: true),
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
                new(ReportTexts.Currency, 20),
                new(ReportTexts.Planned, 20, IsNumber: true),
                new(ReportTexts.Spent, 20, IsNumber: true),
                new(ReportTexts.Difference, 41, IsNumber: true),
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
                new(ReportTexts.Team, 34),
                new(ReportTexts.Outcomes, 12, IsNumber: true),
                new(ReportTexts.Met, 9, IsNumber: true),
                new(ReportTexts.Partly, 9, IsNumber: true),
                new(ReportTexts.Missed, 9, IsNumber: true),
                new(ReportTexts.Budget, 28, IsNumber: true),
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
                new Block.Heading(ReportTexts.TakenOutOfQuarter, Level.Part),
                new Block.Table(
                    [new(ReportTexts.Team, 34), new(ReportTexts.Reason, 67)],
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
