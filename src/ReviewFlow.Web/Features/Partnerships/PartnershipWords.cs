using ReviewFlow.Application.Reading;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;

namespace ReviewFlow.Web.Features.Partnerships;

/// <summary>The partnership check in words.</summary>
internal static class PartnershipWords
{
    public static string Of(Statement statement) =>
        statement switch
        {
            Statement.OneBudget => "We decided one budget together.",
            Statement.OnePlan => "We worked to one plan.",
            Statement.NoSurprises => "There were no surprises between us.",
            Statement.SettledBetweenUs => "We settled our disagreements before they reached the CEO.",
            _ => "I would defend my partner's organisation.",
        };

    public static string Of(Agreement answer) =>
        answer switch
        {
            Agreement.Yes => "Yes",
            Agreement.Partly => "Partly",
            _ => "No",
        };

    /// <summary>Where the check stands for the holder of a seat.</summary>
    public static string Standing(Quarter quarter, SeatOf seat)
    {
        var check = quarter.PartnershipOf(seat.Pair);
        return (quarter.Stage, check.IsRevealed) switch
        {
            (QuarterStage.Voided, _) => "This quarter was voided, and what was answered with it.",
            (QuarterStage.Released, false) => "The report is released. The check was not answered by both of you.",
            (QuarterStage.Released, true) => "Done. The report is released.",
            (_, true) => Open(check, seat.Seat),
            _ => Blind(check.SealOf(seat.Seat) is not null, check.SealOf(seat.Seat.Other()) is not null),
        };
    }

    private static string Blind(bool mine, bool partners) =>
        (mine, partners) switch
        {
            (false, false) => "Not yet answered.",
            (false, true) => "Not yet answered by you. Your partner has answered.",
            _ => "You have answered. It opens when your partner has answered as well.",
        };

    private static string Open(Partnership check, Seat seat) =>
        check switch
        {
            { Pledge: not null } => "Done, with a joint commitment.",
            { Proposal: null } => "Both of you have answered. What is left is your joint commitment.",
            { Proposal: var proposal } when proposal.By == seat =>
                "Both of you have answered. Your joint commitment waits for your partner's yes.",
            _ => "Both of you have answered. Your partner proposes a joint commitment.",
        };
}
