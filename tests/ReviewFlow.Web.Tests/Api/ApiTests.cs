using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Tests.Api;

public sealed class ApiTests : IAsyncLifetime
{
    private const string Q = "/api/quarters/2026-Q3";
    private RunningProduct _product = null!;
    private HttpClient _ops = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);
        _ops = _product.Ops();
    }

    /// <summary>Method, address, body, status, what the answer says. Every one of these writes nothing.</summary>
    public static TheoryData<string, string, string, int, string> NothingWritten =>
        new()
        {
            { "POST", "/api/quarters", "same", 200, "\"changed\":false" },
            { "POST", "/api/quarters", "other", 409, "urn:reviewflow:otherContent" },
            { "POST", "/api/quarters", "", 422, "urn:reviewflow:invalidInput" },
            { "POST", "/api/quarters", "{}", 422, "'teams' is missing" },
            { "POST", "/api/quarters?dryRun=true", "same", 200, "\"mails\":[]" },
            { "POST", "/api/quarters?dryRun=true", "other", 409, "urn:reviewflow:otherContent" },
            { "POST", "/api/quarters?dryRun=perhaps", "same", 400, "urn:reviewflow:failed" },
            { "GET", "/api/quarters", "", 200, "[\"2026-Q3\"]" },
            { "GET", Q, "", 200, "\"stage\":\"open\"" },
            { "GET", "/api/quarters/2026-Q4", "", 404, "urn:reviewflow:unknown" },
            { "GET", "/api/quarters/2026-Q9", "", 404, "written 2026-Q3" },
            { "GET", Q + "/report.pdf", "", 404, "urn:reviewflow:notReleased" },
            { "GET", "/api/quarters/2026-Q4/report.pdf", "", 404, "urn:reviewflow:unknown" },
            { "GET", "/api/quarters/2026-Q4/ledger", "", 404, "urn:reviewflow:unknown" },
            { "GET", "/api/nowhere", "", 404, "urn:reviewflow:unknown" },
            { "POST", Q + "/void", "{}", 422, "'reason' is missing" },
            { "POST", Q + "/void", "{\"reason\":\"x\",\"force\":true}", 422, "'force' is not known here" },
            { "POST", "/api/quarters/2026-Q4/void", "{\"reason\":\"x\"}", 404, "urn:reviewflow:unknown" },
            { "POST", Q + "/extend", "{\"to\":\"2026-10-13\"}", 200, "\"changed\":false" },
            { "POST", Q + "/extend", "{\"to\":\"2026-10-12\"}", 422, "urn:reviewflow:notLater" },
            { "POST", Q + "/extend", "{\"to\":\"tomorrow\"}", 422, "is not a date" },
            { "POST", Q + "/teams/nobody/void", "{\"reason\":\"x\"}", 404, "urn:reviewflow:unknown" },
            { "POST", Q + "/teams/No%20Slug/void", "{\"reason\":\"x\"}", 422, "is not a team id" },
            { "PUT", Q + "/teams/checkout/scorecard", "{\"reason\":\"x\"}", 422, "'scorecard' is missing" },
            { "PUT", Q + "/teams/checkout/scorecard", "card 60", 200, "\"changed\":false" },
            { "PUT", Q + "/teams/nobody/scorecard", "card 70", 404, "urn:reviewflow:unknown" },
        };

    [Theory]
    [MemberData(nameof(NothingWritten))]
    public async Task What_is_asked_amiss_or_again_writes_nothing(
        string method,
        string address,
        string body,
        int status,
        string says
    )
    {
        var before = await _product.Footprint();
        var (code, text) = await Send(method, address, Bytes(body));

        Assert.True(status == (int)code, $"{(int)code} {text}");
        Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.Equal(before, await _product.Footprint());
    }

    [Theory]
    [InlineData("POST", Q + "/extend", "{\"to\":\"2026-10-20\",\"reason\":\"Two holidays\"}", "deadlineExtended")]
    [InlineData("POST", Q + "/extend", "{\"to\":\"2026-10-20\"}", "deadlineExtended")]
    [InlineData("POST", Q + "/teams/checkout/void", "{\"reason\":\"Merged\"}", "teamVoided")]
    [InlineData("PUT", Q + "/teams/checkout/scorecard", "card 70", "scorecardAmended")]
    [InlineData("POST", Q + "/void", "{\"reason\":\"Wrong roster\"}", "quarterVoided")]
    public async Task What_ops_ask_for_is_in_the_ledger_when_they_hear_of_it_and_once(
        string method,
        string address,
        string body,
        string type
    )
    {
        var (code, text) = await Send(method, address, Bytes(body));
        var again = await Send(method, address, Bytes(body));

        Assert.Equal((HttpStatusCode.OK, true), (code, (bool)JsonNode.Parse(text)!["changed"]!));
        Assert.Equal((HttpStatusCode.OK, false), (again.Code, (bool)JsonNode.Parse(again.Text)!["changed"]!));
        var entries = await _product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop);
        Assert.Contains(
            $"\"type\":\"{type}\"",
            Assert.Single(entries, e => e.Text.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal)).Text,
            StringComparison.Ordinal
        );
    }

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

    [Theory]
    [InlineData("GET", Q)]
    [InlineData("GET", Q + "/ledger")]
    [InlineData("POST", Q + "/void")]
    [InlineData("PUT", Q + "/teams/checkout/scorecard")]
    public async Task Without_the_key_nothing_is_told_or_done_and_after_twenty_tries_the_right_key_alone_is_heard(
        string method,
        string address
    )
    {
        using var stranger = _product.Ops(key: "guess");
        var before = await _product.Footprint();
        for (var i = 0; i < FailedAttemptLimiter.MaxFailedAttempts; i++)
        {
            using var request = new HttpRequestMessage(new(method), address)
            {
                Content = new StringContent("{\"reason\":\"x\"}"),
            };
            using var reply = await stranger.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        }

        using var last = new HttpRequestMessage(new(method), address)
        {
            Content = new StringContent("{\"reason\":\"x\"}"),
        };
        using var refused = await stranger.SendAsync(last, Stop);
        Assert.Contains("tooManyTries", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(before, await _product.Footprint());
        Assert.NotEqual(
            HttpStatusCode.TooManyRequests,
            (await Send(method, address, "{\"reason\":\"x\"}"u8.ToArray())).Code
        );
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, FailedAttemptLimiter.Window),
            (refused.StatusCode, refused.Headers.RetryAfter?.Delta)
        );
    }

    [Fact]
    public async Task The_exported_ledger_verifies_with_the_public_key_alone()
    {
        var (code, text) = await Send("GET", Q + "/ledger", []);
        var (quarter, entries, head) = LedgerExport.Read(text.Split('\n'));
        using var key = SigningKey.OpenPublic(Path.Combine(_product.Folder, "ledger.pub.pem"));

        Assert.Equal((HttpStatusCode.OK, SampleRosters.Q3), (code, quarter));
        Assert.Equal(entries.Count, LedgerAudit.Walk(quarter, entries, head, key.Verifies).Version);
    }

    [Fact]
    public async Task The_report_is_nobodys_before_the_release_and_one_file_for_all_after_it()
    {
        using var leader = await _product.BrowserOf("product.company@example.com");
        _product.Time.Advance(TimeSpan.FromDays(14));
        await _product.RunDueWork();
        using var ceo = await _product.BrowserOf("ceo@example.com");
        Assert.Equal(HttpStatusCode.OK, (await ceo.Get("/report")).Status);
        foreach (var (who, path) in new[] { (leader, "/desk/report.pdf"), (ceo, "/report/report.pdf") })
            Assert.Equal(HttpStatusCode.NotFound, (await who.Get(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Send("GET", Q + "/report.pdf", [])).Code);

        await SignAll();
        await _product.RunDueWork();

        using var pdf = await _ops.GetAsync(new Uri(Q + "/report.pdf", UriKind.Relative), Stop);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.ToString());
        var file = await pdf.Content.ReadAsByteArrayAsync(Stop);
        foreach (var (who, path) in new[] { (leader, "/desk/report.pdf"), (ceo, "/report/report.pdf") })
            Assert.Equal(file, await (await who.Get(path)).Message.Content.ReadAsByteArrayAsync(Stop));
        var status = JsonNode.Parse((await Send("GET", Q, [])).Text)!;
        Assert.Equal(
            ("released", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file))),
            ((string)status["stage"]!, (string)status["release"]!["sha256"]!)
        );
        Assert.Equal(HttpStatusCode.Conflict, (await Send("POST", Q + "/void", "{\"reason\":\"x\"}"u8.ToArray())).Code);
    }

    public async ValueTask DisposeAsync()
    {
        _ops.Dispose();
        await _product.DisposeAsync();
    }

    private async Task SignAll()
    {
        var desk = _product.Get<ReviewFlow.Application.Desk.ReviewDesk>();
        foreach (var review in (await desk.Get(SampleRosters.Q3, Stop))!.InOrder)
        {
            foreach (var seat in review.Path.SelectMany(l => Enum.GetValues<Seat>().Select(s => new SeatOf(l.Pair, s))))
                await desk.Execute(
                    SampleRosters.Q3,
                    new Quarters.QuarterCommand.OfTeam(
                        review.Team,
                        new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), review.Hash)
                    ),
                    key: null,
                    Stop
                );
        }
    }

    private async Task<(HttpStatusCode Code, string Text)> Send(string method, string address, byte[] body)
    {
        using var request = new HttpRequestMessage(new(method), address)
        {
            Content = body.Length == 0 && method == "GET" ? null : new ByteArrayContent(body),
        };
        using var reply = await _ops.SendAsync(request, Stop);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(Stop));
    }

    private static byte[] Bytes(string body) =>
        body switch
        {
            "same" => SampleRosters.ThreePairsFile,
            "other" => SampleRosters.OneTeamFile,
            "card 60" or "card 70" => Encoding.UTF8.GetBytes(
                new JsonObject
                {
                    ["reason"] = "A wrong figure",
                    ["scorecard"] = SampleRosters
                        .Card(decimal.Parse(body[5..], System.Globalization.CultureInfo.InvariantCulture))
                        .ToJson(),
                }.ToJsonString()
            ),
            _ => Encoding.UTF8.GetBytes(body),
        };
}
