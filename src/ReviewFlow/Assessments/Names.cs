using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Assessments;

/// <summary>How seats and ratings are written in what is hashed.</summary>
internal static class Names
{
    public static string Of(Seat seat) => seat == Seat.Product ? "product" : "technology";

    public static string Of(OutcomeStatus value) =>
        value switch
        {
            OutcomeStatus.Met => "met",
            OutcomeStatus.Partly => "partly",
            _ => "missed",
        };
}
