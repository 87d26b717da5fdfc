using ReviewFlow.Delivery.Pages.Inputs;
using RuleStatus = ReviewFlow.Scorecards.OutcomeStatus;

namespace ReviewFlow.Delivery.Pages.Assessing;

/// <summary>How a rating is shown, posted and read again.</summary>
internal static class Ratings
{
    public static readonly IReadOnlyList<Option> Options =
        [new("met", "Met", OutcomeStatus.Met), new("partly", "Partly", OutcomeStatus.Partly), new("missed", "Missed", OutcomeStatus.Missed)];

    public static OutcomeStatus Shown(RuleStatus rating) => rating switch
    {
        RuleStatus.Met => OutcomeStatus.Met,
        RuleStatus.Partly => OutcomeStatus.Partly,
        _ => OutcomeStatus.Missed,
    };

    public static string Posted(RuleStatus rating) => Options[(int)Shown(rating)].Value;

    public static RuleStatus? Read(string posted) => posted switch
    {
        "met" => RuleStatus.Met,
        "partly" => RuleStatus.Partly,
        "missed" => RuleStatus.Missed,
        _ => null,
    };
}
