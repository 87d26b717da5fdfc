using ReviewFlow.Quarters;
using ReviewFlow.Reviews;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Reports;

/// <summary>The quarter on one page: how outcomes ended, what was spent, and every team in one row.</summary>
internal static class SummarySection
{
    public static Section Of(Quarter quarter, Review[] reviews)
    {
        var outcomes = reviews.SelectMany(r => r.Scorecard.Outcomes).ToArray();
        var (met, partly, missed) = (Count(outcomes, OutcomeStatus.Met), Count(outcomes, OutcomeStatus.Partly), Count(outcomes, OutcomeStatus.Missed));
        return new("The quarter at a glance", "summary", StartsOnNewPage: true,
        [
            new Block.Heading("The quarter at a glance", Level.Section),
            new Block.Paragraph($"{Wording.Count(reviews.Length, "team")} answered for {Wording.Count(outcomes.Length, "outcome")}: "
                + $"{Wording.Number(met)} met, {Wording.Number(partly)} partly met and {Wording.Number(missed)} missed.", Tone.Lead),
            new Block.Tiles(
            [
                new(Wording.Number(met), "Met", Mark.Met),
                new(Wording.Number(partly), "Partly", Mark.Partly),
                new(Wording.Number(missed), "Missed", Mark.Missed),
                new(Wording.Number(reviews.Length), reviews.Length == 1 ? "Team" : "Teams"),
            ]),
            new Block.Proportion([new(Mark.Met, met), new(Mark.Partly, partly), new(Mark.Missed, missed)]),
            new Block.Paragraph("Met: the target was reached. Partly: at least half the way from baseline to target. Missed: less than that.", Tone.Quiet),
            new Block.Heading("Budget", Level.Part),
            Budget(reviews),
            new Block.Heading("Teams", Level.Part),
            Teams(reviews),
            .. Voided(quarter),
        ]);
    }

    private static int Count(Outcome[] outcomes, OutcomeStatus status) => outcomes.Count(o => o.Status == status);

    /// <summary>Currencies are never added up.</summary>
    private static Block.Table Budget(Review[] reviews) => new(
        [new("Currency", 20), new("Planned", 20, IsNumber: true), new("Spent", 20, IsNumber: true), new("Difference", 41, IsNumber: true)],
        Group.One(reviews.Select(r => r.Scorecard.Budget).GroupBy(b => b.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var (planned, spent) = (g.Sum(b => b.Planned), g.Sum(b => b.Spent));
            return new Row(
            [
                new Cell.Words(g.Key, IsStrong: true),
                new Cell.Words(Figure.Of(planned, "")),
                new Cell.Words(Figure.Of(spent, "")),
                new Cell.Words(Figure.AgainstPlan(g.Key, planned, spent), planned == spent ? null : Wording.Share(planned, spent)),
            ]);
        })));

    private static Block.Table Teams(Review[] reviews) => new(
        [new("Team", 34), new("Outcomes", 12, IsNumber: true), new("Met", 9, IsNumber: true), new("Partly", 9, IsNumber: true), new("Missed", 9, IsNumber: true), new("Budget", 28, IsNumber: true)],
        Group.One(reviews.Select(r => new Row(
        [
            new Cell.Words(r.Name, IsStrong: true, Anchor: TeamSection.Anchor(r)),
            Number(r.Scorecard.Outcomes.Length),
            Number(r.Scorecard.Count(OutcomeStatus.Met)),
            Number(r.Scorecard.Count(OutcomeStatus.Partly)),
            Number(r.Scorecard.Count(OutcomeStatus.Missed)),
            new Cell.Words(Figure.AgainstPlan(r.Scorecard.Budget.Currency, r.Scorecard.Budget.Planned, r.Scorecard.Budget.Spent)),
        ]))));

    private static Cell.Words Number(int count) => new(count == 0 ? "–" : Wording.Number(count));

    private static IEnumerable<Block> Voided(Quarter quarter)
    {
        var voided = quarter.InOrder.Where(r => r.Stage == Stage.Voided).ToArray();
        return voided.Length == 0 ? [] :
        [
            new Block.Heading("Taken out of this quarter", Level.Part),
            new Block.Table([new("Team", 34), new("Reason", 67)],
                Group.One(voided.Select(r => new Row([new Cell.Words(r.Name, IsStrong: true), new Cell.Words(r.VoidReason ?? "")])))),
        ];
    }
}
