using ReviewFlow.Application.Mails;
using ReviewFlow.Application.Mails.Layout;
using ReviewFlow.Application.Outbox;
using ReviewFlow.FitConversations;
using ReviewFlow.Offices;
using ReviewFlow.Partnerships;

namespace ReviewFlow.Application.Tests.Mails;

internal static partial class SampleMails
{
    /// <summary>By the name of its snapshot.</summary>
    public static IReadOnlyDictionary<string, MailContent> All =>
        new Dictionary<string, MailContent>
        {
            ["invitation"] = InvitationMails.Invitation(new InvitationModel(Leader, Due, Teams)),
            ["invitation-one-team"] = InvitationMails.Invitation(new InvitationModel(Leader, Due, Teams[..1])),
            ["reminder-1"] = ReminderMails.Reminder(new ReminderModel(Leader, 1, Due, Teams[1..3])),
            ["reminder-2"] = ReminderMails.Reminder(new ReminderModel(Leader, 2, Due, Teams[2..3])),
            ["returned"] = SigningMails.Returned(new ReturnedModel(Leader, [Objection])),
            ["returned-ops"] = SigningMails.ReturnedToOps(new ReturnedModel(Ops, [Objection])),
            ["ceo-held"] = QuarterMails.OfficeHeld(new(Leader, Office.Ceo, "Clara Chief", "Clara retired")),
            ["ops-held"] = QuarterMails.OfficeHeld(new(Leader, Office.Ops, Former: null, "Nobody was named")),
            ["return-taken-back"] = SigningMails.ReturnTakenBack(new(Withdrawn.To, false, Withdrawn.Teams)),
            ["return-taken-back-yours"] = SigningMails.ReturnTakenBack(new(Withdrawn.To, true, Withdrawn.Teams)),
            ["withdrawn"] = SigningMails.Withdrawn(Withdrawn),
            ["withdrawn-cancelled"] = SigningMails.Withdrawn(Withdrawn with { CancelledYours = true }),
            ["amended"] = AmendmentMails.Amended(Amended),
            ["amended-first-time"] = AmendmentMails.Amended(Amended with { HadSigned = false }),
            ["amended-cancelled"] = AmendmentMails.Amended(Amended with { SignNow = false }),
            ["amended-partner-cancelled"] = AmendmentMails.Amended(Amended with { SignNow = false, HadSigned = false }),
            ["amended-stands"] = AmendmentMails.Amended(
                Amended with
                {
                    Teams = [Amended.Teams[0] with { Changes = [], Reason = "We looked again; it stands." }],
                }
            ),
            ["escalated"] = DeadlineMails.Escalated(Escalated),
            ["escalated-two-pairs"] = DeadlineMails.Escalated(TwoPairs),
            ["escalated-root"] = DeadlineMails.Escalated(
                Escalated with
                {
                    Pairs = [Escalated.Pairs[0] with { Pair = "Company", Assessed = ["Checkout"] }],
                    Help = Help.Ops,
                }
            ),
            ["escalated-waits-for-ops"] = DeadlineMails.Escalated(
                Escalated with
                {
                    Pairs = [Escalated.Pairs[0] with { Returned = Escalated.Pairs[0].Teams }],
                }
            ),
            ["escalated-leader-and-ops"] = DeadlineMails.Escalated(Escalated with { Work = Work }),
            ["open-work-past-due"] = OpenWorkMails.OpenWork(Work),
            ["open-work-reminder"] = OpenWorkMails.OpenWork(Work with { Number = 1, Due = Due }),
            ["open-work-in-numbers"] = OpenWorkMails.OpenWork(WorkInNumbers with { Number = 1, Due = Due }),
            ["reminder-past-due"] = ReminderMails.Reminder(
                new ReminderModel(Leader, 2, Due with { IsPast = true }, Teams[2..3])
            ),
            ["joint-reminder-root"] = ReminderMails.Reminder(
                new ReminderModel(Leader, 1, Due, Assessed[2..3], Help.Ops)
            ),
            ["invitation-past-due"] = InvitationMails.Invitation(
                new InvitationModel(Leader, Due with { IsPast = true }, Teams[..1])
            ),
            ["awaiting-sign-off-ops"] = DeadlineMails.AwaitingSignOff(Awaiting with { Work = WorkInNumbers }),
            ["awaiting-sign-off"] = DeadlineMails.AwaitingSignOff(Awaiting),
            ["extended"] = DeadlineMails.Extended(Extended),
            ["extended-without-reason"] = DeadlineMails.Extended(Extended with { Reason = null, Teams = [] }),
            ["voided-team"] = QuarterMails.Voided(
                new VoidedModel(Leader, "Loyalty was merged into Checkout in August.", ["Loyalty"])
            ),
            ["voided-teams"] = QuarterMails.Voided(
                new VoidedModel(Leader, "Both were merged into Checkout in August.", ["Loyalty", "Vendor Menu"])
            ),
            ["voided-quarter"] = QuarterMails.Voided(
                new VoidedModel(Leader, "The quarter was opened with last quarter's targets.", [])
            ),
            ["restored"] = QuarterMails.Restored(
                new RestoredModel(Leader, "Monday, 5 October 2026", "The disk of the server failed on Sunday night.")
            ),
            ["released-ceo"] = ReleaseMails.ReleasedToCeo(new ReleasedModel(Ceo, 8, Pdf, Attached: true)),
            ["released-ceo-linked"] = ReleaseMails.ReleasedToCeo(
                new ReleasedModel(Ceo, 8, Pdf with { Size = "8.2 MB" }, Attached: false)
            ),
            ["released-leader"] = ReleaseMails.ReleasedToLeader(new ReleasedModel(Leader, 8, Pdf, Attached: true)),
            ["released-ops"] = ReleaseMails.ReleasedToOps(new ReleasedModel(Ops, 8, Pdf, Attached: true)),
            ["amendment-wanted"] = OpsMails.AmendmentWanted(new AmendmentWantedModel(Ceo, 2)),
            ["undelivered"] = OpsMails.Undelivered(Undelivered),
            ["undelivered-one"] = OpsMails.Undelivered(Undelivered with { Count = 1, Mails = [Undelivered.Mails[0]] }),
            ["undelivered-many"] = OpsMails.Undelivered(Undelivered with { Count = 31 }),
            ["undelivered-ceo"] = OpsMails.Undelivered(Undelivered with { To = Ceo, Mails = [] }),
            ["joint-invitation"] = InvitationMails.Invitation(new InvitationModel(Leader, Due, Assessed[..2])),
            ["joint-invitation-mixed"] = InvitationMails.Invitation(new InvitationModel(Leader, Due, Assessed)),
            ["joint-reminder-rating"] = ReminderMails.Reminder(new ReminderModel(Leader, 1, Due, Assessed[..1])),
            ["joint-reminder-one-view"] = ReminderMails.Reminder(new ReminderModel(Leader, 2, Due, Assessed[2..3])),
            ["joint-reminder-mixed"] = ReminderMails.Reminder(new ReminderModel(Leader, 2, Due, Assessed)),
            ["joint-escalated"] = DeadlineMails.Escalated(
                Escalated with
                {
                    Pairs = [Escalated.Pairs[0] with { Assessed = ["Checkout"] }],
                }
            ),
            ["joint-returned"] = SigningMails.Returned(new ReturnedModel(Leader, [Objection], Afterwards.YouRateAgain)),
            ["joint-returned-above"] = SigningMails.Returned(
                new ReturnedModel(Leader with { Name = "Chief Product Officer" }, [Objection], Afterwards.TheyRateAgain)
            ),
            ["joint-returned-ops"] = SigningMails.ReturnedToOps(
                new ReturnedModel(Ops, [Objection], Afterwards.YouRateAgain)
            ),
            ["joint-amended"] = AmendmentMails.Amended(Amended with { Rates = true }),
            ["joint-amended-cancelled"] = AmendmentMails.Amended(Amended with { Rates = true, SignNow = false }),
            ["joint-amended-partner-cancelled"] = AmendmentMails.Amended(
                Amended with
                {
                    Rates = true,
                    SignNow = false,
                    HadSigned = false,
                }
            ),
            ["withdrawn-on-behalf"] = SigningMails.Withdrawn(
                Withdrawn with
                {
                    Teams =
                    [
                        Withdrawn.Teams[0] with
                        {
                            Name = "Head of Checkout on behalf of Product Director, Marketplace",
                        },
                    ],
                }
            ),
            ["your-turn-opened"] = AssessmentMails.YourTurn(Turn with { Opened = true }),
            ["your-turn-answered"] = AssessmentMails.YourTurn(Turn),
            ["your-turn-rating"] = AssessmentMails.YourTurn(TurnOn(Wanted.Rating)),
            ["your-turn-sign"] = AssessmentMails.YourTurn(TurnOn(Wanted.Signature)),
            ["your-turn-teams"] = AssessmentMails.YourTurn(TurnOn(Wanted.OneView, Wanted.OneView, Wanted.Signature)),
            ["take-over-proposed"] = TakeOverMails.Proposed(Proposed),
            ["take-over-proposed-signing"] = TakeOverMails.Proposed(Proposed with { Rates = false }),
            ["taken-over"] = TakeOverMails.TakenOver(Taken),
            ["taken-over-signing"] = TakeOverMails.TakenOver(Taken with { Rates = false }),
            ["delegate"] = DelegationMails.NamedToDelegate(Delegated),
            ["delegate-leader"] = DelegationMails.NamedToLeader(Delegated),
            ["delegate-partner"] = DelegationMails.NamedToPartner(
                Delegated with
                {
                    To = Leader with { Name = "Product Director, Marketplace" },
                }
            ),
            ["delegate-ended"] = DelegationMails.EndedToDelegate(Delegated),
            ["delegate-ended-partner"] = DelegationMails.EndedToPartner(
                Delegated with
                {
                    To = Leader with { Name = "Product Director, Marketplace" },
                }
            ),
            ["partnership-answer"] = PartnershipMails.Update(
                new PartnershipModel(Leader, "Marketplace", "Product Director, Marketplace", PartnershipTurn.Answer)
            ),
            ["partnership-commit"] = PartnershipMails.Update(
                new PartnershipModel(Leader, "Marketplace", "Product Director, Marketplace", PartnershipTurn.Commit)
            ),
            ["partnership-confirm"] = PartnershipMails.Update(
                new PartnershipModel(Leader, "Marketplace", "Product Director, Marketplace", PartnershipTurn.Confirm)
            ),
            ["fit-begin"] = FitConversationMails.Update(
                new FitUpdateModel(Candidate, "Engineering Director, Marketplace", FitTurn.Begin)
            ),
            ["fit-answer"] = FitConversationMails.Update(
                new FitUpdateModel(Candidate, "Engineering Director, Marketplace", FitTurn.Answer)
            ),
            ["fit-read"] = FitConversationMails.Update(
                new FitUpdateModel(Candidate, "Engineering Director, Marketplace", FitTurn.Read)
            ),
            ["fit-over"] = FitConversationMails.Ended(
                new FitEndedModel(Candidate, "Engineering Director, Marketplace", ByOps: false)
            ),
            ["fit-over-by-ops"] = FitConversationMails.Ended(
                new FitEndedModel(Candidate, "Engineering Director, Marketplace", ByOps: true)
            ),
            ["receipt"] = ReceiptMails.Receipt(
                new(
                    Leader,
                    [
                        new("Checkout", "5 October 2026 at 10:12 (Asia/Dubai)", new('a', 64)),
                        new("Search", "5 October 2026 at 10:14 (Asia/Dubai)", new('b', 64), "Dana Diaz"),
                    ],
                    [new("Rider App: ratings sealed", "5 October 2026 at 10:20 (Asia/Dubai)")]
                )
            ),
            ["receipt-without-signature"] = ReceiptMails.Receipt(
                new(
                    Leader,
                    [],
                    [new("Partnership check of your pair", "5 October 2026 at 10:20 (Asia/Dubai)", By: "Dana Diaz")]
                )
            ),
            ["links-ended"] = LinkMails.LinksEnded(new(Leader, Reason: null, "Monday, 19 October 2026")),
            ["links-ended-by-ops"] = LinkMails.LinksEnded(
                new(Leader, "Her phone was stolen on the train.", "Monday, 19 October 2026")
            ),
            ["link-ended"] = LinkMails.LinkEnded(new(Leader, "Monday, 19 October 2026")),
            ["code"] = LinkMails.Code(
                new(
                    Leader,
                    "Safari on iPhone",
                    "5 October 2026 at 10:12 (Asia/Dubai)",
                    "5 October 2026 at 10:22 (Asia/Dubai)"
                )
            ),
            ["vouched-for"] = LinkMails.VouchedFor(new(Leader, "Safari on iPhone", "She called from her own number.")),
            ["fresh-link"] = LinkMails.FreshLink(new FreshLinkModel(Leader, "Monday, 19 October 2026")),
        };
}
