using ReviewFlow.Assessments;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Ids;
using ReviewFlow.Quarters;
using ReviewFlow.Reviews;

namespace ReviewFlow.Delivery.Pages.Views;

/// <summary>The receipt of a deed, read back from the ledger entry that records it. Somebody else's entry gives none.</summary>
internal static class ReceiptView
{
    public static Receipt? Of(Reader reader, TeamId team, LedgerEntry entry)
    {
        var what = entry.Event switch
        {
            SignedOff e when e.Team == team && e.Signer.Id == reader.Id => "Signed.",
            ReviewReturned e when e.Team == team && e.By.Id == reader.Id => "Returned.",
            SignOffWithdrawn e when e.Team == team && e.By.Id == reader.Id => "Withdrawn.",
            AssessmentEvent e when e.Team == team && e.By.Id == reader.Id => Assessed(e),
            _ => null,
        };
        return what is null ? null : new(what, Moments.At(reader.Quarter, entry.Event.At), entry.Version, TeamView.NextFor(reader, team));
    }

    private static string? Assessed(AssessmentEvent happened) => happened switch
    {
        RatingsSealed => "Sealed.",
        RatingsUnsealed => "Taken back.",
        JointRatingsConfirmed or JointWorkConfirmed => "Confirmed.",
        JointRatingsProposed or SharesWritten or SharesAnswered or JointWorkProposed => "Sent to your partner.",
        _ => null,
    };
}
