using System.Collections.Immutable;
using System.Globalization;
using ReviewFlow.Assessments;
using ReviewFlow.Text;
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
                    : [new(AssessmentPageTexts.AgreeProposeSomethingElseChoose2, answer)],
                () => new AssessmentCommand.ConfirmWork(post.Seat, post.By, post.Round, seen)
            );

        if (standing is not null && standing.By != post.Seat.Seat && !post.Fields.Is(Fields.Answer, Fields.Otherwise))
            problems.Insert(0, new(AssessmentPageTexts.SayWhetherAgreeProposeOtherwise2, answer));
        // Nobody counters what they have not read.
        if (
            problems.Count == 0
            && (post.Assessment.WorkProposal?.Work.Digest() ?? "") is var now
            && now != seen
            && now != work.Digest()
        )
            return new FormResult.OutOfDate(AssessmentPageTexts.PartnerProposedJointWorkSince);
        return FormResult.Of(problems, () => new AssessmentCommand.ProposeWork(post.Seat, post.By, post.Round, work));
    }

    private static JointWork Work(AssessmentPost post, List<Problem> problems)
    {
        if (Number(post.Fields.Text(Fields.Meetings)) is not (>= 0 and <= JointWork.MaxMeetings and var meetings))
        {
            problems.Add(
                new(
                    AssessmentPageTexts.SayHowManyJointMeetings.With(new { maxMeetings = JointWork.MaxMeetings }),
                    Fields.Meetings
                )
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
            At(Fields.WallOutcome, AssessmentPageTexts.ChooseOutcomeEvent.With(new { number }));
        if (kind is null)
            At(Fields.WallKind, AssessmentPageTexts.ChooseWhatWentOverWall.With(new { number }));
        if (kind == WallKind.DaysWaited && Number(days) is not (>= 1 and <= Wall.MaxDays))
            At(Fields.WallDays, AssessmentPageTexts.SayHowManyDaysWere.With(new { number, maxDays = Wall.MaxDays }));
        if (kind is not null and not WallKind.DaysWaited && days.Length > 0)
            At(Fields.WallDays, AssessmentPageTexts.OnlyWhereDaysWereWaited.With(new { number }));
        if (change.Length == 0)
            At(Fields.WallChange, AssessmentPageTexts.SayWhatBothWillChange.With(new { number }));
        if (change.Length > Wall.MaxChangeLength)
            At(
                Fields.WallChange,
                AssessmentPageTexts.KeepCharacters2.With(new { maxChangeLength = Wall.MaxChangeLength })
            );
        return new(id, kind ?? default, kind == WallKind.DaysWaited ? Number(days) : null, change);

        string Text(string field) => post.Fields.Text(Fields.OfWall(number, field));

        void At(string field, string sentence) => problems.Add(new(sentence, Fields.OfWall(number, field)));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
