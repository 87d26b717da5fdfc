using System.Globalization;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>How the two worked together, while they come to say it together.</summary>
internal static class WorkView
{
    public static IReadOnlyList<Option> Answers =>
        [
            new(Fields.Yes, AssessmentPageTexts.AgreeToJointWork),
            new(Fields.Otherwise, AssessmentPageTexts.ProposeOtherwise),
        ];

    private const int FewestRows = 5;
    private const int SpareRows = 2;

    public static WorkModel Of(Review review, Seat seat, TypedForm? typed)
    {
        var assessment = review.Assessment!;
        if (assessment.Work is { } agreed)
            return new(Walls.Words(review, agreed), null, false, null);
        var standing = assessment.WorkProposal;
        return new(
            null,
            standing is null ? null : Walls.Words(review, standing.Work),
            standing?.By == seat,
            FormFor(review, standing, standing is not null && standing.By != seat, typed)
        );
    }

    private static WorkForm FormFor(Review review, WorkProposal? standing, bool theirs, TypedForm? typed)
    {
        var (words, last) = (standing?.Work.Digest() ?? "", standing?.Work);
        var posted = Enumerable
            .Range(1, JointWork.MaxWalls)
            .LastOrDefault(n => typed?.Text(Fields.OfWall(n, Fields.WallChange)) is { Length: > 0 });
        var rows = Math.Min(
            JointWork.MaxWalls,
            Math.Max(Math.Max(FewestRows, posted), (last?.Walls.Length ?? 0) + SpareRows)
        );
        return new(
            words,
            theirs
                ? new(
                    Fields.Answer,
                    AssessmentPageTexts.Answer,
                    Answers,
                    GapView.AnswerTo(typed, Fields.Answer, Fields.Digest, words, Answers),
                    Error: typed?.ErrorAt(Choice.FirstId(Fields.Answer, Answers))
                )
                : null,
            new(
                Fields.Meetings,
                AssessmentPageTexts.JointMeetingsHeld,
                0,
                JointWork.MaxMeetings,
                typed?.Text(Fields.Meetings) ?? Text(last?.Meetings),
                AssessmentPageTexts.JointMeetingHint,
                typed?.ErrorAt(Fields.Meetings)
            ),
            [
                .. Enumerable
                    .Range(1, rows)
                    .Select(n => Row(review, n, n <= last?.Walls.Length ? last.Walls[n - 1] : null, typed)),
            ]
        );
    }

    private static WallFields Row(Review review, int number, Wall? last, TypedForm? typed)
    {
        var (outcome, kind, days, change) = (
            Name(Fields.WallOutcome),
            Name(Fields.WallKind),
            Name(Fields.WallDays),
            Name(Fields.WallChange)
        );
        var row = new WallFields(
            number,
            new(
                outcome,
                AssessmentPageTexts.WallOutcome,
                [.. review.Scorecard.Outcomes.Select(o => new Option($"{o.Id}", o.Metric))],
                typed?.Text(outcome) ?? last?.Outcome.ToString(),
                typed?.ErrorAt(outcome)
            ),
            new(
                kind,
                AssessmentPageTexts.WallKind,
                Walls.Options,
                typed?.Text(kind) ?? (last is null ? null : Walls.Posted(last.Kind)),
                typed?.ErrorAt(kind)
            ),
            new(
                days,
                AssessmentPageTexts.WallDays,
                1,
                Wall.MaxDays,
                typed?.Text(days) ?? Text(last?.Days),
                AssessmentPageTexts.WallDaysHint,
                typed?.ErrorAt(days)
            ),
            new(
                change,
                AssessmentPageTexts.WallChange,
                Wall.MaxChangeLength,
                typed?.Text(change) ?? last?.Change ?? "",
                Error: typed?.ErrorAt(change)
            ),
            IsOpen: false
        );
        return row with
        {
            IsOpen =
                number == 1
                || row.Outcome is { Chosen.Length: > 0 } or { Error: not null }
                || row.Kind is { Chosen.Length: > 0 } or { Error: not null }
                || row.Days.Text.Length > 0
                || row.Days.Error is not null
                || row.Change.Text.Length > 0
                || row.Change.Error is not null,
        };

        string Name(string field) => Fields.OfWall(number, field);
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
