using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Reading;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Signing;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Web.Shared;

/// <summary>
/// The receipt of an action, read back from the ledger entry that records it. Somebody else's entry gives none.
/// </summary>
internal static class ReceiptView
{
    public static Receipt? Of(Reader reader, TeamId team, LedgerEntry entry)
    {
        var what = entry.Event switch
        {
            SignedOff e when e.Team == team && e.Signer.Id == reader.Id => $"Signed{Wording.OnBehalf(e.OnBehalfOf)}.",
            ReviewReturned e when e.Team == team && e.By.Id == reader.Id =>
                $"Returned{Wording.OnBehalf(e.OnBehalfOf)}.",
            SignOffWithdrawn e when e.Team == team && e.By.Id == reader.Id =>
                $"Withdrawn{Wording.OnBehalf(e.OnBehalfOf)}.",
            TakeOverProposed e when e.Team == team && e.By.Id == reader.Id =>
                SharedPageTexts.ProposedTakeOverPartWaits.With(
                    new { onBehalfOf = Wording.OnBehalf(e.OnBehalfOf), pair = Wording.Of(e.Pair) }
                ),
            TakeOverWithdrawn e when e.Team == team && e.By.Id == reader.Id =>
                SharedPageTexts.WithdrawnNoLongerProposeTake.With(
                    new { onBehalfOf = Wording.OnBehalf(e.OnBehalfOf), pair = Wording.Of(e.Pair) }
                ),
            TakenOver e when e.Team == team && e.By.Id == reader.Id => SharedPageTexts.TakenOverPartNowYours.With(
                new { onBehalfOf = Wording.OnBehalf(e.OnBehalfOf), pair = Wording.Of(e.Pair) }
            ),
            AssessmentEvent e when e.Team == team && e.By.Id == reader.Id => Assessed(e),
            _ => null,
        };
        return what is null
            ? null
            : new(what, Moments.At(reader.Quarter, entry.Event.At), entry.Version, TeamView.NextFor(reader, team));
    }

    /// <summary>Of what a leader decided on their desk.</summary>
    public static Receipt? Of(Reader reader, LedgerEntry entry)
    {
        var what = entry.Event switch
        {
            DelegateNamed e when e.Leader.Id == reader.Id => SharedPageTexts.ActsBehalf.With(
                new
                {
                    delegateName = e.Delegate.Name,
                    from = Moments.Day(e.From),
                    until = Moments.Day(e.Until),
                }
            ),
            DelegationEnded e when e.Leader.Id == reader.Id => SharedPageTexts.NoLongerActsBehalf.With(
                new { delegateName = e.Delegate.Name }
            ),
            _ => null,
        };
        return what is null ? null : new(what, Moments.At(reader.Quarter, entry.Event.At), entry.Version);
    }

    private static string? Assessed(AssessmentEvent happened) =>
        happened switch
        {
            RatingsSealed e => $"Sealed{Wording.OnBehalf(e.OnBehalfOf)}.",
            RatingsUnsealed e => SharedPageTexts.TakenBack.With(new { onBehalfOf = Wording.OnBehalf(e.OnBehalfOf) }),
            JointRatingsConfirmed e => $"Confirmed{Wording.OnBehalf(e.OnBehalfOf)}.",
            JointWorkConfirmed e => $"Confirmed{Wording.OnBehalf(e.OnBehalfOf)}.",
            JointRatingsProposed e => Sent(e.OnBehalfOf),
            SharesWritten e => Sent(e.OnBehalfOf),
            SharesAnswered e => Sent(e.OnBehalfOf),
            JointWorkProposed e => Sent(e.OnBehalfOf),
            _ => null,
        };

    private static string Sent(Person? onBehalfOf) =>
        SharedPageTexts.SentPartner.With(new { onBehalfOf = Wording.OnBehalf(onBehalfOf) });
}
