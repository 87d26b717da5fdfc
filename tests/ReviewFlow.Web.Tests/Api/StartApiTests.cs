using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Api;

/// <summary>A start through the API: its answer, its dry run, and every problem of a roster or a body.</summary>
public sealed class StartApiTests : ApiTestBase
{
    [Fact]
    public async Task A_start_answers_201_with_where_the_quarter_is()
    {
        await using var fresh = await RunningProduct.Run();
        using var ops = fresh.Ops();
        using var reply = await ops.PostAsync(
            new Uri("/api/quarters", UriKind.Relative),
            new ByteArrayContent(SampleRosters.OneTeamFile),
            Stop
        );

        Assert.Equal((HttpStatusCode.Created, Q), (reply.StatusCode, reply.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Two_people_of_one_name_start_a_quarter_with_a_warning_in_the_answer_and_in_that_of_a_dry_run()
    {
        await using var fresh = await RunningProduct.Run();
        using var ops = fresh.Ops();
        var json = SampleRosters.Json(("platform", "company"));
        json["pairs"]![0]!["technology"]!["name"] = "Pia of company";
        foreach (
            var (address, status) in new[]
            {
                ("/api/quarters?dryRun=true", HttpStatusCode.OK),
                ("/api/quarters", HttpStatusCode.Created),
                ("/api/quarters", HttpStatusCode.OK),
            }
        )
        {
            using var reply = await ops.PostAsync(
                new Uri(address, UriKind.Relative),
                new StringContent(json.ToJsonString()),
                Stop
            );
            var answer = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!;
            Assert.Equal(status, reply.StatusCode);
            Assert.Equal(0, (int)answer["moreWarnings"]!);
            var warning = Assert.Single(answer["warnings"]!.AsArray())!;
            Assert.Equal(("$.pairs[0].technology.name", 1), ((string)warning["path"]!, (int)warning["line"]!));
            Assert.StartsWith(
                "'Pia of company' is also the name of product.company@example.com",
                (string)warning["what"]!,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Of_300_000_unknown_keys_a_hundred_are_named_and_the_rest_is_counted()
    {
        var body = Encoding.UTF8.GetBytes(
            $"{{{string.Join(',', Enumerable.Range(0, 300_000).Select(n => $"\"k{n}\":0"))}}}"
        );
        var (code, text) = await Send("POST", "/api/quarters", body);
        var answer = JsonNode.Parse(text)!;
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, 100, 299_907),
            (code, answer["problems"]!.AsArray().Count, (int)answer["moreProblems"]!)
        );
        Assert.InRange(text.Length, 1, 40_000);
    }

    [Fact]
    public async Task A_dry_run_lists_the_mails_of_a_start_and_writes_nothing()
    {
        await using var fresh = await RunningProduct.Run();
        using var ops = fresh.Ops();
        using var reply = await ops.PostAsync(
            new Uri("/api/quarters?dryRun=true", UriKind.Relative),
            new ByteArrayContent(SampleRosters.ThreePairsFile),
            Stop
        );
        var mails = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!["mails"]!.AsArray();

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(
            SampleRosters.ThreePairs.Pairs.SelectMany(p => new[] { p.Product.Email, p.Technology.Email }).Order(),
            mails.Select(m => (string)m!["to"]!).Order()
        );
        Assert.All(mails, m => Assert.Equal(("invitation", 1), ((string)m!["kind"]!, (int)m["teams"]!)));
        Assert.StartsWith("0 ", await fresh.Footprint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_of_a_roster_is_named_at_once()
    {
        var json = SampleRosters.Json(("checkout", "nowhere"), ("checkout", "market"));
        json["company"] = "";
        json["ceo"]!["email"] = "not an address";
        var (code, text) = await Send("POST", "/api/quarters", Encoding.UTF8.GetBytes(json.ToJsonString()));
        var problems = JsonNode.Parse(text)!["problems"]!.AsArray();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(
            ["$.ceo.email", "$.company", "$.teams[0].pair", "$.teams[1].id"],
            problems.Select(p => (string)p!["path"]!).Order(StringComparer.Ordinal)
        );
        Assert.All(problems, p =>
            Assert.True((int)p!["line"]! >= 1 && (string)p["what"]! != "" && (string)p["right"]! != "")
        );
    }

    public static TheoryData<string, byte[], string> Unreadable =>
        new()
        {
            { "10 MB", Encoding.UTF8.GetBytes(new string(' ', 10 * 1024 * 1024)), "bytes" },
            { "UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray(), "UTF-16" },
            { "Latin-1", Encoding.Latin1.GetBytes("{\"reason\":\"für\"}"), "not UTF-8" },
            { "no JSON", "hello"u8.ToArray(), "not JSON" },
            { "half", "{\"reason\":"u8.ToArray(), "not JSON" },
            { "a list", "[]"u8.ToArray(), "This is a list" },
            { "deep", Encoding.UTF8.GetBytes(new string('[', 5000)), "not JSON" },
        };

    [Theory]
    [MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public async Task A_body_that_cannot_be_read_is_422_and_says_why(string name, byte[] body, string says)
    {
        Assert.NotEmpty(name);
        foreach (
            var (method, address) in new[]
            {
                ("POST", "/api/quarters"),
                ("POST", Q + "/void"),
                ("PUT", Q + "/teams/checkout/scorecard"),
            }
        )
        {
            var (code, text) = await Send(method, address, body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
            Assert.Contains(says, text, StringComparison.Ordinal);
        }
    }
}
