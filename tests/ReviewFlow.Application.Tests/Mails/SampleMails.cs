using ReviewFlow.Application.Mails;
using ReviewFlow.Application.Mails.Layout;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Reading;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;

namespace ReviewFlow.Application.Tests.Mails;

/// <summary>Every mail of the sample quarter.</summary>
internal static partial class SampleMails
{
    public const string Url = "https://reviews.example.com/l/bGluay1mb3ItdGVzdHMtb25seS1ub3QtYS1yZWFsLW9uZS4";

    /// <summary>As it leaves, with the link of these tests.</summary>
    public static string Html(MailContent mail) => Written(mail).HtmlWith(new(Url), "482913");

    public static string Text(MailContent mail) => Written(mail).TextWith(new(Url), "482913");

    private static RenderedMail Written(MailContent mail) => MailRenderer.Render(mail);

    private const string Day = "Wednesday, 14 October 2026";
    private static readonly DueDay Due = new(Day, IsPast: false);

    public static readonly Recipient Leader = new("2026-Q3", "Example Delivery", "Engineering Director, Marketplace");
    public static readonly Recipient Candidate = new("2026-Q3", "Example Delivery", "A Candidate");

    public static readonly Recipient Ceo = Leader with { Name = "Chief Executive Officer" };

    public static readonly Recipient Ops = Leader with { Name = "Quarter Office" };

    public static readonly TeamLine[] Teams =
    [
        new("Checkout", "Marketplace", "Your partner has signed.", "2 met, 1 partly, 0 missed"),
        new("Search & Discovery", "Marketplace", "Waiting for you both.", "2 met, 0 partly, 0 missed"),
        new("Vendor Menu", "Marketplace", "Waiting for you both.", "1 met, 0 partly, 1 missed"),
        new("Loyalty", "Marketplace", "Waiting for you both.", "1 met, 0 partly, 0 missed"),
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
        Day,
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
            Counts = "According to the figures: 2 met, 1 partly, 0 missed",
            Wanted = Wanted.Rating,
        },
        Teams[1] with
        {
            Standing = "It is yours to rate, alone and sealed.",
            Counts = "According to the figures: 2 met, 0 partly, 0 missed",
            Wanted = Wanted.Rating,
        },
        Teams[2] with
        {
            Standing = "Both views are open. It is your move.",
            Counts = "According to the figures: 1 met, 0 partly, 1 missed",
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
        Day,
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

    /// <summary>Two teams wait for ops, one leader was not reached, two leaders owe something.</summary>
    public static readonly OpenWorkModel Work = new(
        Ops,
        Number: null,
        Due with
        {
            IsPast = true,
        },
        new(
            new(Complete: 3, Total: 8, Amendments: 1, Addresses: 1, Teams: 4),
            [
                new(
                    "Checkout",
                    "Returned. Send its scorecard, amended or as it is: reviewflow team amend 2026-Q3 checkout FILE --reason …",
                    "Since Monday, 5 October 2026."
                ),
                new(
                    "Engineering Director, Logistics (ed.logistics@example.com)",
                    "A mail did not arrive. Tell them in another way, and ask whether the address is right.",
                    "Since Thursday, 1 October 2026."
                ),
            ],
            [
                new(
                    "Product Director, Marketplace (pd.marketplace@example.com)",
                    "Come to one view with the partner: Search & Discovery, Vendor Menu and Loyalty",
                    "Since Tuesday, 6 October 2026. Last reminded Thursday, 8 October 2026."
                ),
                new(
                    "Engineering Director, Logistics (ed.logistics@example.com)",
                    "Rate and seal: Dispatch",
                    "Since Thursday, 1 October 2026. A mail did not arrive."
                ),
            ]
        )
    );

    /// <summary>For a CEO who is ops: no name.</summary>
    public static readonly OpenWorkModel WorkInNumbers = Work with
    {
        To = Ceo,
        Work = Work.Work with { Yours = [], Others = [] },
    };

    public static readonly AwaitingModel Awaiting = new(Ceo, 6, 8, ["Checkout", "Vendor Menu"]);
}
