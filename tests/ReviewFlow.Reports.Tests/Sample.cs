using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reviews;
using ReviewFlow.Rosters;

namespace ReviewFlow.Reports.Tests;

/// <summary>Quarters that went through the rules to their last signature.</summary>
internal static class Sample
{
    public static readonly Instant Start = Instant.FromUtc(2026, 10, 5, 5, 0);
    public static readonly Instant Released = Instant.FromUtc(2026, 10, 14, 8, 30);
    public static readonly LedgerHead Head = new(57, string.Concat(Enumerable.Repeat("0123456789abcdef", 4)), "ledger-2026");

    /// <summary>The sample as a quarter that is only signed off.</summary>
    public static string Roster
    {
        get
        {
            var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "quarter-2026-Q3.json")))!;
            sample["assessment"] = "signOffOnly";
            return sample.ToJsonString();
        }
    }

    public static Document Report { get; } = ReportComposer.Compose(Quarter(Roster), Head, Released);

    public static byte[] Pdf { get; } = Skia.SkiaReport.Render(Report);

    /// <summary>A quarter that has just begun.</summary>
    public static Quarter Unsigned(string roster)
    {
        var reading = RosterReader.Read(Encoding.UTF8.GetBytes(roster));
        Assert.Empty(reading.Problems);
        return After(null, reading.Roster!.Quarter, new QuarterCommand.Start(reading.Roster), Start);
    }

    public static Quarter Quarter(string roster, params (string Team, string Reason)[] voided)
    {
        var quarter = Unsigned(roster);
        var id = quarter.Id;
        foreach (var (team, reason) in voided) quarter = After(quarter, id, new QuarterCommand.OfTeam(TeamId.Parse(team), new ReviewCommand.Void(reason)), Start);
        var at = Start;
        foreach (var review in quarter.InOrder.Where(r => r.Stage != Stage.Voided).ToArray())
        {
            foreach (var level in review.Path)
            {
                foreach (var seat in new[] { Seat.Product, Seat.Technology })
                {
                    at += Duration.FromSeconds(1511);
                    var seatOf = new SeatOf(level.Pair, seat);
                    var yes = new ReviewCommand.SignOff(seatOf, quarter.Pairs[seatOf], review.Hash);
                    quarter = After(quarter, id, new QuarterCommand.OfTeam(review.Team, yes), at);
                }
            }
        }
        return quarter;
    }

    /// <summary>The sample with its teams changed.</summary>
    public static string With(Action<JsonArray> teams)
    {
        var json = JsonNode.Parse(Roster)!;
        teams(json["teams"]!.AsArray());
        return json.ToJsonString();
    }

    /// <summary>As many teams as wanted, each with four outcomes.</summary>
    public static string OfTeams(int count) => With(teams =>
    {
        var sample = teams.Select(t => t!.DeepClone()).ToArray();
        var outcomes = sample.SelectMany(t => t!["outcomes"]!.AsArray().Select(o => o!.DeepClone())).ToArray();
        teams.Clear();
        for (var i = 0; i < count; i++)
        {
            var team = sample[i % sample.Length].DeepClone().AsObject();
            team["id"] = $"team-{i + 1}";
            team["name"] = $"Team {i + 1}";
            team["outcomes"] = new JsonArray([.. Enumerable.Range(0, 4).Select(k => outcomes[((i * 4) + k) % outcomes.Length].DeepClone())]);
            teams.Add(team);
        }
    });

    private static Quarter After(Quarter? quarter, QuarterId id, QuarterCommand command, Instant at)
    {
        var accepted = Assert.IsType<Decision.Accepted>(QuarterRules.Decide(quarter, id, command, at));
        return QuarterRules.Evolve(quarter, id, accepted.Events)!;
    }
}
