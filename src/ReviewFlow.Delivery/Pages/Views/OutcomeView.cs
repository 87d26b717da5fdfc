using NodaTime;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Delivery.Pages.Views;

/// <summary>Outcomes and budget as the pages show them.</summary>
internal static class OutcomeView
{
    public static OutcomeModel Of(Outcome o) => new(
        o.Objective, o.Metric, Figure.Of(o.Baseline, o.Unit), Figure.Of(o.Target, o.Unit), Figure.Of(o.Actual, o.Unit),
        o.Better == Better.Higher ? "higher is better" : "lower is better",
        o.Status switch { Scorecards.OutcomeStatus.Met => OutcomeStatus.Met, Scorecards.OutcomeStatus.Partly => OutcomeStatus.Partly, _ => OutcomeStatus.Missed },
        (double)o.Progress,
        o is { Cause: { } cause, Action: { } action, ActionDue: LocalDate due } ? new(cause, action, Moments.Day(due)) : null,
        o.Evidence is null ? null : new(new Uri(o.Evidence).Host, o.Evidence));

    public static BudgetModel Of(Budget b) =>
        new(Figure.Money(b.Currency, b.Planned), Figure.Money(b.Currency, b.Spent), Figure.AgainstPlan(b.Currency, b.Planned, b.Spent));
}
