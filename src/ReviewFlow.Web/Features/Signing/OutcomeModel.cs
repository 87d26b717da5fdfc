using ReviewFlow.Scorecards;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Signing;

/// <summary>One line of accountability. Numbers come formatted and carry their unit: <c>73.1 %</c>.</summary>
/// <param name="Objective">What the team set out to do.</param>
/// <param name="Metric">How it is measured.</param>
/// <param name="Baseline">Where it started.</param>
/// <param name="Target">Where it had to arrive.</param>
/// <param name="Actual">Where it arrived.</param>
/// <param name="Better">Which way is better, in words: <c>higher is better</c>.</param>
/// <param name="Status">As measured, or as both leaders rated it jointly.</param>
/// <param name="Reached">The share of the way from baseline to target: 0 at the baseline, 1 at the target; may lie
/// outside both.</param>
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
    string? Rationale = null
)
{
    /// <summary>
    /// What <see cref="Status"/> is, where a team is assessed jointly: <c>By the figures</c>, <c>Joint rating</c>.
    /// </summary>
    public string? StatusIs { get; init; }

    /// <summary>What the figures say, where the joint rating is another.</summary>
    public OutcomeStatus? ByFigures { get; init; }

    /// <summary>Each organisation's share in what is not met, once both have confirmed them.</summary>
    public SharesModel? Shares { get; init; }
}

/// <summary>
/// What is owed for an outcome that is not met: why, what next, and by which day (already formatted).
/// </summary>
public sealed record NotMet(string Cause, string Action, string Due)
{
    /// <summary>The organisation the cause lies with or that acts, where it is one: <c>Product</c>.</summary>
    public string? CauseSide { get; init; }

    public string? ActionSide { get; init; }
}

/// <summary>
/// Both organisations' shares in an outcome that is not met. Shares and what changes have a side; ratings never do.
/// </summary>
public sealed record SharesModel(ShareModel Product, ShareModel Technology);

/// <summary>A share with what will change, or why there is none.</summary>
/// <param name="ConfirmedBecause">The other side's reason for its yes; required where there is no share.</param>
public sealed record ShareModel(string? Text, string? Change, string? NoneBecause, string? ConfirmedBecause);

/// <summary>Formatted amounts with their currency; the difference in words: <c>USD 21,500 under plan</c>.</summary>
public sealed record BudgetModel(string Planned, string Spent, string Difference);
