using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Testing;

/// <summary>Rosters as ops would send them: small, sound and the same every time.</summary>
internal static class SampleRosters
{
    public static readonly QuarterId Q3 = QuarterId.Parse("2026-Q3");

    /// <summary>Thursday, 1 October 2026, ten in the morning in Dubai.</summary>
    public static readonly Instant Start = Instant.FromUtc(2026, 10, 1, 6, 0);

    public static readonly TeamId Checkout = TeamId.Parse("checkout"),
        Dispatch = TeamId.Parse("dispatch"),
        Platform = TeamId.Parse("platform");

    /// <summary>Two pairs below the root, a team for each of the three.</summary>
    public static byte[] ThreePairsFile { get; } =
        File(("checkout", "market"), ("dispatch", "logistics"), ("platform", "company"));

    public static Roster ThreePairs { get; } = RosterReader.Read(ThreePairsFile).Roster!;

    /// <summary>One team of the root pair: two sign-offs and it is done.</summary>
    public static byte[] OneTeamFile { get; } = File(("platform", "company"));

    public static Roster OneTeam { get; } = RosterReader.Read(OneTeamFile).Roster!;

    public static SeatOf Product(string pair) => new(PairId.Parse(pair), Seat.Product);

    public static SeatOf Technology(string pair) => new(PairId.Parse(pair), Seat.Technology);

    /// <summary>Who holds a seat in every roster of this file.</summary>
    public static Person Holder(SeatOf seat) => ThreePairs.Pairs.Single(p => p.Id == seat.Pair)[seat.Seat];

    /// <summary>Contents differ exactly when <paramref name="actual"/> does.</summary>
    public static Scorecard Card(decimal actual)
    {
        var card = ThreePairs.Teams[0].Scorecard;
        return card with { Outcomes = [card.Outcomes[0] with { Actual = actual }] };
    }

    public static byte[] File(params (string Team, string Pair)[] teams) =>
        Encoding.UTF8.GetBytes(Json(teams).ToJsonString());

    public static Roster Read(JsonObject json) =>
        RosterReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString())).Roster
        ?? throw new InvalidOperationException("The roster is refused.");

    public static JsonObject Json(params (string Team, string Pair)[] teams) =>
        new()
        {
            ["quarter"] = "2026-Q3",
            ["assessment"] = "signOffOnly",
            ["company"] = "Example",
            ["ceo"] = Person("The CEO", "ceo@example.com"),
            ["ops"] = Person("The Office", "ops@example.com"),
            ["calendar"] = new JsonObject
            {
                ["timeZone"] = "Asia/Dubai",
                ["weekend"] = new JsonArray("Saturday", "Sunday"),
                ["holidays"] = new JsonArray("2026-10-12"),
            },
            ["deadlines"] = new JsonObject
            {
                ["remindAfterBusinessDays"] = new JsonArray(2, 4),
                ["dueAfterBusinessDays"] = 7,
            },
            ["pairs"] = new JsonArray(Pair("company", null), Pair("market", "company"), Pair("logistics", "company")),
            ["teams"] = new JsonArray([.. teams.Select(t => Team(t.Team, t.Pair))]),
        };

    private static JsonObject Pair(string id, string? parent)
    {
        var pair = new JsonObject
        {
            ["id"] = id,
            ["product"] = Person($"Pia of {id}", $"product.{id}@example.com"),
            ["technology"] = Person($"Tom of {id}", $"technology.{id}@example.com"),
        };
        if (parent is not null)
            pair["parent"] = parent;
        return pair;
    }

    private static JsonObject Team(string id, string pair) =>
        new()
        {
            ["id"] = id,
            ["name"] = $"Team {id}",
            ["pair"] = pair,
            ["budget"] = new JsonObject
            {
                ["currency"] = "USD",
                ["planned"] = 1000,
                ["spent"] = 900,
            },
            ["outcomes"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "growth",
                    ["objective"] = "Grow",
                    ["metric"] = "Growth",
                    ["unit"] = "%",
                    ["better"] = "higher",
                    ["baseline"] = 0,
                    ["target"] = 100,
                    ["actual"] = 60,
                    ["cause"] = "Late start",
                    ["action"] = "Start early",
                    ["actionDue"] = "2026-11-30",
                }
            ),
        };

    private static JsonObject Person(string name, string email) => new() { ["name"] = name, ["email"] = email };
}
