using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Web.Features.Signing;

/// <summary>Outcomes and budget as the pages show them.</summary>
internal static class OutcomeView
{
    public static OutcomeModel Of(Review review, Outcome o)
    {
        var model = AsMeasured(o);
        if (review.Assessment is not { } assessment)
            return model;
        if (!assessment.IsComplete)
            return model with { StatusIs = SigningPageTexts.StatusByFigures };
        var joint = assessment.Of(o.Id)!;
        var status = joint.Joint!.Value;
        return model with
        {
            Status = status,
            StatusIs = SigningPageTexts.JointRating,
            ByFigures = status == model.Status ? null : model.Status,
            Rationale = joint.Joint.Rationale,
            Shares = joint.OwesShares ? new(Share(joint.ProductShare!), Share(joint.TechnologyShare!)) : null,
        };
    }

    private static ShareModel Share(SharePart part) =>
        new(part.Share.Text, part.Share.Change, part.Share.NoneBecause, part.Answer!.Reason);

    private static OutcomeModel AsMeasured(Outcome o) =>
        new(
            o.Objective,
            o.Metric,
            Figure.Of(o.Baseline, o.Unit),
            Figure.Of(o.Target, o.Unit),
            Figure.Of(o.Actual, o.Unit),
            o.Better == Better.Higher ? SigningPageTexts.HigherIsBetter : SigningPageTexts.LowerIsBetter,
            o.Status,
            (double)o.Progress,
            o is { Cause: { } cause, Action: { } action, ActionDue: LocalDate due }
                ? new(cause, action, Moments.Day(due))
                {
                    CauseSide = o.CauseSide?.Name(),
                    ActionSide = o.ActionSide?.Name(),
                }
                : null,
            o.Evidence is null ? null : new(new Uri(o.Evidence).Host, o.Evidence)
        );

    public static BudgetModel Of(Budget b) =>
        new(
            Figure.Money(b.Currency, b.Planned),
            Figure.Money(b.Currency, b.Spent),
            Figure.AgainstPlan(b.Currency, b.Planned, b.Spent)
        );
}
