using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Reports.Sections;

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
                    ReportTexts.TeamNumber.With(
                        new
                        {
                            number = Wording.Number(number),
                            count = Wording.Number(count),
                            pair = Wording.Of(review.Pair),
                        }
                    )
                ),
                new Block.Tiles([
                    new(
                        $"{review.Count(OutcomeStatus.Met)} of {card.Outcomes.Length}",
                        card.Outcomes.Length == 1 ? ReportTexts.OutcomeMet : ReportTexts.OutcomesMet
                    ),
                    new(
                        Figure.Money(card.Budget.Currency, card.Budget.Spent),
                        ReportTexts.SpentOfPlanned.With(
                            new { planned = Figure.Money(card.Budget.Currency, card.Budget.Planned) }
                        )
                    ),
                    new(
                        Wording.Share(card.Budget.Planned, card.Budget.Spent),
                        Figure.AgainstPlan(card.Budget.Currency, card.Budget.Planned, card.Budget.Spent)
                    ),
                ]),
                new Block.Heading(ReportTexts.Outcomes, Level.Part),
                Outcomes(review),
                new Block.Paragraph(
                    review.Assessment is null ? ReportTexts.BarLegend : ReportTexts.BarLegendJoint,
                    Tone.Quiet
                ),
                .. review.Assessment is { } assessment ? AssessmentParts.OneView(review, assessment) : [],
                .. unmet.Length == 0
                    ? Array.Empty<Block>()
                    :
                    [
                        new Block.Heading(ReportTexts.WhatFollows, Level.Part),
                        .. unmet.Select(o => Callout(review, o)),
                    ],
                .. review.Assessment?.Work is { } work ? AssessmentParts.JointWork(review, work) : [],
                new Block.Heading(ReportTexts.SignedJointly, Level.Part),
                Signed(quarter, review),
                .. TakenOver(review),
                .. StoodIn(review),
            ]
        );
    }

    private static Block.Table Outcomes(Review review) =>
        new(
            [
                new(ReportTexts.Outcome, 30),
                new(ReportTexts.Baseline, 13.5f, IsNumber: true),
                new(ReportTexts.Target, 13.5f, IsNumber: true),
                new(ReportTexts.Actual, 14, IsNumber: true),
                new(ReportTexts.WayToTarget, 18),
                new(ReportTexts.Status, 13),
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
                            status == o.Status
                                ? null
                                : ReportTexts.AccordingToFigures.With(new { status = Wording.Lower(o.Status) })
                        ),
                    ]);
                })
            )
        );

    /// <summary>Only the web is linked to: a roster must not put any other scheme under the CEO's finger.</summary>
    private static Link? Evidence(Outcome outcome) =>
        Uri.TryCreate(outcome.Evidence, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? new(ReportTexts.Evidence, uri)
            : null;

    private static Block.Callout Callout(Review review, Outcome outcome) =>
        new(
            Wording.Of(review.StatusOf(outcome)),
            $"{outcome.Objective}: {outcome.Metric}",
            [
                .. outcome.Cause is { Length: > 0 } cause
                    ? new[] { new Fact(ReportTexts.Cause, With(outcome.CauseSide, cause)) }
                    : [],
                .. outcome.Action is { Length: > 0 } action
                    ? new[] { new Fact(ReportTexts.Action, With(outcome.ActionSide, action)) }
                    : [],
                .. outcome.ActionDue is { } due ? new[] { new Fact(ReportTexts.Due, Wording.Date(due)) } : [],
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
            [new(ReportTexts.Pair, 24), new(ReportTexts.Product, 38), new(ReportTexts.Technology, 38)],
            Group.One(
                review.Path.Select(
                    (level, i) =>
                        new Row(
                            level.TakenOver is { } taken
                                ?
                                [
                                    new Cell.Words(
                                        Wording.Of(level.Pair),
                                        ReportTexts.TakenOverByPair.With(
                                            new { pair = Wording.Of(review.Path[i + 1].Pair) }
                                        ),
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
            ReportTexts.PairTookOver.With(
                new
                {
                    above = Wording.Of(above.Pair),
                    below = Wording.Of(level.Pair),
                    reason = level.TakenOver!.Reason,
                }
            )
        );

    private static IEnumerable<Block> StoodIn(Review review) =>
        from acted in review.Assessment?.ActedOnBehalf ?? []
        select new Block.Paragraph(
            ReportTexts.ActedInAssessment.With(new { actor = acted.By.Name, leader = acted.Leader.Name })
        );

    private static Cell.Words Signer(Quarter quarter, SignOff signOff) =>
        new(Wording.Acting(signOff.Signer, signOff.OnBehalfOf), Wording.Date(quarter.Calendar.DateOf(signOff.At)));

    private static Cell.Words Consenting(Quarter quarter, Consent consent) =>
        new(Wording.Acting(consent.By, consent.OnBehalfOf), Wording.Date(quarter.Calendar.DateOf(consent.At)));
}
