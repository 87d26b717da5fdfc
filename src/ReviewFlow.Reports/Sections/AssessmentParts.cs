using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Reports.Document;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Reports.Sections;

/// <summary>
/// What a joint assessment adds to a team: how two views became one, each organisation's share in what is not met, and
/// how the two worked together. Who held which view, and what stood in a note, is not for the report.
/// </summary>
internal static class AssessmentParts
{
    public static IEnumerable<Block> OneView(Review review, Assessment assessment)
    {
        var gaps = assessment.Outcomes.Where(o => o.Differed).ToArray();
        if (gaps.Length == 0)
            yield break;
        yield return new Block.Heading(ReportTexts.BroughtToOneView, Level.Part);
        foreach (var gap in gaps)
        {
            var outcome = review.Scorecard.Outcomes.First(o => o.Id == gap.Outcome);
            yield return new Block.Callout(
                Wording.Of(gap.Joint!.Value),
                $"{outcome.Objective}: {outcome.Metric}",
                [new(ReportTexts.JointView, ReportTexts.SeenDifferently.With(new { rationale = gap.Joint.Rationale }))]
            );
        }
    }

    /// <summary>
    /// Product's and Technology's own words on what they share in it and will change; a one-sided cause with the
    /// reasons of both.
    /// </summary>
    public static IEnumerable<Fact> Shares(Reconciliation outcome) =>
        Enum.GetValues<Seat>().SelectMany(seat => Share(seat, outcome.Share(seat)!));

    public static IEnumerable<Block> JointWork(Review review, JointWork work)
    {
        yield return new Block.Heading(ReportTexts.JointWork, Level.Part);
        yield return new Block.Paragraph(
            work.Walls.IsEmpty
                ? ReportTexts.MeetingsWithoutWall.With(new { meetings = work.Meetings })
                : ReportTexts.MeetingsWithWalls.With(
                    new
                    {
                        meetings = work.Meetings,
                        walls = Wording.Number(work.OutcomesWithWall),
                        outcomes = review.Scorecard.Outcomes.Length,
                    }
                )
        );
        if (work.Walls.IsEmpty)
            yield break;
        yield return new Block.Table(
            [new(ReportTexts.Outcome, 30), new(ReportTexts.OverTheWall, 28), new(ReportTexts.WhatBothWillChange, 42)],
            Group.One(
                work.Walls.Select(w => new Row([
                    new Cell.Words(review.Scorecard.Outcomes.First(o => o.Id == w.Outcome).Metric),
                    new Cell.Words(w.Words()),
                    new Cell.Words(w.Change),
                ]))
            )
        );
    }

    private static IEnumerable<Fact> Share(Seat seat, SharePart part)
    {
        yield return new($"{seat}’s share", part.Share.NoneBecause is { } why ? $"None: {why}" : part.Share.Text!);
        if (part.Share.Change is { } change)
            yield return new($"{seat} changes", change);
        if (part.Answer?.Reason is { Length: > 0 } reason)
            yield return new(ReportTexts.OtherSideOnThat.With(new { side = seat.Other().Name() }), reason);
    }
}
