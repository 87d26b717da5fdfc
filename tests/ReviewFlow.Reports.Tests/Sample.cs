using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Reports.Tests;

/// <summary>Quarters that went through the rules to their last signature.</summary>
internal static class Sample
{
    public static readonly Instant Start = Instant.FromUtc(2026, 10, 5, 5, 0);
    public static readonly Instant Released = Instant.FromUtc(2026, 10, 14, 8, 30);
    public static readonly LedgerHead Head = new(
        57,
        string.Concat(Enumerable.Repeat("0123456789abcdef", 4)),
        "ledger-2026"
    );

    /// <summary>The sample as a quarter that is only signed off.</summary>
    public static string Roster
    {
        get
        {
            var sample = JsonNode.Parse(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "quarter-2026-Q3.json"))
            )!;
            sample["assessment"] = "signOffOnly";
            return sample.ToJsonString();
        }
    }

    /// <summary>The sample as it stands: assessed jointly.</summary>
    public static string JointRoster =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "quarter-2026-Q3.json"));

    /// <summary>Gaps, shares, joint work, somebody on behalf of another, a part that was taken over.</summary>
    public static Quarter Joint { get; } = JointQuarter();

    public static ReportDocument JointReport { get; } =
        ReportComposer.Compose(
            Joint,
            Head,
            Released,
            new([new(QuarterId.Parse("2026-Q1"), 13, 7), new(QuarterId.Parse("2026-Q2"), 14, 6)], [])
        );

    public static byte[] JointPdf { get; } = SkiaReport.Render(JointReport);

    public static ReportDocument Report { get; } = ReportComposer.Compose(Quarter(Roster), Head, Released);

    public static byte[] Pdf { get; } = SkiaReport.Render(Report);

    /// <summary>A quarter that has just begun.</summary>
    public static Quarter Unsigned(string roster)
    {
        var read = Read(roster);
        return After(null, read.Quarter, new QuarterCommand.Start(read), Start);
    }

    private static Roster Read(string roster)
    {
        var reading = RosterReader.Read(Encoding.UTF8.GetBytes(roster));
        Assert.Empty(reading.Problems);
        return reading.Roster!;
    }

    public static Quarter Quarter(string roster, params (string Team, string Reason)[] voided)
    {
        var quarter = Unsigned(roster);
        var id = quarter.Id;
        foreach (var (team, reason) in voided)
            quarter = After(
                quarter,
                id,
                new QuarterCommand.OfTeam(TeamId.Parse(team), new SigningCommand.Void(reason)),
                Start
            );
        var at = Start;
        foreach (var review in quarter.InOrder.Where(r => r.Stage != Stage.Voided).ToArray())
        {
            foreach (var level in review.Path)
            {
                foreach (var seat in new[] { Seat.Product, Seat.Technology })
                {
                    at += Duration.FromSeconds(1511);
                    var seatOf = new SeatOf(level.Pair, seat);
                    var yes = new SigningCommand.SignOff(seatOf, quarter.Pairs[seatOf], review.Hash);
                    quarter = After(quarter, id, new QuarterCommand.OfTeam(review.Team, yes), at);
                }
            }
        }
        return quarter;
    }

    private static Quarter JointQuarter()
    {
        var play = new JointPlay(Read(JointRoster), Start);
        var (checkout, dispatch) = (TeamId.Parse("checkout"), TeamId.Parse("dispatch"));
        play.Do(
            new QuarterCommand.DelegateTo(
                play.Quarter.Pairs[new SeatOf(PairId.Parse("marketplace"), Seat.Technology)].Id,
                new("Head of Checkout Engineering", "head.checkout@example.com"),
                new(2026, 10, 5),
                new(2026, 10, 9)
            )
        );
        play.Assess(
            checkout,
            new(
                9,
                [
                    new(
                        OutcomeId.Parse("conversion"),
                        WallKind.LateChangeOfRequirement,
                        null,
                        "Fraud rules are agreed before the first sprint."
                    ),
                    new(
                        OutcomeId.Parse("conversion"),
                        WallKind.DaysWaited,
                        6,
                        "One board for both; whoever waits says so the same day."
                    ),
                ]
            ),
            new OneOutcome("conversion")
            {
                Product = OutcomeStatus.Partly,
                Technology = OutcomeStatus.Missed,
                First = (OutcomeStatus.Met, "PLANTED-FIRST-RATIONALE"),
                Joint = (
                    OutcomeStatus.Partly,
                    "Two thirds of the way is partly; that it came five weeks late cost us the summer, and we "
                        + "both answer for that."
                ),
                ProductShare = (
                    "We changed the fraud rules after the build had started.",
                    "Fraud rules are part of the brief, and the brief is signed by both of us."
                ),
                TechnologyShare = (
                    "We began to build before the rules were settled.",
                    "No build of a payment change before its rules are agreed."
                ),
                Contested = "PLANTED-CONTEST",
            },
            new OneOutcome("refund-time")
            {
                Product = OutcomeStatus.Met,
                Technology = OutcomeStatus.Partly,
                Joint = (
                    OutcomeStatus.Partly,
                    "The median is met, but on weekends nobody refunds; customers do not know medians."
                ),
                ProductShare = (
                    "We asked for a median and not for what customers feel.",
                    "The next target names the slowest tenth."
                ),
                TechnologyHasNone = (
                    "The service did what it was asked to do, at all hours.",
                    "It did; the rota for weekends was ours to ask for."
                ),
            }
        );
        play.TakeOver(
            dispatch,
            PairId.Parse("company"),
            "Both directors are away until after the deadline; the figures are not in doubt."
        );
        play.Assess(
            dispatch,
            new(4, []),
            new OneOutcome("on-time") { Product = OutcomeStatus.Met, Technology = OutcomeStatus.Met }
        );
        play.Assess(
            TeamId.Parse("vendor-menu"),
            new(
                6,
                [
                    new(
                        OutcomeId.Parse("menu-freshness"),
                        WallKind.WorkReturned,
                        null,
                        "We look at the first version together before it is built out."
                    ),
                ]
            )
        );
        foreach (var team in play.Quarter.Teams.Where(t => !play.Quarter.Reviews[t].Assessment!.IsComplete).ToArray())
            play.Assess(team, new(5, []));
        foreach (var team in play.Quarter.Teams.ToArray())
            play.Sign(team);
        return play.Quarter;
    }

    /// <summary>The sample with its teams changed.</summary>
    public static string With(Action<JsonArray> teams)
    {
        var json = JsonNode.Parse(Roster)!;
        teams(json["teams"]!.AsArray());
        return json.ToJsonString();
    }

    /// <summary>As many teams as wanted, each with four outcomes.</summary>
    public static string OfTeams(int count) =>
        With(teams =>
        {
            var sample = teams.Select(t => t!.DeepClone()).ToArray();
            var outcomes = sample.SelectMany(t => t!["outcomes"]!.AsArray().Select(o => o!.DeepClone())).ToArray();
            teams.Clear();
            for (var i = 0; i < count; i++)
            {
                var team = sample[i % sample.Length].DeepClone().AsObject();
                team["id"] = $"team-{i + 1}";
                team["name"] = $"Team {i + 1}";
                team["outcomes"] = new JsonArray([
                    .. Enumerable.Range(0, 4).Select(k => outcomes[((i * 4) + k) % outcomes.Length].DeepClone()),
                ]);
                teams.Add(team);
            }
        });

    private static Quarter After(Quarter? quarter, QuarterId id, QuarterCommand command, Instant at)
    {
        var accepted = Assert.IsType<Decision.Accepted>(QuarterRules.Decide(quarter, id, command, at));
        return QuarterRules.Evolve(quarter, id, accepted.Events)!;
    }
}
