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
            SignedOff e when e.Team == team && e.Signer.Id == reader.Id => Said(
                SharedPageTexts.Signed,
                SharedPageTexts.SignedOnBehalf,
                e.OnBehalfOf
            ),
            ReviewReturned e when e.Team == team && e.By.Id == reader.Id => Said(
                SharedPageTexts.Returned,
                SharedPageTexts.ReturnedOnBehalf,
                e.OnBehalfOf
            ),
            ReturnTakenBack e when e.Team == team && e.By.Id == reader.Id => Said(
                SharedPageTexts.ReturnTakenBack,
                SharedPageTexts.ReturnTakenBackOnBehalf,
                e.OnBehalfOf
            ),
            SignOffWithdrawn e when e.Team == team && e.By.Id == reader.Id => Said(
                SharedPageTexts.Withdrawn,
                SharedPageTexts.WithdrawnOnBehalf,
                e.OnBehalfOf
            ),
            TakeOverProposed e when e.Team == team && e.By.Id == reader.Id => Said(
                SharedPageTexts.TakeOverProposed,
                SharedPageTexts.TakeOverProposedOnBehalf,
                e.OnBehalfOf,
                e.Pair
            ),
            TakeOverWithdrawn e when e.Team == team && e.By.Id == reader.Id => Said(
                SharedPageTexts.TakeOverWithdrawn,
                SharedPageTexts.TakeOverWithdrawnOnBehalf,
                e.OnBehalfOf,
                e.Pair
            ),
            TakenOver e when e.Team == team && e.By.Id == reader.Id => Said(
                SharedPageTexts.TakenOver,
                SharedPageTexts.TakenOverOnBehalf,
                e.OnBehalfOf,
                e.Pair
            ),
            AssessmentEvent e when e.Team == team && e.By.Id == reader.Id => Assessed(e),
            _ => null,
        };
        return what is null
            ? null
            : new(what, Moments.At(reader.Quarter, entry.Event.At), entry.Version, TeamView.NextFor(reader, team));
    }

    /// <summary>Of a form of several parts; null without any.</summary>
    public static Receipt? Together(IReadOnlyList<Receipt> receipts) =>
        receipts is [.., var last]
            ? last with
            {
                What = string.Join(' ', receipts.Select(r => r.What).Distinct()),
            }
            : null;

    /// <summary>Of what a leader decided on their desk.</summary>
    public static Receipt? Of(Reader reader, LedgerEntry entry)
    {
        var what = entry.Event switch
        {
            DelegateNamed e when e.Leader.Id == reader.Id => SharedPageTexts.DelegateNamed.With(
                new
                {
                    delegateName = e.Delegate.Name,
                    from = Moments.Day(e.From),
                    until = Moments.Day(e.Until),
                }
            ),
            DelegationEnded e when e.Leader.Id == reader.Id => SharedPageTexts.DelegationEnded.With(
                new { delegateName = e.Delegate.Name }
            ),
            _ => null,
        };
        return what is null ? null : new(what, Moments.At(reader.Quarter, entry.Event.At), entry.Version);
    }

    private static string? Assessed(AssessmentEvent happened) =>
        happened switch
        {
            RatingsSealed e => Said(SharedPageTexts.Sealed, SharedPageTexts.SealedOnBehalf, e.OnBehalfOf),
            RatingsUnsealed e => Said(SharedPageTexts.TakenBack, SharedPageTexts.TakenBackOnBehalf, e.OnBehalfOf),
            JointRatingsConfirmed e => Confirmed(e.OnBehalfOf),
            JointWorkConfirmed e => Confirmed(e.OnBehalfOf),
            JointRatingsProposed e => Sent(e.OnBehalfOf),
            SharesWritten e => Sent(e.OnBehalfOf),
            SharesAnswered e => Sent(e.OnBehalfOf),
            JointWorkProposed e => Sent(e.OnBehalfOf),
            _ => null,
        };

    private static string Confirmed(Person? onBehalfOf) =>
        Said(SharedPageTexts.Confirmed, SharedPageTexts.ConfirmedOnBehalf, onBehalfOf);

    private static string Sent(Person? onBehalfOf) =>
        Said(SharedPageTexts.SentToPartner, SharedPageTexts.SentToPartnerOnBehalf, onBehalfOf);

    private static string Said(string own, string onBehalf, Person? leader, PairId? pair = null) =>
        (leader is null ? own : onBehalf).With(
            new { leader = leader?.Name, pair = pair is { } of ? Wording.Of(of) : null }
        );
}
