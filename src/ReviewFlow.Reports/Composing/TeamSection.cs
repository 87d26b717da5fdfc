using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Reports;

/// <summary>One team: its budget, its outcomes, what follows from those not met, and who signed.</summary>
internal static class TeamSection
{
    public static string Anchor(Review review) => $"team-{review.Team}";

    public static Section Of(Quarter quarter, Review review, int number, int count)
    {
        var card = review.Scorecard;
        // What the figures call not met has a cause and an action, also where both leaders came to another view of it.
        var unmet = card
            .Outcomes.Where(o => review.StatusOf(o) != OutcomeStatus.Met || o.Status != OutcomeStatus.Met)
            .ToArray();
        return new(
            review.Name,
            Anchor(review),
            StartsOnNewPage: true,
            [
                new Block.Heading(
                    review.Name,
                    Level.Section,
                    $"Team {Wording.Number(number)} of {Wording.Number(count)} · {Wording.Of(review.Pair)}"
                ),
                new Block.Tiles([
                    new(
                        $"{review.Count(OutcomeStatus.Met)} of {card.Outcomes.Length}",
                        card.Outcomes.Length == 1 ? "outcome met" : "outcomes met"
                    ),
                    new(
                        Figure.Money(card.Budget.Currency, card.Budget.Spent),
                        $"spent of {Figure.Money(card.Budget.Currency, card.Budget.Planned)} planned"
                    ),
                    new(
                        Wording.Share(card.Budget.Planned, card.Budget.Spent),
                        Figure.AgainstPlan(card.Budget.Currency, card.Budget.Planned, card.Budget.Spent)
                    ),
                ]),
                new Block.Heading("Outcomes", Level.Part),
                Outcomes(review),
                new Block.Paragraph(
                    "A bar runs from the baseline on the left; the tick is the target."
                        + (review.Assessment is null ? "" : " The status is the one view of both leaders."),
                    Tone.Quiet
                ),
                .. review.Assessment is { } assessment ? AssessmentParts.OneView(review, assessment) : [],
                .. unmet.Length == 0
                    ? Array.Empty<Block>()
                    : [new Block.Heading("What follows", Level.Part), .. unmet.Select(o => Callout(review, o))],
                .. review.Assessment?.Work is { } work ? AssessmentParts.JointWork(review, work) : [],
                new Block.Heading("Signed jointly", Level.Part),
                Signed(quarter, review),
                .. TakenOver(review),
                .. StoodIn(review),
            ]
        );
    }

    private static Block.Table Outcomes(Review review) =>
        new(
            [
                new("Outcome", 30),
                new("Baseline", 13.5f, IsNumber: true),
                new("Target", 13.5f, IsNumber: true),
                new("Actual", 14, IsNumber: true),
                new("Way to the target", 18),
                new("Status", 13),
            ],
            Group.One(
                review.Scorecard.Outcomes.Select(o =>
                {
                    var status = review.StatusOf(o);
                    var mark = Wording.Of(status);
                    return new Row([
                        new Cell.Words(o.Objective, o.Metric, IsStrong: true, Link: Evidence(o)),
                        new Cell.Words(Figure.Of(o.Baseline, o.Unit)),
                        new Cell.Words(Figure.Of(o.Target, o.Unit)),
                        new Cell.Words(Figure.Of(o.Actual, o.Unit), IsStrong: true),
                        new Cell.Bar(o.Progress, mark, Wording.Reached(o.Progress)),
                        new Cell.Status(
                            mark,
                            status.ToString(),
                            status == o.Status ? null : $"By the figures: {Wording.Lower(o.Status)}"
                        ),
                    ]);
                })
            )
        );

    /// <summary>Only the web is linked to: a roster must not put any other scheme under the CEO's finger.</summary>
    private static Link? Evidence(Outcome outcome) =>
        Uri.TryCreate(outcome.Evidence, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? new("Evidence", uri)
            : null;

    private static Block.Callout Callout(Review review, Outcome outcome) =>
        new(
            Wording.Of(review.StatusOf(outcome)),
            $"{outcome.Objective}: {outcome.Metric}",
            [
                .. outcome.Cause is { Length: > 0 } cause
                    ? new[] { new Fact("Cause", With(outcome.CauseSide, cause)) }
                    : [],
                .. outcome.Action is { Length: > 0 } action
                    ? new[] { new Fact("Action", With(outcome.ActionSide, action)) }
                    : [],
                .. outcome.ActionDue is { } due ? new[] { new Fact("Due", Wording.Date(due)) } : [],
                .. review.Assessment?.Of(outcome.Id) is { OwesShares: true } joint ? AssessmentParts.Shares(joint) : [],
            ]
        );

    /// <summary>Causes and actions may lie with one organisation; outcomes and ratings never do.</summary>
    private static string With(Seat? side, string words) => side is null ? words : $"{side}: {words}";

    /// <summary>
    /// Both seats of a pair stand side by side, as they signed; where the pair above took its part over, its two
    /// leaders do.
    /// </summary>
    private static Block.Table Signed(Quarter quarter, Review review) =>
        new(
            [new("Pair", 24), new("Product", 38), new("Technology", 38)],
            Group.One(
                review.Path.Select(
                    (level, i) =>
                        new Row(
                            level.TakenOver is { } taken
                                ?
                                [
                                    new Cell.Words(
                                        Wording.Of(level.Pair),
                                        $"taken over by {Wording.Of(review.Path[i + 1].Pair)}",
                                        IsStrong: true
                                    ),
                                    Consenting(quarter, taken.Product),
                                    Consenting(quarter, taken.Technology),
                                ]
                                :
                                [
                                    new Cell.Words(Wording.Of(level.Pair), IsStrong: true),
                                    Signer(quarter, level[Seat.Product]!),
                                    Signer(quarter, level[Seat.Technology]!),
                                ]
                        )
                )
            )
        );

    private static IEnumerable<Block> TakenOver(Review review) =>
        from level in review.Path
        where level.TakenOver is not null
        let above = review.Path.SkipWhile(l => l != level).Skip(1).First()
        select new Block.Paragraph(
            $"Both leaders of {Wording.Of(above.Pair)} took over the part of {Wording.Of(level.Pair)}, jointly and with this reason: “{level.TakenOver!.Reason}”"
        );

    private static IEnumerable<Block> StoodIn(Review review) =>
        from acted in review.Assessment?.StandIns ?? []
        select new Block.Paragraph($"In the joint assessment {acted.By.Name} acted{Wording.OnBehalf(acted.Leader)}.");

    private static Cell.Words Signer(Quarter quarter, SignOff signOff) =>
        new(Wording.Acting(signOff.Signer, signOff.OnBehalfOf), Wording.Date(quarter.Calendar.DateOf(signOff.At)));

    private static Cell.Words Consenting(Quarter quarter, Consent consent) =>
        new(Wording.Acting(consent.By, consent.OnBehalfOf), Wording.Date(quarter.Calendar.DateOf(consent.At)));
}
