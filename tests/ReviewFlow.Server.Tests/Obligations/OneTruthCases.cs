using NodaTime;
using ReviewFlow.Application.Desk;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Server.Tests.Obligations;

/// <summary>Where page, mail, status and API once told different stories.</summary>
internal static class OneTruthCases
{
    private const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com",
        Team = "/desk/checkout",
        Desk = "/desk";

    private static readonly byte[] SignedOff = SampleRosters.File(("checkout", "market")),
        Rated = JointQuarter.File(("checkout", "market")),
        RatedByRoot = JointQuarter.File(("platform", "company"));

    /// <summary>After the due date, 13 October, and its escalation.</summary>
    private static readonly Instant PastDue = Instant.FromUtc(2026, 10, 14, 6, 0);

    private static readonly Instant Reminded = Instant.FromUtc(2026, 10, 6, 6, 0);

    public static IReadOnlyDictionary<string, OneTruthCase> All { get; } =
        new Dictionary<string, OneTruthCase>
        {
            ["leaders are not told to sign what was returned and waits for ops"] = new(
                SignedOff,
                product => Returned(product, PastDue),
                Pia,
                Team,
                new(
                    ["Returned. It is waiting for an amended scorecard from ops.", "Past due:"],
                    "I have read the outcomes",
                    "your turn"
                ),
                "escalated",
                new(
                    ["waiting for an amended scorecard from ops", "There is nothing for you to sign"],
                    "sign, or return with a reason"
                ),
                new(["Send an amended scorecard: Team checkout"], "Sign ("),
                ["ops: amendScorecard checkout, past due"]
            ),
            ["ops are told that they hold it up"] = new(
                SignedOff,
                product => Returned(product, PastDue),
                "ops@example.com",
                "/report",
                new(["Waiting for you", "Team checkout", "Send its scorecard"]),
                "open-work",
                new(
                    ["Waiting for you * Team checkout Returned. Send its scorecard", "was due"],
                    "There is nothing for you to do"
                ),
                new([
                    "Ops: The Office <ops@example.com>",
                    "Was due 2026-10-13.",
                    "reviewflow team amend 2026-Q3 checkout FILE",
                ]),
                ["ops: amendScorecard checkout, past due"]
            ),
            ["ops are reminded of what waits for them"] = new(
                SignedOff,
                product => Returned(product, Reminded),
                "ops@example.com",
                "/report",
                new(["Team checkout", "Send its scorecard"]),
                "open-work",
                new(["1 team is still waiting for an amended scorecard from you", "is due"], "was due"),
                new(["Send an amended scorecard: Team checkout", "Due 2026-10-13. Last reminded 2026-10-06."]),
                ["ops: amendScorecard checkout"]
            ),
            ["a seat is awaited for a rating on the page as in the API"] = new(
                Rated,
                async product =>
                {
                    var review = await Review(product, "checkout");
                    await Do(
                        product,
                        "checkout",
                        JointQuarter.Seal(review, Seat.Product, JointQuarter.Sheet(review, "mm", "As I saw it"))
                    );
                    await At(product, Reminded);
                },
                Tom,
                Team,
                new(
                    ["Not rated yet. Pia of market has sealed.", "Pia of market Not yet", "Tom of market Awaited"],
                    "Pia of market Awaited"
                ),
                "reminder",
                new(["for you to rate", "Not rated yet. Pia of market has sealed."]),
                new(["market: not yet / pending", "Rate and seal (Technology, market): Team checkout"]),
                ["technology.market: rate checkout"]
            ),
            ["neither of the two has rated"] = new(
                Rated,
                product => At(product, Reminded),
                Tom,
                Desk,
                new(["Not rated yet. Pia of market: not yet either.", "1 team is waiting for you. Due"]),
                "reminder",
                new(["Not rated yet. Pia of market: not yet either."]),
                new(["market: pending / pending"]),
                ["product.market: rate checkout", "technology.market: rate checkout"]
            ),
            ["a take-over proposal waits for the one who is asked"] = new(
                SignedOff,
                product =>
                    Do(
                        product,
                        "checkout",
                        new TakeOverCommand.TakeOver(
                            SampleRosters.Product("company"),
                            SampleRosters.Holder(SampleRosters.Product("company")),
                            PairId.Parse("market"),
                            "Both are away"
                        )
                    ),
                "technology.company@example.com",
                Desk,
                new(
                    [
                        "1 team is waiting for you",
                        "Waiting for you Team checkout",
                        "Your partner proposes that you two take over the part of Market.",
                    ],
                    "Waiting for others"
                ),
                "take-over-proposed",
                new(["would like the two of you to take over"]),
                new(["Join or decline a take-over (Technology, company): Team checkout", "Optional."]),
                [
                    "technology.company: answerTakeOver checkout",
                    "product.market: sign checkout",
                    "technology.market: sign checkout",
                ]
            ),
            ["nobody rates in a voided quarter"] = new(
                Rated,
                product => Do(product, new QuarterCommand.Void("Wrong roster")),
                Tom,
                Team,
                new(["This quarter was voided. Nothing is left to do."], "Not rated yet", "Awaited"),
                "quarter-voided",
                new(["nothing is waiting for you"]),
                new(["Nothing is open.", "market: not yet / not yet"], "Rate and seal"),
                []
            ),
            ["nobody is above the pair at the root"] = new(
                RatedByRoot,
                product => At(product, Reminded),
                "product.company@example.com",
                "/desk/platform",
                new(["Not rated yet. Tom of company: not yet either."], "pair above"),
                "reminder",
                new(["If you cannot, please talk to each other; ops can help."], "pair above"),
                new(["Rate and seal (Product, company): Team platform"]),
                ["product.company: rate platform", "technology.company: rate platform"]
            ),
            ["what is overdue was due"] = new(
                Rated,
                product => At(product, PastDue),
                Pia,
                Desk,
                new(["1 team is waiting for you. It was due", "Past due:"], "Due "),
                "escalated",
                new(["Sign-offs were due"], "are due"),
                new(["Rate and seal (Product, market): Team checkout", "Was due 2026-10-13."]),
                ["product.market: rate checkout, past due", "technology.market: rate checkout, past due"]
            ),
        };

    private static async Task Returned(RunningProduct product, Instant at)
    {
        var seat = SampleRosters.Technology("market");
        await Do(
            product,
            "checkout",
            new SigningCommand.Return(
                seat,
                SampleRosters.Holder(seat),
                (await Review(product, "checkout")).Hash,
                "The figure is wrong"
            )
        );
        await At(product, at);
    }

    private static async Task At(RunningProduct product, Instant at)
    {
        await product.RunDueWork();
        product.Time.SetUtcNow(at.ToDateTimeOffset());
        await product.RunDueWork();
    }

    private static Task Do(RunningProduct product, string team, ReviewCommand command) =>
        Do(product, new QuarterCommand.OfTeam(TeamId.Parse(team), command));

    private static async Task Do(RunningProduct product, QuarterCommand command) =>
        Assert.IsType<CommandResult.Done>(
            await product
                .Get<ReviewDesk>()
                .Execute(SampleRosters.Q3, command, key: null, TestContext.Current.CancellationToken)
        );

    private static async Task<Review> Review(RunningProduct product, string team) =>
        (await product.Get<ReviewDesk>().Get(SampleRosters.Q3, TestContext.Current.CancellationToken))!.Reviews[
            TeamId.Parse(team)
        ];
}
