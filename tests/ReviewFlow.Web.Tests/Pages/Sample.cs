using ReviewFlow.Application.Reading;
using ReviewFlow.Obligations;
using ReviewFlow.Scorecards;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.Partnerships;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

/// <summary>Pages of the sample quarter, as its leaders would see them.</summary>
internal static partial class Sample
{
    public const string Hash = "5f0c9a7be31d48f2a60c7d1e94b85a3370c2ee41d6b9f80a1c35e7724d9b6f18";
    public const string Token = "Zm9ybS10b2tlbi1mb3ItdGVzdHM";
    public const string Due = "Wednesday, 14 October 2026";

    public static Frame Stranger(string title) => new(title);

    public static DeadLinkModel Dead(LinkState state) =>
        new(Stranger(DeadLinkModel.HeadlineOf(state)), state, new("/link/fresh", Token));

    public static Frame Leader(string title, string reader = "Engineering Director, Marketplace") =>
        new(title, "2026-Q3", "Example Delivery", reader, "/desk");

    public static readonly Receipt Signed = new(
        "Signed.",
        "2026-10-05 at 10:12 (Asia/Dubai)",
        41,
        new PageLink("Search & Discovery", "/teams/search")
    );

    public static readonly ReportFile Report = new(
        "/report/2026-Q3.pdf",
        "Thursday, 15 October 2026, 09:30 (Asia/Dubai)",
        12,
        "412 KB",
        Hash
    );

    public static readonly HomeTeam[] Waiting =
    [
        new("Checkout", "/teams/checkout", "Marketplace", "Your partner has signed.", new(2, 1, 0), Due),
        new(
            "Search & Discovery",
            "/teams/search",
            "Marketplace",
            "Revision 2 changed what you both had signed.",
            new(2, 0, 0),
            Due
        ),
        new("Vendor Menu", "/teams/vendor-menu", "Marketplace", "Waiting for you both.", new(1, 0, 1), Due),
    ];

    private static readonly OpenWork Work = new(
        new(Complete: 5, Total: 8, Amendments: 1, Addresses: 0, Teams: 2),
        [
            new(
                "Maps & Addresses",
                "Returned. Send its scorecard, amended or as it is: reviewflow team amend 2026-Q3 maps FILE --reason …",
                "Since Monday, 5 October 2026."
            ),
        ],
        [
            new(
                "Engineering Director, Marketplace (ed.marketplace@example.com)",
                "Sign: Checkout and Loyalty",
                "Since Thursday, 1 October 2026. Last reminded Thursday, 8 October 2026."
            ),
        ]
    );

    public static HomeModel Desk(params HomeTeam[] waiting) =>
        new(
            Leader("Your reviews"),
            ["Technology, Marketplace"],
            HomeStage.Signing,
            new(3, 8),
            new(Due, IsPast: false),
            waiting,
            [
                new(
                    "Loyalty",
                    "/teams/loyalty",
                    "Marketplace",
                    "You have signed. It is waiting for Product Director, Marketplace.",
                    new(1, 0, 0),
                    Due
                ),
                new(
                    "Maps & Addresses",
                    "/teams/maps",
                    "Marketplace",
                    "Returned; ops amend the scorecard.",
                    new(0, 1, 0)
                ),
            ],
            [new("Platform", "/teams/platform", "Marketplace", "Signed by every pair on its path.", new(1, 1, 0))]
        );

    public static readonly OutcomeModel[] Outcomes =
    [
        new(
            "Fewer abandoned baskets",
            "Checkout conversion",
            "71.2 %",
            "74 %",
            "73.1 %",
            "higher is better",
            OutcomeStatus.Partly,
            0.679,
            new(
                "The new card form shipped five weeks late because its fraud rules were agreed after the "
                    + "build had started.",
                "Agree fraud rules before the first sprint of any payment change.",
                "30 November 2026"
            ),
            new PageLink("example.com/dash/conversion", "https://example.com/dash/conversion"),
            "The late start was ours to prevent together: scope was open on one side and the build went ahead "
                + "on the other."
        ),
        new(
            "Payments that just work",
            "Failed payments",
            "2.4 %",
            "1.5 %",
            "1.3 %",
            "lower is better",
            OutcomeStatus.Met,
            1.222,
            Evidence: new PageLink("example.com/dash/payments", "https://example.com/dash/payments")
        ),
        new(
            "Refunds customers trust",
            "Median time to refund",
            "52 h",
            "24 h",
            "56 h",
            "lower is better",
            OutcomeStatus.Missed,
            -0.143,
            new(
                "The refund service had no owner for half of the quarter.",
                "Name one owner and a rota by the end of October.",
                "31 October 2026"
            )
        ),
    ];

    public static readonly PathLevel[] Path =
    [
        new(
            "Marketplace",
            "The team's own pair",
            new("Product Director, Marketplace", SeatState.Signed, "2026-10-05 at 09:40"),
            new("Engineering Director, Marketplace", SeatState.Awaited, IsReader: true)
        ),
        new(
            "Company",
            "Signs once Marketplace has signed",
            new("Chief Product Officer", SeatState.NotYet),
            new("Chief Technology Officer", SeatState.NotYet)
        ),
    ];

    public static readonly Changes Changes = new(
        1,
        "The refund figure left out the weekends.",
        [
            new("Median time to refund: actual", "23 h", "56 h"),
            new("Median time to refund: cause", "", "The refund service had no owner for half of the quarter."),
        ]
    );

    public static readonly TeamModel Team = new(
        Leader("Checkout"),
        "Checkout",
        "Marketplace",
        2,
        new("5f0c9a7be31d", Hash),
        "Your partner has signed. It waits for you.",
        Due,
        false,
        new(1, 1, 1),
        Path,
        Outcomes,
        new("USD 420,000", "USD 398,500", "USD 21,500 under plan"),
        SignOff: new("/teams/checkout/sign-off", Token, Hash, "Checkout", 2),
        Return: new("/teams/checkout/return", Token, Hash),
        Turn: new(2, 5, new("Loyalty", "/teams/loyalty"), new("Search & Discovery", "/teams/search"))
    );

    public static readonly Choice[] Statements =
    [
        new("oneBudget", "We decided one budget together.", HowFar, Required: true),
        new("onePlan", "We worked to one plan.", HowFar, Required: true),
    ];

    public static readonly PartnershipModel Partnership = new(
        Leader("Partnership check"),
        "Marketplace",
        "Product Director, Marketplace",
        "Not yet answered.",
        new("/desk/partnership/market/answer", Token, Statements, IsAnswered: false),
        Answers: null,
        Pledge: null,
        Trend: []
    );

    public static readonly PartnershipModel PartnershipRevealed = Partnership with
    {
        Stands = "Both of you have answered. What is left is your joint commitment.",
        Form = null,
        Answers = [new(Statements[0].Legend, "Yes", "Partly"), new(Statements[1].Legend, "Yes", "Yes")],
        Pledge = new(null, PledgeState.None, null, new("/desk/partnership/market/pledge", Token)),
    };
}
