using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Demo;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Server.Tests.Telemetry;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>
/// What the Functions host and the worker send to Application Insights, as who receives it sees it: the host is not
/// ours, so its settings are held to this.
/// </summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class HostTelemetryTests
{
    private const string Objection = "The words of a planted reason",
        Correction = "The words of another planted reason";
    private static readonly string[] Doors = ["/v2.1/track", "/v2/track"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_quarter_that_was_played_requests_and_traces_arrive_and_none_of_them_names_anybody()
    {
        await using var collector = await Collector.Start();
        await using var host = await FunctionAppHost.Start(
            (
                "APPLICATIONINSIGHTS_CONNECTION_STRING",
                $"InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint={collector.Address}/;LiveEndpoint={collector.Address}/"
            ),
            ("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true"), // the exporter's own news of itself, to Microsoft
            ("AzureFunctionsJobHost__logging__applicationInsights__samplingSettings__isEnabled", "false")
        ); // all of it, and not what is left of it
        using var driver = new QuarterDriver(host);
        var roster = GeneratedRosters.Create(teams: 1, pairs: 1);
        await driver.Start(roster);
        var page = await driver.Page("cpo", "team-1");
        await (await driver.Leader("cpo")).Send(
            page,
            "return",
            new Dictionary<string, string> { [Fields.Reason] = Objection },
            Stop
        );
        await driver.Amend("team-1", Corrected(roster), Correction);
        await driver.SignEverything();
        var cookie = await CookieOf(driver.Link("cto"));

        var played = TimeProvider.System.GetUtcNow();
        await driver.Status();
        foreach (var ofHost in new[] { true, false })
            await Until.True(
                () =>
                    Items(collector)
                        .Any(i =>
                            IsOfHost(i) == ofHost
                            && Kind(i) == "RequestData"
                            && DateTimeOffset.Parse((string)i["time"]!, CultureInfo.InvariantCulture) > played
                        ),
                $"the last request arrives, from the {(ofHost ? "host" : "worker")}",
                500
            );

        var kinds = Items(collector)
            .GroupBy(i => $"{(IsOfHost(i) ? "host" : "worker")} {Kind(i)}")
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count());
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", kinds.Select(k => $"{k.Key} {k.Value}")));
        Assert.All(
            ["host RequestData", "host MessageData", "worker RequestData", "worker RemoteDependencyData"],
            kind => Assert.True(kinds.GetValueOrDefault(kind) > 0, $"No {kind} arrived.")
        );

        string[] secrets =
        [
            .. Mailed(host),
            .. Persons(roster),
            .. Hidden(page),
            cookie,
            host.OpsKey,
            Objection,
            Correction,
            "/l/",
        ];
        Assert.Empty(LeakScanner.Find(collector.Text.Replace("/l/{token}", "", StringComparison.Ordinal), secrets));
    }

    /// <summary>The token of every mail.</summary>
    private static IEnumerable<string> Mailed(FunctionAppHost host)
    {
        foreach (var mail in host.Mails())
        {
            using (mail)
                yield return Mailbox.LinkIn(mail)!.Segments[^1];
        }
    }

    private static IEnumerable<string> Persons(byte[] file)
    {
        var roster = RosterReader.Read(file).Roster!;
        return roster
            .Pairs.SelectMany(p => new[] { p.Product, p.Technology })
            .Append(roster.Ceo)
            .SelectMany(p => new[] { p.Name, p.Email });
    }

    /// <summary>The one-time tokens of the forms on a page.</summary>
    private static IReadOnlyList<string> Hidden(IHtmlDocument page)
    {
        string[] tokens =
        [
            .. page.QuerySelectorAll($"input[name={Fields.Token}]").Select(i => i.GetAttribute("value")!),
        ];
        Assert.NotEmpty(tokens);
        return tokens;
    }

    /// <summary>Another browser follows the link and shows its desk; the cookie it was given.</summary>
    private static async Task<string> CookieOf(Uri link)
    {
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler);
        Assert.Contains("team-1", await http.GetStringAsync(link, Stop), StringComparison.Ordinal);
        return Assert.Single(cookies.GetAllCookies()).Value;
    }

    private static JsonObject Corrected(byte[] roster)
    {
        var team = JsonNode.Parse(roster)!["teams"]![0]!;
        team["budget"]!["spent"] = 195_000;
        return new() { ["budget"] = team["budget"]!.DeepClone(), ["outcomes"] = team["outcomes"]!.DeepClone() };
    }

    /// <summary>Items come one to a line.</summary>
    private static IEnumerable<JsonNode> Items(Collector collector) =>
        Doors
            .SelectMany(collector.Bodies)
            .SelectMany(b => Encoding.UTF8.GetString(b).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => JsonNode.Parse(line)!);

    private static string Kind(JsonNode item) => (string)item["data"]!["baseType"]!;

    private static bool IsOfHost(JsonNode item) =>
        ((string?)item["tags"]?["ai.internal.sdkVersion"])?.StartsWith("azurefunctions", StringComparison.Ordinal)
        == true;
}
