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
            Statement.OneBudget => PartnershipPageTexts.StatementOneBudget,
            Statement.OnePlan => PartnershipPageTexts.StatementOnePlan,
            Statement.NoSurprises => PartnershipPageTexts.StatementNoSurprises,
            Statement.SettledBetweenUs => PartnershipPageTexts.StatementSettledBetweenUs,
            _ => PartnershipPageTexts.StatementDefendPartner,
        };

    public static string Of(Agreement answer) =>
        answer switch
        {
            Agreement.Yes => PartnershipPageTexts.Yes,
            Agreement.Partly => PartnershipPageTexts.Partly,
            _ => PartnershipPageTexts.No,
        };

    /// <summary>Where the check stands for the holder of a seat.</summary>
    public static string Standing(Quarter quarter, SeatOf seat)
    {
        var check = quarter.PartnershipOf(seat.Pair);
        return (quarter.Stage, check.IsRevealed) switch
        {
            (QuarterStage.Voided, _) => PartnershipPageTexts.QuarterVoided,
            (QuarterStage.Released, false) => PartnershipPageTexts.ReleasedUnanswered,
            (QuarterStage.Released, true) => PartnershipPageTexts.DoneReportReleased,
            (_, true) => Open(check, seat.Seat),
            _ => Blind(check.SealOf(seat.Seat) is not null, check.SealOf(seat.Seat.Other()) is not null),
        };
    }

    private static string Blind(bool mine, bool partners) =>
        (mine, partners) switch
        {
            (false, false) => PartnershipPageTexts.NotYetAnswered,
            (false, true) => PartnershipPageTexts.PartnerHasAnswered,
            _ => PartnershipPageTexts.AnsweredWaitsForPartner,
        };

    private static string Open(Partnership check, Seat seat) =>
        check switch
        {
            { Pledge: not null } => PartnershipPageTexts.DoneWithCommitment,
            { Proposal: null } => PartnershipPageTexts.CommitmentOpen,
            { Proposal: var proposal } when proposal.By == seat => PartnershipPageTexts.CommitmentWaitsForPartner,
            _ => PartnershipPageTexts.PartnerProposesCommitment,
        };
}
