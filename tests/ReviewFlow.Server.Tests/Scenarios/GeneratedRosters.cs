using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewFlow.Server.Tests.Scenarios;

/// <summary>
/// Rosters of any size: the root pair has one team, and the other teams are spread over the pairs below it.
/// </summary>
internal static class GeneratedRosters
{
    public const string Quarter = "2026-Q3";

    public static byte[] Create(int teams, int pairs, string assessment = "signOffOnly") =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["quarter"] = Quarter,
                ["assessment"] = assessment,
                ["company"] = "Example Delivery",
                ["ceo"] = Person("Chief Executive Officer", "ceo"),
                ["calendar"] = new JsonObject
                {
                    ["timeZone"] = "Asia/Dubai",
                    ["weekend"] = new JsonArray("Saturday", "Sunday"),
                    ["holidays"] = new JsonArray(),
                },
                ["deadlines"] = new JsonObject
                {
                    ["remindAfterBusinessDays"] = new JsonArray(2, 4),
                    ["dueAfterBusinessDays"] = 7,
                },
                ["pairs"] = new JsonArray([.. Enumerable.Range(0, pairs).Select(Pair)]),
                ["teams"] = new JsonArray([
                    .. Enumerable
                        .Range(1, teams)
                        .Select(n => Team(n, n == 1 || pairs == 1 ? "company" : PairId(1 + (n % (pairs - 1))))),
                ]),
            }
        );

    private static JsonObject Pair(int n)
    {
        if (n == 0)
            return new()
            {
                ["id"] = "company",
                ["product"] = Person("Chief Product Officer", "cpo"),
                ["technology"] = Person("Chief Technology Officer", "cto"),
            };
        return new()
        {
            ["id"] = PairId(n),
            ["parent"] = "company",
            ["product"] = Person(Text($"Product Director {n}"), Text($"pd{n}")),
            ["technology"] = Person(Text($"Engineering Director {n}"), Text($"ed{n}")),
        };
    }

    private static JsonObject Team(int n, string pair) =>
        new()
        {
            ["id"] = Text($"team-{n}"),
            ["name"] = Text($"Team {n}"),
            ["pair"] = pair,
            ["budget"] = new JsonObject
            {
                ["currency"] = "USD",
                ["planned"] = 200_000 + n,
                ["spent"] = 190_000,
            },
            ["outcomes"] = new JsonArray(
                Outcome(
                    "on-time",
                    "Orders arrive when promised",
                    "On-time deliveries",
                    86.4,
                    91,
                    90.2,
                    "Two city launches shared one dispatch model.",
                    "Tune the model per city before a launch."
                ),
                Outcome("found", "Customers find what they came for", "Searches with a result", 88, 94, 95),
                Outcome("repeat", "Customers come back", "Repeat orders within 30 days", 38, 42, 42.6)
            ),
        };

    private static JsonObject Outcome(
        string id,
        string objective,
        string metric,
        double baseline,
        double target,
        double actual,
        string? cause = null,
        string? action = null
    )
    {
        var outcome = new JsonObject
        {
            ["id"] = id,
            ["objective"] = objective,
            ["metric"] = metric,
            ["unit"] = "%",
            ["better"] = "higher",
            ["baseline"] = baseline,
            ["target"] = target,
            ["actual"] = actual,
        };
        if (cause is not null)
            (outcome["cause"], outcome["action"], outcome["actionDue"]) = (cause, action, "2026-12-01");
        return outcome;
    }

    private static JsonObject Person(string name, string address) =>
        new() { ["name"] = name, ["email"] = address + "@example.com" };

    private static string PairId(int n) => Text($"area-{n}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
