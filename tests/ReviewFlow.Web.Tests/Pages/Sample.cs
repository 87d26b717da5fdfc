using ReviewFlow.Scorecards;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.Mailbox;
using ReviewFlow.Web.Features.Partnerships;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Features.Start;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

/// <summary>Pages of the sample quarter, as its leaders would see them.</summary>
internal static class Sample
{
    public const string Hash = "5f0c9a7be31d48f2a60c7d1e94b85a3370c2ee41d6b9f80a1c35e7724d9b6f18";
    public const string Token = "Zm9ybS10b2tlbi1mb3ItdGVzdHM";
    public const string Due = "Wednesday, 14 October 2026";

    public static Frame Stranger(string title) => new(title);

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
        new("Vendor Menu", "/teams/vendor-menu", "Marketplace", "Waits for you both.", new(1, 0, 1), Due),
    ];

    public static HomeModel Desk(params HomeTeam[] waiting) =>
        new(
            Leader("Your reviews"),
            ["Technology, Marketplace"],
            HomeStage.Signing,
            new(3, 8),
            Due,
            waiting,
            [
                new(
                    "Loyalty",
                    "/teams/loyalty",
                    "Marketplace",
                    "You have signed. It waits for your partner.",
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
            new("Product Director, Marketplace", SeatState.HasSigned, "2026-10-05 at 09:40"),
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

    public static readonly TeamModel Amended = Team with { Changes = Changes, PastDue = true };

    public static readonly TeamModel NotChosen = Team with
    {
        SignOff = Team.SignOff! with { Error = "Choose this before you sign off." },
        Refusal = new(
            "Your sign-off was not recorded",
            [new("Choose that you have read the outcomes.", FieldIds.Confirmed)]
        ),
    };

    public static readonly TeamModel NoReason = Team with
    {
        Return = Team.Return! with
        {
            Reason = "<b>Not</b> \"ours\" & no",
            Error = "Say what has to change, in a sentence.",
        },
        Refusal = new(
            "Your return was not recorded",
            [new("Say what has to change, in a sentence.", FieldIds.ReturnReason)]
        ),
    };

    public static readonly TeamModel OutOfDate = Amended with
    {
        Refusal = new(
            "Your sign-off was not recorded",
            [new("Revision 2 came in while you were reading revision 1. Read what changed, then sign again.")]
        ),
    };

    public static readonly TeamModel SignedTeam = Team with
    {
        Stands = "You both have signed. It waits for the pair above.",
        Path =
        [
            Path[0] with
            {
                Technology = new(
                    "Engineering Director, Marketplace",
                    SeatState.HasSigned,
                    "2026-10-05 at 10:12",
                    "Head of Payments",
                    true
                ),
            },
            Path[1] with
            {
                Product = new("Chief Product Officer", SeatState.Awaited),
                Technology = new("Chief Technology Officer", SeatState.Awaited),
            },
        ],
        SignOff = null,
        Return = null,
        Withdraw = new("/teams/checkout/withdraw", Token, Hash),
        Turn = null,
        Receipt = Signed,
    };

    public static readonly TeamModel Returned = Team with
    {
        Stands = "It was returned. Ops amend the scorecard, then you both sign again.",
        Returned = new(
            "Chief Technology Officer (Technology, Company)",
            "2026-10-06 at 16:05",
            "The refund figure leaves out the weekends.\nPlease measure it the way customers feel it."
        ),
        Path =
        [
            Path[0] with
            {
                Product = new("Product Director, Marketplace", SeatState.NotYet),
                Technology = new("Engineering Director, Marketplace", SeatState.NotYet, IsReader: true),
            },
            Path[1],
        ],
        SignOff = null,
        Return = null,
        Turn = null,
    };

    public static readonly TeamModel TakenOver = Team with
    {
        Stands = "The pair above took Marketplace's part over. Nothing waits for you.",
        Path =
        [
            new(
                "Marketplace",
                "The team's own pair",
                new("Product Director, Marketplace", SeatState.TakenOver),
                new("Engineering Director, Marketplace", SeatState.TakenOver, IsReader: true),
                "One seat is vacant until December; we answer for Checkout until it is filled.",
                "Chief Product Officer and Head of Payments on behalf of Chief Technology Officer, 14 October "
                    + "2026 at 10:40 (Asia/Dubai)"
            ),
            new(
                "Company",
                "Signs for both levels",
                new("Chief Product Officer", SeatState.HasSigned, "2026-10-14 at 11:00"),
                new("Chief Technology Officer", SeatState.Awaited)
            ),
        ],
        SignOff = null,
        Return = null,
        Turn = null,
    };

    private static readonly Option[] HowFar = [new("yes", "Yes"), new("partly", "Partly"), new("no", "No")];

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

    /// <summary>Every state of every page, by the name of its snapshot.</summary>
    public static IReadOnlyDictionary<string, PageModel> All => Whole.All;

    /// <summary>
    /// Made last: the other samples are made from these, and classes that begin each other can find one another half
    /// made.
    /// </summary>
    private static class Whole
    {
        public static readonly IReadOnlyDictionary<string, PageModel> All = new Dictionary<string, PageModel>(
            SampleAssessments.All.Concat(FitSamples.All)
        )
        {
            ["desk-waiting"] = Desk(Waiting),
            ["desk-end-links"] = Desk(Waiting[1..]) with { EndLinks = new("/link/end", Token) },
            ["desk-past-due-two-seats"] = Desk(
                Waiting[0] with
                {
                    PastDue = true,
                    ActingAs = "Technology, Marketplace",
                },
                Waiting[1] with
                {
                    Why = "Signed by both in Marketplace; now it is your turn as the pair above.",
                    ActingAs = "Technology, Company",
                }
            ) with
            {
                Seats = ["Technology, Marketplace", "Technology, Company on behalf of the Chief Technology Officer"],
            },
            ["desk-nothing-waits"] = Desk(),
            ["desk-released"] = Desk() with
            {
                Stage = HomeStage.Released,
                Due = null,
                Progress = new(8, 8),
                Report = Report,
                WaitsOnOthers = [],
                Done = [.. Waiting.Select(team => team with { Why = "Signed by every pair on its path.", Due = null })],
            },
            ["desk-voided"] = Desk() with
            {
                Stage = HomeStage.Voided,
                Due = null,
                WaitsOnOthers = [],
                VoidReason = "The quarter was opened with last quarter's targets.",
            },
            ["team-your-turn"] = Team,
            ["team-amended-past-due"] = Amended,
            ["team-signed"] = SignedTeam,
            ["team-returned"] = Returned,
            ["team-refused-not-chosen"] = NotChosen,
            ["team-refused-no-reason"] = NoReason,
            ["team-refused-out-of-date"] = OutOfDate,
            ["team-on-behalf"] = Team with
            {
                SignOff = Team.SignOff! with { OnBehalfOf = "Engineering Director, Marketplace" },
            },
            ["team-taken-over"] = TakenOver,
            ["desk-away"] = StandInSamples.Away,
            ["desk-away-refused"] = StandInSamples.AwayRefused,
            ["desk-of-a-delegate"] = StandInSamples.Delegate,
            ["team-of-a-delegate"] = StandInSamples.TeamOfADelegate,
            ["team-take-over"] = StandInSamples.TakeOver,
            ["team-take-over-proposed-by-the-partner"] = StandInSamples.Theirs,
            ["team-take-over-proposed-by-you"] = StandInSamples.Yours,
            ["team-take-over-not-chosen"] = StandInSamples.NotChosen,
            ["desk-partnership"] = Desk() with
            {
                Checks = [new("Marketplace", "/desk/partnership/market", "Not yet answered.")],
            },
            ["partnership-unanswered"] = Partnership,
            ["partnership-answered"] = Partnership with
            {
                Stands = "You have answered. It opens when your partner has answered as well.",
                Form = Partnership.Form! with
                {
                    IsAnswered = true,
                    Statements = [.. Statements.Select(s => s with { Chosen = "partly" })],
                },
                Receipt = new("Answered.", "2026-10-05 at 10:12 (Asia/Dubai)", 41),
            },
            ["partnership-refused"] = Partnership with
            {
                Form = Partnership.Form! with
                {
                    Statements =
                    [
                        Statements[0] with
                        {
                            Chosen = "no",
                        },
                        Statements[1] with
                        {
                            Error = "Choose an answer: We worked to one plan.",
                        },
                    ],
                },
                Refusal = new(
                    "Your answers were not recorded",
                    [new("Choose an answer: We worked to one plan.", Choice.FirstId("onePlan", HowFar))]
                ),
            },
            ["partnership-revealed"] = PartnershipRevealed,
            ["partnership-proposed"] = PartnershipRevealed with
            {
                Pledge = new(
                    "We decide the budget of next quarter in one meeting.",
                    PledgeState.ProposedByPartner,
                    new("/desk/partnership/market/confirm", Token, Hash),
                    PartnershipRevealed.Pledge!.Propose! with
                    {
                        Text = "We decide the budget of next quarter in one meeting.",
                    }
                ),
            },
            ["partnership-agreed"] = PartnershipRevealed with
            {
                Pledge = new("We decide the budget of next quarter in one meeting.", PledgeState.Agreed, null, null),
                Trend = [new(Statements[0].Legend, [new("2026-Q3", "Yes", "Yes"), new("2026-Q2", "Partly", "No")])],
            },
            ["dead-link"] = new DeadLinkModel(
                Stranger("This link has expired or was replaced"),
                new("/link/fresh", Token)
            ),
            ["fresh-link"] = new FreshLinkModel(Stranger("Look into your mailbox")),
            ["notice-not-found"] = new NoticeModel(Stranger("Nothing here"), NoticeKind.NotFound),
            ["notice-too-many-tries"] = new NoticeModel(
                Stranger("Too many tries"),
                NoticeKind.TooManyTries,
                RetryAfter: "in 15 minutes"
            ),
            ["notice-not-yet"] = new NoticeModel(Stranger("Not yet"), NoticeKind.NotYet, Opens: "5 October 2026"),
            ["notice-form-out-of-date"] = new NoticeModel(
                Leader("Form out of date"),
                NoticeKind.FormOutOfDate,
                Back: new("Back to Checkout", "/teams/checkout")
            ),
            ["notice-form-from-elsewhere"] = new NoticeModel(
                Stranger("Nothing was recorded"),
                NoticeKind.FormFromElsewhere,
                Back: new("Open your reviews", "/desk")
            ),
            ["notice-away"] = new NoticeModel(Stranger("We cannot reach our records"), NoticeKind.Away, "7Q4M-19KD"),
            ["notice-ledger-broken"] = new NoticeModel(
                Stranger("These records need a check first"),
                NoticeKind.LedgerBroken,
                "7Q4M-19KD"
            ),
            ["notice-failed"] = new NoticeModel(
                Leader("Something failed"),
                NoticeKind.Failed,
                "7Q4M-19KD",
                Back: new("Back to your desk", "/desk")
            ),
            ["outbox"] = new OutboxModel(
                Stranger("Outbox"),
                [
                    new(
                        "ed.marketplace@example.com",
                        "2026-Q3: 3 teams are ready for your sign-off",
                        "2026-10-05 09:00:04",
                        "/mail/2"
                    ),
                    new(
                        "pd.marketplace@example.com",
                        "2026-Q3: 3 teams are ready for your sign-off",
                        "2026-10-05 09:00:03",
                        "/mail/1"
                    ),
                ]
            ),
            ["outbox-empty"] = new OutboxModel(Stranger("Outbox"), []),
            ["mail"] = new MailModel(
                Stranger("Mail"),
                "2026-Q3: 3 teams are ready for your sign-off",
                [
                    new("From", "ReviewFlow <reviews@example.com>"),
                    new("To", "ed.marketplace@example.com"),
                    new("Message-ID", "<2026-Q3.invitation.7@example.com>"),
                ],
                "/mail/2/html",
                "Good day, Engineering Director, Marketplace\n\nhttp://localhost:5080/l/abc\n",
                [new("report.pdf (412 KB)", "/mail/2/attachments/1")],
                "/mail"
            ),
            ["home"] = new StartModel(Stranger("Joint performance reviews")),
            ["report-awaiting"] = new ReportModel(new("Report", "2026-Q3", "Example Delivery"), new(5, 8), null),
            ["report-released"] = new ReportModel(new("Report", "2026-Q3", "Example Delivery"), new(8, 8), Report),
            ["report-voided"] = new ReportModel(
                new("Report", "2026-Q3", "Example Delivery"),
                new(0, 8),
                null,
                "The quarter was opened with last quarter's targets."
            ),
        };
    }
}
