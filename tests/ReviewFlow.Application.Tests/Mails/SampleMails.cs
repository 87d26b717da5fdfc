using ReviewFlow.Application.Mails;
using ReviewFlow.Application.Mails.Layout;
using ReviewFlow.Application.Outbox;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;

namespace ReviewFlow.Application.Tests.Mails;

/// <summary>Every mail of the sample quarter.</summary>
internal static class SampleMails
{
    public const string Url = "https://reviews.example.com/l/bGluay1mb3ItdGVzdHMtb25seS1ub3QtYS1yZWFsLW9uZS4";

    /// <summary>As it leaves, with the link of these tests.</summary>
    public static string Html(MailContent mail) => Written(mail).HtmlWith(new(Url));

    public static string Text(MailContent mail) => Written(mail).TextWith(new(Url));

    private static RenderedMail Written(MailContent mail) => MailRenderer.Render(mail);

    private const string Due = "Wednesday, 14 October 2026";

    public static readonly Recipient Leader = new("2026-Q3", "Example Delivery", "Engineering Director, Marketplace");
    public static readonly Recipient Candidate = new("2026-Q3", "Example Delivery", "A Candidate");

    public static readonly Recipient Ceo = Leader with { Name = "Chief Executive Officer" };

    public static readonly Recipient Ops = Leader with { Name = "Quarter Office" };

    public static readonly TeamLine[] Teams =
    [
        new("Checkout", "Marketplace", "Your partner has signed.", "2 met, 1 partly, 0 missed"),
        new("Search & Discovery", "Marketplace", "Waits for you both.", "2 met, 0 partly, 0 missed"),
        new("Vendor Menu", "Marketplace", "Waits for you both.", "1 met, 0 partly, 1 missed"),
        new("Loyalty", "Marketplace", "Waits for you both.", "1 met, 0 partly, 0 missed"),
    ];

    public static readonly Objection Objection = new(
        "Checkout",
        1,
        "Chief Technology Officer",
        "Technology",
        "Company",
        "The refund figure leaves out the weekends.\nPlease measure it the way customers feel it."
    );

    public static readonly ReportPdf Pdf = new(
        "joint-review-2026-Q3.pdf",
        12,
        "412 KB",
        "5f0c9a7be31d48f2a60c7d1e94b85a3370c2ee41d6b9f80a1c35e7724d9b6f18"
    );

    public static readonly EscalatedModel Escalated = new(
        Leader,
        Due,
        [
            new(
                "Marketplace",
                "Product Director, Marketplace",
                "Engineering Director, Marketplace",
                ["Checkout", "Vendor Menu"]
            ),
        ]
    );

    public static readonly EscalatedModel TwoPairs = Escalated with
    {
        Pairs =
        [
            .. Escalated.Pairs,
            new("Logistics", "Product Director, Logistics", "Engineering Director, Marketplace", ["Dispatch"]),
        ],
    };

    private static readonly WithdrawnModel Withdrawn = new(
        Leader,
        CancelledYours: false,
        [
            Objection with
            {
                Name = "Product Director, Marketplace",
                Seat = "Product",
                Pair = "Marketplace",
                Reason = "I signed before I had seen the refund figure.",
            },
        ]
    );

    private static readonly AmendedModel Amended = new(
        Leader,
        Due,
        SignNow: true,
        HadSigned: true,
        [
            new(
                "Checkout",
                2,
                [
                    new("Median time to refund: actual", "23 h", "56 h"),
                    new("Median time to refund: cause", "", "The refund service had no owner for half of the quarter."),
                ],
                "The refund figure left out the weekends."
            ),
        ]
    );

    /// <summary>Two to rate, one to bring to one view, one to sign.</summary>
    public static readonly TeamLine[] Assessed =
    [
        Teams[0] with
        {
            Standing = "It is yours to rate, alone and sealed.",
            Counts = "By the figures: 2 met, 1 partly, 0 missed",
            Wanted = Wanted.Rating,
        },
        Teams[1] with
        {
            Standing = "It is yours to rate, alone and sealed.",
            Counts = "By the figures: 2 met, 0 partly, 0 missed",
            Wanted = Wanted.Rating,
        },
        Teams[2] with
        {
            Standing = "Both views are open. It is your move.",
            Counts = "By the figures: 1 met, 0 partly, 1 missed",
            Wanted = Wanted.OneView,
        },
        Teams[3],
    ];

    private static readonly YourTurnModel Turn = TurnOn(Wanted.OneView);

    private static YourTurnModel TurnOn(params Wanted[] wanted) =>
        new(Leader, Due, [.. wanted.Select((w, i) => Teams[i] with { Standing = "", Counts = "", Wanted = w })]);

    private static readonly TakeOverProposedModel Proposed = new(
        Leader with
        {
            Name = "Chief Product Officer",
        },
        "Checkout",
        "Marketplace",
        "Chief Technology Officer",
        "Both directors are away until the deadline.",
        Rates: true
    );

    private static readonly TakenOverModel Taken = new(
        Leader,
        "Checkout",
        "Company",
        ["Chief Product Officer", "Deputy Technology Officer on behalf of Chief Technology Officer"],
        "Both directors are away until the deadline.",
        Rates: true
    );

    private static readonly DelegationModel Delegated = new(
        Leader with
        {
            Name = "Head of Checkout",
        },
        "Engineering Director, Marketplace",
        "Head of Checkout",
        "5 October 2026",
        "16 October 2026"
    );

    private static readonly ExtendedModel Extended = new(
        Leader,
        Due,
        "Friday, 16 October 2026",
        "Two public holidays were missing from the calendar.",
        ["Checkout", "Vendor Menu"]
    );

    private static readonly UndeliveredModel Undelivered = new(
        Ops,
        2,
        [
            new("pd.logistics@example.con", OpsMails.NameOfKind("invitation"), "550 5.1.1 The address does not exist."),
            new("", OpsMails.NameOfKind("unreadable"), "Its row in the database cannot be read."),
        ]
    );

    public static readonly AwaitingModel Awaiting = new(Ceo, 6, 8, ["Checkout", "Vendor Menu"]);

    /// <summary>By the name of its snapshot.</summary>
    public static readonly IReadOnlyDictionary<string, MailContent> All = new Dictionary<string, MailContent>
    {
        ["invitation"] = InvitationMails.Invitation(new InvitationModel(Leader, Due, Teams)),
        ["invitation-one-team"] = InvitationMails.Invitation(new InvitationModel(Leader, Due, Teams[..1])),
        ["reminder-1"] = ReminderMails.Reminder(new ReminderModel(Leader, 1, Due, Teams[1..3])),
        ["reminder-2"] = ReminderMails.Reminder(new ReminderModel(Leader, 2, Due, Teams[2..3])),
        ["returned"] = SigningMails.Returned(new ReturnedModel(Leader, [Objection])),
        ["returned-ops"] = SigningMails.ReturnedToOps(new ReturnedModel(Ops, [Objection])),
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
        ["fresh-link"] = LinkMails.FreshLink(new FreshLinkModel(Leader, "Monday, 19 October 2026")),
    };
}
