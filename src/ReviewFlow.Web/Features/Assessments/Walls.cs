using ReviewFlow.Assessments;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>Events over the wall in words that say no direction.</summary>
internal static class Walls
{
    private static readonly (WallKind Kind, string Value, string Words)[] Kinds =
    [
        (WallKind.WorkReturned, "returned", "Work was returned"),
        (WallKind.DaysWaited, "waited", "Days waited on the other side"),
        (WallKind.LateChangeOfFeasibility, "feasibility", "A late change of feasibility"),
        (WallKind.LateChangeOfRequirement, "requirement", "A late change of requirement"),
        (WallKind.IncidentWithoutJointReview, "incident", "An incident without a joint review"),
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
