using ReviewFlow.Scorecards;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>How a rating is shown, posted and read again.</summary>
internal static class Ratings
{
    public static IReadOnlyList<Option> Options =>
        [
            new("met", SharedPageTexts.Met, OutcomeStatus.Met),
            new("partly", SharedPageTexts.Partly, OutcomeStatus.Partly),
            new("missed", SharedPageTexts.Missed, OutcomeStatus.Missed),
        ];

    public static string Posted(OutcomeStatus rating) => Options[(int)rating].Value;

    public static OutcomeStatus? Read(string posted) =>
        posted switch
        {
            "met" => OutcomeStatus.Met,
            "partly" => OutcomeStatus.Partly,
            "missed" => OutcomeStatus.Missed,
            _ => null,
        };
}
