using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.Mailbox;
using ReviewFlow.Web.Features.Ops;
using ReviewFlow.Web.Features.Partnerships;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Features.Start;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

// Every page in the states that are approved.
internal static partial class Sample
{
    private static Option[] HowFar => [new("yes", "Yes"), new("partly", "Partly"), new("no", "No")];

    /// <summary>Every state of every page, by the name of its snapshot.</summary>
    public static IReadOnlyDictionary<string, PageModel> All => WithActs.All;

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
                    PastDue = true,
                    Why = "Signed by both in Marketplace; now it is your turn as the pair above.",
                    ActingAs = "Technology, Company",
                }
            ) with
            {
                Due = new(Due, IsPast: true),
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
            ["desk-away-refused"] = StandInSamples.AwayRefused with { Act = "delegate" },
            ["desk-of-a-delegate"] = StandInSamples.Delegate,
            ["team-of-a-delegate"] = StandInSamples.TeamOfADelegate,
            ["team-take-over"] = StandInSamples.TakeOver,
            ["team-take-over-proposed-by-the-partner"] = StandInSamples.Theirs,
            ["team-take-over-proposed-by-you"] = StandInSamples.Yours,
            ["team-take-over-not-chosen"] = StandInSamples.NotChosen with { Act = "agree-to-take-over" },
            ["desk-partnership"] = Desk() with
            {
                Checks = [new("Marketplace", "/desk/partnership/market", "Not yet answered.")],
            },
            ["partnership-unanswered"] = Partnership,
            ["partnership-answered"] = Partnership with
            {
                Stands = "You have answered. It will open once your partner has answered as well.",
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
            ["dead-link-expired"] = Dead(LinkState.Expired),
            ["dead-link-ended"] = Dead(LinkState.Ended),
            ["dead-link-wrong-codes"] = Dead(LinkState.EndedAfterWrongCodes),
            ["dead-link-idle"] = Dead(LinkState.Idle),
            ["dead-link-no-longer-theirs"] = Dead(LinkState.NoLongerTheirs),
            ["dead-link-unknown"] = Dead(LinkState.Unknown) with { Form = null },
            ["dead-link-no-session"] = Dead(LinkState.NoSession) with { Form = null },
            ["ask-for-link"] = new AskForLinkModel(Stranger("Mail me a fresh link")),
            ["ask-for-link-again"] = new AskForLinkModel(Stranger("Mail me a fresh link"), "pia@", "Not an address."),
            ["not-me"] = new NotMeModel(Stranger("This was not me"), Token),
            ["not-me-again"] = new NotMeModel(Stranger("This was not me"), Token, "Tick the box to confirm."),
            ["held-code"] = HeldSamples.Code(),
            ["held-code-again"] = HeldSamples.Code() with { Problem = "That code is not right." },
            ["held-link"] = HeldSamples.Link(),
            ["held-records"] = HeldSamples.Records(),
            ["fresh-link-signed-in"] = new FreshLinkModel(Stranger("Check your mailbox"), "pia@example.com"),
            ["notice-signed-out"] = new NoticeModel(Stranger("You are signed out"), NoticeKind.SignedOut),
            ["fresh-link"] = new FreshLinkModel(Stranger("Check your mailbox")),
            ["notice-not-found"] = new NoticeModel(Stranger("Nothing here"), NoticeKind.NotFound),
            ["notice-too-many-tries"] = new NoticeModel(
                Stranger("Too many tries"),
                NoticeKind.TooManyTries,
                RetryAfterMinutes: 15
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
                "Hello Engineering Director, Marketplace,\n\nhttp://localhost:5080/l/abc\n",
                [new("report.pdf (412 KB)", "/mail/2/attachments/1")],
                "/mail"
            ),
            ["home"] = new StartModel(Stranger("Joint performance reviews")),
            ["ops-open-work"] = new OpsModel(
                new("What is open", "2026-Q3", "Example Delivery"),
                new(5, 8),
                new(Due, IsPast: true),
                Work,
                null
            ),
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
