using System.Collections.Immutable;
using System.Globalization;
using ReviewFlow.Assessments;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>The form that says how the two worked together.</summary>
internal static class WorkPost
{
    public static FormResult Read(AssessmentPost post)
    {
        var problems = new List<Problem>();
        var (seen, answer) = (post.Fields.Text(Fields.Digest), Choice.FirstId(Fields.Answer, WorkView.Answers));
        var standing = post.Assessment.WorkProposal is { } p && p.Work.Digest() == seen ? p : null;
        var work = Work(post, problems);
        if (post.Fields.Is(Fields.Answer, Fields.Yes))
            return FormResult.Of(
                standing is null || !post.Fields.Has(Fields.Meetings) || (problems.Count == 0 && work == standing.Work)
                    ? []
                    : [new("You agree and propose something else. Choose one of the two.", answer)],
                () => new AssessmentCommand.ConfirmWork(post.Seat, post.By, post.Round, seen)
            );

        if (standing is not null && standing.By != post.Seat.Seat && !post.Fields.Is(Fields.Answer, Fields.Otherwise))
            problems.Insert(0, new("Say whether you agree or propose otherwise.", answer));
        // Nobody counters what they have not read.
        if (
            problems.Count == 0
            && (post.Assessment.WorkProposal?.Work.Digest() ?? "") is var now
            && now != seen
            && now != work.Digest()
        )
            return new FormResult.OutOfDate(
                "Your partner has proposed the joint work since this page was made. Read it first."
            );
        return FormResult.Of(problems, () => new AssessmentCommand.ProposeWork(post.Seat, post.By, post.Round, work));
    }

    private static JointWork Work(AssessmentPost post, List<Problem> problems)
    {
        if (Number(post.Fields.Text(Fields.Meetings)) is not (>= 0 and <= JointWork.MaxMeetings and var meetings))
        {
            problems.Add(
                new($"Say how many joint meetings were held, from 0 to {JointWork.MaxMeetings}.", Fields.Meetings)
            );
            meetings = 0;
        }
        return new(
            meetings,
            [.. Enumerable.Range(1, JointWork.MaxWalls).Select(n => Row(post, n, problems)).OfType<Wall>()]
        );
    }

    private static Wall? Row(AssessmentPost post, int number, List<Problem> problems)
    {
        var (outcome, kind, days, change) = (
            Text(Fields.WallOutcome),
            Walls.Read(Text(Fields.WallKind)),
            Text(Fields.WallDays),
            Text(Fields.WallChange)
        );
        if (outcome.Length == 0 && kind is null && days.Length == 0 && change.Length == 0)
            return null;
        if (!OutcomeId.TryParse(outcome, null, out var id) || post.Review.Scorecard.Outcomes.All(o => o.Id != id))
            At(Fields.WallOutcome, $"Choose the outcome of event {number}.");
        if (kind is null)
            At(Fields.WallKind, $"Choose what went over the wall in event {number}.");
        if (kind == WallKind.DaysWaited && Number(days) is not (>= 1 and <= Wall.MaxDays))
            At(Fields.WallDays, $"Say how many days were waited in event {number}, from 1 to {Wall.MaxDays}.");
        if (kind is not null and not WallKind.DaysWaited && days.Length > 0)
            At(Fields.WallDays, $"Only where days were waited; take the number of event {number} out.");
        if (change.Length == 0)
            At(Fields.WallChange, $"Say what you both will change about event {number}.");
        if (change.Length > Wall.MaxChangeLength)
            At(Fields.WallChange, $"Keep it to {Wall.MaxChangeLength} characters.");
        return new(id, kind ?? default, kind == WallKind.DaysWaited ? Number(days) : null, change);

        string Text(string field) => post.Fields.Text(Fields.OfWall(number, field));

        void At(string field, string sentence) => problems.Add(new(sentence, Fields.OfWall(number, field)));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
