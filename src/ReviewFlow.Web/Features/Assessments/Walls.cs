using ReviewFlow.Assessments;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>Events over the wall in words that say no direction.</summary>
internal static class Walls
{
    private static (WallKind Kind, string Value, string Words)[] Kinds =>
        [
            (WallKind.WorkReturned, "returned", AssessmentPageTexts.WorkReturned),
            (WallKind.DaysWaited, "waited", AssessmentPageTexts.DaysWaitedOtherSide),
            (WallKind.LateChangeOfFeasibility, "feasibility", AssessmentPageTexts.LateChangeFeasibility),
            (WallKind.LateChangeOfRequirement, "requirement", AssessmentPageTexts.LateChangeRequirement),
            (WallKind.IncidentWithoutJointReview, "incident", AssessmentPageTexts.IncidentWithoutJointReview),
        ];

    public static readonly IReadOnlyList<Option> Options = [.. Kinds.Select(k => new Option(k.Value, k.Words))];

    public static string Posted(WallKind kind) => Kinds.First(k => k.Kind == kind).Value;

    public static WallKind? Read(string posted) =>
        Kinds.Where(k => k.Value == posted).Select(k => (WallKind?)k.Kind).FirstOrDefault();

    public static WorkWords Words(Review review, JointWork work) =>
        new(
            work.Meetings,
            [
                .. work.Walls.Select(w => new WallWords(
                    review.Scorecard.Outcomes.First(o => o.Id == w.Outcome).Metric,
                    w.Days is { } days
                        ? $"{Kinds.First(k => k.Kind == w.Kind).Words}: {days}"
                        : Kinds.First(k => k.Kind == w.Kind).Words,
                    w.Change
                )),
            ]
        );
}
