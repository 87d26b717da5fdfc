using ReviewFlow.Application.Mails;
using ReviewFlow.Application.Mails.Layout;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Application.Tests.Mails;

/// <summary>Every letter of the sample quarter.</summary>
internal static class SampleMails
{
    public const string Url = "https://reviews.example.com/l/bGluay1mb3ItdGVzdHMtb25seS1ub3QtYS1yZWFsLW9uZS4";

    /// <summary>As it leaves, with the link of these tests.</summary>
    public static string Html(MailContent letter) => Written(letter).HtmlWith(new(Url));

    public static string Text(MailContent letter) => Written(letter).TextWith(new(Url));

    private static RenderedMail Written(MailContent letter) => MailRenderer.Render(letter);

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

    public static readonly Escalated Escalated = new(
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

    public static readonly Escalated TwoPairs = Escalated with
    {
        Pairs =
        [
            .. Escalated.Pairs,
            new("Logistics", "Product Director, Logistics", "Engineering Director, Marketplace", ["Dispatch"]),
        ],
    };

    private static readonly Withdrawn Withdrawn = new(
        Leader,
        Fell: false,
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

    private static readonly Amended Amended = new(
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
            Why = "It is yours to rate, alone and sealed.",
            Standing = "By the figures: 2 met, 1 partly, 0 missed",
            Wanted = Wanted.Rating,
        },
        Teams[1] with
        {
            Why = "It is yours to rate, alone and sealed.",
            Standing = "By the figures: 2 met, 0 partly, 0 missed",
            Wanted = Wanted.Rating,
        },
        Teams[2] with
        {
            Why = "Both views are open. It is your move.",
            Standing = "By the figures: 1 met, 0 partly, 1 missed",
            Wanted = Wanted.OneView,
        },
        Teams[3],
    ];

    private static readonly YourTurn Move = MoveOn(Wanted.OneView);

    private static YourTurn MoveOn(params Wanted[] wanted) =>
        new(Leader, Due, [.. wanted.Select((w, i) => Teams[i] with { Why = "", Standing = "", Wanted = w })]);

    private static readonly TakeOverProposed Proposed = new(
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

    private static readonly TakenOver Taken = new(
        Leader,
        "Checkout",
        "Company",
        ["Chief Product Officer", "Deputy Technology Officer on behalf of Chief Technology Officer"],
        "Both directors are away until the deadline.",
        Rates: true
    );

    private static readonly Delegated Delegated = new(
        Leader with
        {
            Name = "Head of Checkout",
        },
        "Engineering Director, Marketplace",
        "Head of Checkout",
        "5 October 2026",
        "16 October 2026"
    );

    private static readonly Extended Extended = new(
        Leader,
        Due,
        "Friday, 16 October 2026",
        "Two public holidays were missing from the calendar.",
        ["Checkout", "Vendor Menu"]
    );

    private static readonly Undelivered Undelivered = new(
        Ops,
        2,
        [
            new(
                "pd.logistics@example.con",
                MailComposer.WordsOf("invitation"),
                "550 5.1.1 The address does not exist."
            ),
            new("", MailComposer.WordsOf("unreadable"), "Its row in the database cannot be read."),
        ]
    );

    public static readonly AwaitingSignOff Awaiting = new(Ceo, 6, 8, ["Checkout", "Vendor Menu"]);

    /// <summary>By the name of its snapshot.</summary>
    public static readonly IReadOnlyDictionary<string, MailContent> All = new Dictionary<string, MailContent>
    {
        ["invitation"] = MailComposer.Write(new Invitation(Leader, Due, Teams)),
        ["invitation-one-team"] = MailComposer.Write(new Invitation(Leader, Due, Teams[..1])),
        ["reminder-1"] = MailComposer.Write(new Reminder(Leader, 1, Due, Teams[1..3])),
        ["reminder-2"] = MailComposer.Write(new Reminder(Leader, 2, Due, Teams[2..3])),
        ["returned"] = MailComposer.Write(new Returned(Leader, [Objection])),
        ["returned-ops"] = MailComposer.ToOps(new Returned(Ops, [Objection])),
        ["withdrawn"] = MailComposer.Write(Withdrawn),
        ["withdrawn-cancelled"] = MailComposer.Write(Withdrawn with { Fell = true }),
        ["amended"] = MailComposer.Write(Amended),
        ["amended-first-time"] = MailComposer.Write(Amended with { HadSigned = false }),
        ["amended-cancelled"] = MailComposer.Write(Amended with { SignNow = false }),
        ["amended-partner-cancelled"] = MailComposer.Write(Amended with { SignNow = false, HadSigned = false }),
        ["amended-stands"] = MailComposer.Write(
            Amended with
            {
                Teams = [Amended.Teams[0] with { Changes = [], Reason = "We looked again; it stands." }],
            }
        ),
        ["escalated"] = MailComposer.Write(Escalated),
        ["escalated-two-pairs"] = MailComposer.Write(TwoPairs),
        ["awaiting-sign-off"] = MailComposer.Write(Awaiting),
        ["extended"] = MailComposer.Write(Extended),
        ["extended-without-reason"] = MailComposer.Write(Extended with { Reason = null, Teams = [] }),
        ["voided-team"] = MailComposer.Write(
            new Voided(Leader, "Loyalty was merged into Checkout in August.", ["Loyalty"])
        ),
        ["voided-teams"] = MailComposer.Write(
            new Voided(Leader, "Both were merged into Checkout in August.", ["Loyalty", "Vendor Menu"])
        ),
        ["voided-quarter"] = MailComposer.Write(
            new Voided(Leader, "The quarter was opened with last quarter's targets.", [])
        ),
        ["restored"] = MailComposer.Write(
            new Restored(Leader, "Monday, 5 October 2026", "The disk of the server failed on Sunday night.")
        ),
        ["released-ceo"] = MailComposer.ToCeo(new Released(Ceo, 8, Pdf, Attached: true)),
        ["released-ceo-linked"] = MailComposer.ToCeo(
            new Released(Ceo, 8, Pdf with { Size = "8.2 MB" }, Attached: false)
        ),
        ["released-leader"] = MailComposer.ToLeader(new Released(Leader, 8, Pdf, Attached: true)),
        ["released-ops"] = MailComposer.ToOps(new Released(Ops, 8, Pdf, Attached: true)),
        ["amendment-wanted"] = MailComposer.Write(new AmendmentWanted(Ceo, 2)),
        ["undelivered"] = MailComposer.Write(Undelivered),
        ["undelivered-one"] = MailComposer.Write(Undelivered with { Count = 1, Mails = [Undelivered.Mails[0]] }),
        ["undelivered-many"] = MailComposer.Write(Undelivered with { Count = 31 }),
        ["undelivered-ceo"] = MailComposer.Write(Undelivered with { To = Ceo, Mails = [] }),
        ["joint-invitation"] = MailComposer.Write(new Invitation(Leader, Due, Assessed[..2])),
        ["joint-invitation-mixed"] = MailComposer.Write(new Invitation(Leader, Due, Assessed)),
        ["joint-reminder-rating"] = MailComposer.Write(new Reminder(Leader, 1, Due, Assessed[..1])),
        ["joint-reminder-one-view"] = MailComposer.Write(new Reminder(Leader, 2, Due, Assessed[2..3])),
        ["joint-reminder-mixed"] = MailComposer.Write(new Reminder(Leader, 2, Due, Assessed)),
        ["joint-escalated"] = MailComposer.Write(
            Escalated with
            {
                Pairs = [Escalated.Pairs[0] with { Assessed = ["Checkout"] }],
            }
        ),
        ["joint-returned"] = MailComposer.Write(new Returned(Leader, [Objection], Afterwards.YouRateAgain)),
        ["joint-returned-above"] = MailComposer.Write(
            new Returned(Leader with { Name = "Chief Product Officer" }, [Objection], Afterwards.TheyRateAgain)
        ),
        ["joint-returned-ops"] = MailComposer.ToOps(new Returned(Ops, [Objection], Afterwards.YouRateAgain)),
        ["joint-amended"] = MailComposer.Write(Amended with { Rates = true }),
        ["joint-amended-cancelled"] = MailComposer.Write(Amended with { Rates = true, SignNow = false }),
        ["joint-amended-partner-cancelled"] = MailComposer.Write(
            Amended with
            {
                Rates = true,
                SignNow = false,
                HadSigned = false,
            }
        ),
        ["withdrawn-on-behalf"] = MailComposer.Write(
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
        ["your-turn-opened"] = MailComposer.Write(Move with { Opened = true }),
        ["your-turn-answered"] = MailComposer.Write(Move),
        ["your-turn-rating"] = MailComposer.Write(MoveOn(Wanted.Rating)),
        ["your-turn-sign"] = MailComposer.Write(MoveOn(Wanted.Signature)),
        ["your-turn-teams"] = MailComposer.Write(MoveOn(Wanted.OneView, Wanted.OneView, Wanted.Signature)),
        ["take-over-proposed"] = MailComposer.Write(Proposed),
        ["take-over-proposed-signing"] = MailComposer.Write(Proposed with { Rates = false }),
        ["taken-over"] = MailComposer.Write(Taken),
        ["taken-over-signing"] = MailComposer.Write(Taken with { Rates = false }),
        ["delegate"] = MailComposer.ToDelegate(Delegated),
        ["delegate-partner"] = MailComposer.ToPartner(
            Delegated with
            {
                To = Leader with { Name = "Product Director, Marketplace" },
            }
        ),
        ["delegate-ended"] = MailComposer.ToDelegateAtEnd(Delegated),
        ["delegate-ended-partner"] = MailComposer.ToPartnerAtEnd(
            Delegated with
            {
                To = Leader with { Name = "Product Director, Marketplace" },
            }
        ),
        ["partnership-answer"] = MailComposer.Write(
            new PartnershipMoved(
                Leader,
                "Marketplace",
                "Product Director, Marketplace",
                Partnerships.PartnershipTurn.Answer
            )
        ),
        ["partnership-commit"] = MailComposer.Write(
            new PartnershipMoved(
                Leader,
                "Marketplace",
                "Product Director, Marketplace",
                Partnerships.PartnershipTurn.Commit
            )
        ),
        ["partnership-confirm"] = MailComposer.Write(
            new PartnershipMoved(
                Leader,
                "Marketplace",
                "Product Director, Marketplace",
                Partnerships.PartnershipTurn.Confirm
            )
        ),
        ["fit-begin"] = MailComposer.Write(
            new FitMoved(Candidate, "Engineering Director, Marketplace", FitConversations.FitTurn.Begin)
        ),
        ["fit-answer"] = MailComposer.Write(
            new FitMoved(Candidate, "Engineering Director, Marketplace", FitConversations.FitTurn.Answer)
        ),
        ["fit-read"] = MailComposer.Write(
            new FitMoved(Candidate, "Engineering Director, Marketplace", FitConversations.FitTurn.Read)
        ),
        ["fit-over"] = MailComposer.Write(new FitOver(Candidate, "Engineering Director, Marketplace", ByOps: false)),
        ["fit-over-by-ops"] = MailComposer.Write(
            new FitOver(Candidate, "Engineering Director, Marketplace", ByOps: true)
        ),
        ["fresh-link"] = MailComposer.Write(new FreshLink(Leader, "Monday, 19 October 2026")),
    };
}
