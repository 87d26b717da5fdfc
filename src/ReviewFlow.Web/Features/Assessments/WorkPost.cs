using System.Collections.Immutable;
using System.Globalization;
using ReviewFlow.Assessments;
using ReviewFlow.Text;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>How the two worked together.</summary>
internal static class WorkPost
{
    public static FormResult Read(AssessmentPost post)
    {
        if (post.Assessment.Work is not null || !IsTouched(post))
            return new FormResult.Untouched(
                post.Assessment.Work is null ? new(AssessmentPageTexts.WorkWanted, Fields.Meetings) : null,
                post.Fields.Text(Fields.Meetings).Length > 0
            );
        var problems = new List<Problem>();
        var (seen, answer) = (post.Fields.Text(Fields.Digest), Choice.FirstId(Fields.Answer, WorkView.Answers));
        var standing = post.Assessment.WorkProposal is { } p && p.Work.Digest() == seen ? p : null;
        var work = Work(post, problems);
        if (post.Fields.Is(Fields.Answer, Fields.Yes))
            return FormResult.Of(
                standing is null || !post.Fields.Has(Fields.Meetings) || (problems.Count == 0 && work == standing.Work)
                    ? []
                    : [new(AssessmentPageTexts.AgreeOrPropose, answer)],
                () => new AssessmentCommand.ConfirmWork(post.Seat, post.By, post.Round, seen)
            );

        if (standing is not null && standing.By != post.Seat.Seat && !post.Fields.Is(Fields.Answer, Fields.Otherwise))
            problems.Insert(0, new(AssessmentPageTexts.WorkAnswerRequired, answer));
        // Nobody counters what they have not read.
        if (
            problems.Count == 0
            && (post.Assessment.WorkProposal?.Work.Digest() ?? "") is var now
            && now != seen
            && now != work.Digest()
        )
            return new FormResult.OutOfDate(AssessmentPageTexts.PartnerProposedWorkMeanwhile);
        return FormResult.Of(problems, () => new AssessmentCommand.ProposeWork(post.Seat, post.By, post.Round, work));
    }

    /// <summary>An answer was chosen, or the fields say something else than the page did.</summary>
    private static bool IsTouched(AssessmentPost post)
    {
        if (post.Fields.Text(Fields.Answer).Length > 0)
            return true;
        var ignored = new List<Problem>();
        var work = Work(post, ignored);
        return post.Fields.Text(Fields.Digest) is { Length: > 0 } seen
            ? ignored.Count > 0 || work.Digest() != seen
            : post.Fields.Names.Any(n =>
                (n == Fields.Meetings || n.StartsWith(Fields.Wall + "-", StringComparison.Ordinal))
                && post.Fields.Text(n).Length > 0
            );
    }

    private static JointWork Work(AssessmentPost post, List<Problem> problems)
    {
        var meetings = Number(post.Fields.Text(Fields.Meetings));
        problems.AddRange(AssessmentInput.OfMeetings(meetings).Placed());
        return new(
            meetings ?? 0,
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
        OutcomeId? id = OutcomeId.TryParse(outcome, null, out var known) ? known : null;
        var waited = Number(days) ?? (days.Length > 0 ? -1 : null);
        problems.AddRange(AssessmentInput.OfWall(post.Review.Scorecard, number, id, kind, waited, change).Placed());
        return new(id ?? default, kind ?? default, waited, change);

        string Text(string field) => post.Fields.Text(Fields.OfWall(number, field));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
