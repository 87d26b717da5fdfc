using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reviews;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Reports;

/// <summary>One team: its budget, its outcomes, what follows from those not met, and who signed.</summary>
internal static class TeamSection
{
    public static string Anchor(Review review) => $"team-{review.Team}";

    public static Section Of(Quarter quarter, Review review, int number, int count)
    {
        var card = review.Scorecard;
        var unmet = card.Outcomes.Where(o => o.Status != OutcomeStatus.Met).ToArray();
        return new(review.Name, Anchor(review), StartsOnNewPage: true,
        [
            new Block.Heading(review.Name, Level.Section, $"Team {Wording.Number(number)} of {Wording.Number(count)} · {Wording.Of(review.Pair)}"),
            new Block.Tiles(
            [
                new($"{card.Count(OutcomeStatus.Met)} of {card.Outcomes.Length}", card.Outcomes.Length == 1 ? "outcome met" : "outcomes met"),
                new(Figure.Money(card.Budget.Currency, card.Budget.Spent), $"spent of {Figure.Money(card.Budget.Currency, card.Budget.Planned)} planned"),
                new(Wording.Share(card.Budget.Planned, card.Budget.Spent), Figure.AgainstPlan(card.Budget.Currency, card.Budget.Planned, card.Budget.Spent)),
            ]),
            new Block.Heading("Outcomes", Level.Part),
            Outcomes(card),
            new Block.Paragraph("A bar runs from the baseline on the left; the tick is the target.", Tone.Quiet),
            .. unmet.Length == 0 ? Array.Empty<Block>() : [new Block.Heading("What follows", Level.Part), .. unmet.Select(Callout)],
            new Block.Heading("Signed jointly", Level.Part),
            Signed(quarter, review),
        ]);
    }

    private static Block.Table Outcomes(Scorecard card) => new(
        [new("Outcome", 30), new("Baseline", 13.5f, IsNumber: true), new("Target", 13.5f, IsNumber: true), new("Actual", 14, IsNumber: true), new("Way to the target", 18), new("Status", 13)],
        Group.One(card.Outcomes.Select(o =>
        {
            var mark = Wording.Of(o.Status);
            return new Row(
            [
                new Cell.Words(o.Objective, o.Metric, IsStrong: true, Link: Evidence(o)),
                new Cell.Words(Figure.Of(o.Baseline, o.Unit)),
                new Cell.Words(Figure.Of(o.Target, o.Unit)),
                new Cell.Words(Figure.Of(o.Actual, o.Unit), IsStrong: true),
                new Cell.Bar(o.Progress, mark, Wording.Reached(o.Progress)),
                new Cell.Status(mark, o.Status.ToString()),
            ]);
        })));

    /// <summary>Only the web is linked to: a roster must not put any other scheme under the CEO's finger.</summary>
    private static Link? Evidence(Outcome outcome) =>
        Uri.TryCreate(outcome.Evidence, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? new("Evidence", uri)
            : null;

    private static Block.Callout Callout(Outcome outcome) => new(Wording.Of(outcome.Status), $"{outcome.Objective}: {outcome.Metric}",
    [
        .. outcome.Cause is { Length: > 0 } cause ? new[] { new Fact("Cause", cause) } : [],
        .. outcome.Action is { Length: > 0 } action ? new[] { new Fact("Action", action) } : [],
        .. outcome.ActionDue is { } due ? new[] { new Fact("Due", Wording.Date(due)) } : [],
    ]);

    /// <summary>Both seats of a pair stand side by side, as they signed.</summary>
    private static Block.Table Signed(Quarter quarter, Review review) => new(
        [new("Pair", 24), new("Product", 38), new("Technology", 38)],
        Group.One(review.Path.Select(level => new Row(
        [
            new Cell.Words(Wording.Of(level.Pair), IsStrong: true), Signer(quarter, level[Seat.Product]!), Signer(quarter, level[Seat.Technology]!),
        ]))));

    private static Cell.Words Signer(Quarter quarter, SignOff signOff) => new(
        signOff.OnBehalfOf is { } other ? $"{signOff.Signer.Name} on behalf of {other.Name}" : signOff.Signer.Name,
        Wording.Date(quarter.Calendar.DateOf(signOff.At)));
}
