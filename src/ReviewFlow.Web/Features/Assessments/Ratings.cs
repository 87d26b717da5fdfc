using ReviewFlow.Scorecards;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>How a rating is shown, posted and read again.</summary>
internal static class Ratings
{
    public static readonly IReadOnlyList<Option> Options =
    [
        new("met", "Met", OutcomeStatus.Met),
        new("partly", "Partly", OutcomeStatus.Partly),
        new("missed", "Missed", OutcomeStatus.Missed),
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
