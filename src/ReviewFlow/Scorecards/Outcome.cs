using System.Text.Json.Serialization;
using NodaTime;
using ReviewFlow.Pairs;

namespace ReviewFlow.Scorecards;

/// <summary>Which way an outcome's metric should move.</summary>
public enum Better
{
    Higher,
    Lower,
}

/// <summary>How an outcome ended, from its numbers alone.</summary>
public enum OutcomeStatus
{
    Met,
    Partly,
    Missed,
}

internal static class OutcomeStatuses
{
    /// <summary>As it is written in JSON that is hashed.</summary>
    internal static string Key(this OutcomeStatus status) =>
        status switch
        {
            OutcomeStatus.Met => "met",
            OutcomeStatus.Partly => "partly",
            _ => "missed",
        };
}

/// <summary>
/// One line of accountability. Numbers are in <see cref="Unit"/> and have at most 15 significant digits, so that they
/// are the same as IEEE doubles. An outcome that is not met has cause, action and the date by which the action is done.
/// </summary>
public sealed record Outcome(
    OutcomeId Id,
    string Objective,
    string Metric,
    string Unit,
    Better Better,
    decimal Baseline,
    decimal Target,
    decimal Actual,
    string? Evidence,
    string? Cause,
    string? Action,
    LocalDate? ActionDue
)
{
    /// <summary>The organisation the cause lies with, where it is said to lie with one.</summary>
    public Seat? CauseSide { get; init; }

    /// <summary>The organisation that acts, where it is one. Outcomes and ratings have no side.</summary>
    public Seat? ActionSide { get; init; }

    /// <summary>
    /// How much of the way from baseline to target was gone: 0 at the baseline, 1 at the target; may be outside.
    /// </summary>
    [JsonIgnore]
    public decimal Progress => (Actual - Baseline) / (Target - Baseline);

    /// <summary>
    /// Met when the target is reached, partly from half the way between baseline and target, else missed.
    /// </summary>
    [JsonIgnore]
    public OutcomeStatus Status =>
        Progress switch
        {
            >= 1m => OutcomeStatus.Met,
            >= 0.5m => OutcomeStatus.Partly,
            _ => OutcomeStatus.Missed,
        };
}
