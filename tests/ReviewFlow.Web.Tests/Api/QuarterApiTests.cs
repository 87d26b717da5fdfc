using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Tests.Api;

/// <summary>What ops ask of the API is done once, told plainly, and only for the key.</summary>
public sealed class QuarterApiTests : ApiTestBase
{
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
        var before = await Product.Footprint();
        var (code, text) = await Send(method, address, Bytes(body));

        Assert.True(status == (int)code, $"{(int)code} {text}");
        Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.Equal(before, await Product.Footprint());
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
        var entries = await Product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop);
        Assert.Contains(
            $"\"type\":\"{type}\"",
            Assert
                .Single(entries, e => e.Line.Event.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal))
                .Line.Event,
            StringComparison.Ordinal
        );
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
        using var stranger = Product.Ops(key: "guess");
        var before = await Product.Footprint();
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
        Assert.Equal(before, await Product.Footprint());
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
        var exported = LedgerExport.Read(text.Split('\n'));
        using var key = LedgerKeys.OpenPublic(Path.Combine(Product.Folder, "ledger.pub.pem"));

        Assert.Equal((HttpStatusCode.OK, SampleRosters.Q3), (code, exported.Quarter));
        Assert.Equal(exported.Lines.Length, LedgerAudit.Walk(exported, key.Problem).Quarter!.Version);
    }

    [Fact]
    public async Task The_report_is_nobodys_before_the_release_and_one_file_for_all_after_it()
    {
        using var leader = await Product.BrowserOf("product.company@example.com");
        Product.Time.Advance(TimeSpan.FromDays(14));
        await Product.RunDueWork();
        using var ceo = await Product.BrowserOf("ceo@example.com");
        Assert.Equal(HttpStatusCode.OK, (await ceo.Get("/report")).Status);
        foreach (var (who, path) in new[] { (leader, "/desk/report.pdf"), (ceo, "/report/report.pdf") })
            Assert.Equal(HttpStatusCode.NotFound, (await who.Get(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Send("GET", Q + "/report.pdf", [])).Code);

        await SignAll();
        await Product.RunDueWork();

        using var pdf = await Ops.GetAsync(new Uri(Q + "/report.pdf", UriKind.Relative), Stop);
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

    private async Task SignAll()
    {
        var desk = Product.Get<ReviewFlow.Application.Desk.ReviewDesk>();
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
