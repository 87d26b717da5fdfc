namespace ReviewFlow.Delivery.Pages;

/// <summary>One line of accountability. Numbers come formatted and carry their unit: <c>73.1 %</c>.</summary>
/// <param name="Objective">What the team set out to do.</param>
/// <param name="Metric">How it is measured.</param>
/// <param name="Baseline">Where it started.</param>
/// <param name="Target">Where it had to arrive.</param>
/// <param name="Actual">Where it arrived.</param>
/// <param name="Better">Which way is better, in words: <c>higher is better</c>.</param>
/// <param name="Status">As measured, or as both leaders rated it jointly.</param>
/// <param name="Reached">The share of the way from baseline to target: 0 at the baseline, 1 at the target; may lie outside both.</param>
/// <param name="NotMet">Cause, action and date; null when met.</param>
/// <param name="Evidence">Where the number can be checked.</param>
/// <param name="Rationale">The joint rationale where the two ratings differed.</param>
public sealed record OutcomeModel(
    string Objective,
    string Metric,
    string Baseline,
    string Target,
    string Actual,
    string Better,
    OutcomeStatus Status,
    double Reached,
    NotMet? NotMet = null,
    PageLink? Evidence = null,
    string? Rationale = null);

public enum OutcomeStatus
{
    Met,
    Partly,
    Missed,
}

/// <summary>What is owed for an outcome that is not met: why, what next, and by which day (already formatted).</summary>
public sealed record NotMet(string Cause, string Action, string Due);

/// <summary>Formatted amounts with their currency; the difference in words: <c>USD 21,500 under plan</c>.</summary>
public sealed record BudgetModel(string Planned, string Spent, string Difference);
