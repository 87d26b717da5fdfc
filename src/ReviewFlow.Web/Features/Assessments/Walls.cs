using ReviewFlow.Assessments;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>Events over the wall in words that say no direction.</summary>
internal static class Walls
{
    private static readonly (WallKind Kind, string Value)[] Kinds =
    [
        (WallKind.WorkReturned, "returned"),
        (WallKind.DaysWaited, "waited"),
        (WallKind.LateChangeOfFeasibility, "feasibility"),
        (WallKind.LateChangeOfRequirement, "requirement"),
        (WallKind.IncidentWithoutJointReview, "incident"),
    ];

    public static IReadOnlyList<Option> Options => [.. Kinds.Select(k => new Option(k.Value, k.Kind.Name()))];

    public static string Posted(WallKind kind) => Kinds.First(k => k.Kind == kind).Value;

    public static WallKind? Read(string posted) =>
        Kinds.Where(k => k.Value == posted).Select(k => (WallKind?)k.Kind).FirstOrDefault();

    public static WorkWords Words(Review review, JointWork work) =>
        new(
            work.Meetings,
            [
                .. work.Walls.Select(w => new WallWords(
                    review.Scorecard.Outcomes.First(o => o.Id == w.Outcome).Metric,
                    w.Words(),
                    w.Change
                )),
            ]
        );
}
