using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Telemetry;

/// <summary>
/// A whole quarter with all that can be said in it; then spans, figures and every line of the log are searched for it.
/// </summary>
[Collection(Alone.Name)]
public sealed class PersonalDataTests
{
    private const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com";
    private static readonly string[] Reasons =
    [
        "The reason to return it",
        "The reason to amend it",
        "The reason to withdraw it",
        "The reason to extend it",
        "The reason to void it",
    ];

    private static readonly (string Address, string Team)[] Signing =
    [
        (Pia, "checkout"),
        (Tom, "checkout"),
        ("product.company@example.com", "checkout"),
        ("technology.company@example.com", "checkout"),
        ("product.company@example.com", "platform"),
        ("technology.company@example.com", "platform"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_token_address_name_or_reason_is_in_any_span_figure_or_line_of_the_log()
    {
        using var heard = new RecordedSpans();
        await using var product = await RunningProduct.Run(logsAll: true);
        var secrets = await Play(product);

        Assert.Contains(product.RecordingSender.Delivered, p => p.Kind == "released");
        Assert.Equal(
            [
                "amend",
                "end-links",
                "extend",
                "release",
                "return",
                "send-fresh-link",
                "sign-off",
                "start",
                "unreached",
                "void",
                "wake",
                "withdraw",
            ],
            heard.Spans.Select(s => s.GetTagItem("reviewflow.command") as string).OfType<string>().Distinct().Order()
        );
        var (told, logged) = (heard.Text, product.Log.Text);
        Assert.Contains("reviewflow.mail.attempts", told, StringComparison.Ordinal);
        // A route; so everybody's lines were there to be searched
        Assert.Contains("/l/{token}", logged, StringComparison.Ordinal);
        foreach (var secret in secrets.Distinct())
        {
            Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, logged, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Plays the quarter and answers all that nobody may say.</summary>
    private static async Task<IReadOnlyList<string>> Play(RunningProduct product)
    {
        var bag = product.RecordingSender;
        bag.Answer = n =>
            n <= 3 ? new SendResult.RetryLater($"451 4.7.1 <{Pia}>: try later, /mail/{Tom}.eml")
            : n == 4 ? new SendResult.Rejected($"550 5.1.1 <{Tom}> unknown")
            : new SendResult.Delivered();
        using var ops = product.Ops();
        Assert.Equal(
            HttpStatusCode.Created,
            (await ops.PostAsync("api/quarters", new ByteArrayContent(SampleRosters.ThreePairsFile), Stop)).StatusCode
        );
        await product.RunDueWork();
        product.Time.Advance(TimeSpan.FromMinutes(5));
        await product.RunDueWork();
        bag.Answer = _ => new SendResult.Delivered();

        var secrets = new List<string> { product.OpsKey, new('u', 43), "malformed-token" };
        using var pia = await product.BrowserOf(Pia);
        await pia.Get($"/l/{new string('u', 43)}?name=Pia%20of%20market");
        await pia.Get("/l/malformed-token");
        await pia.Post("/link/ask", new Dictionary<string, string> { ["email"] = Pia });
        while (bag.To(Pia).All(p => p.Kind != "fresh-link"))
            await product.RunDueWork();
        await pia.Get($"/l/{bag.To(Pia).Last().Token}");
        await Do(pia, "return", (Fields.Reason, Reasons[0]));
        var (amend, extend) = (
            $$"""{"reason":"{{Reasons[1]}}","scorecard":{{CardJson()}}}""",
            $$"""{"to":"2026-12-01","reason":"{{Reasons[3]}}"}"""
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await ops.PutAsync("api/quarters/2026-Q3/teams/checkout/scorecard", Json(amend), Stop)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await ops.PostAsync("api/quarters/2026-Q3/extend", Json(extend), Stop)).StatusCode
        );
        await Do(pia, "sign-off", (Fields.Confirmed, Fields.Yes));
        await Do(pia, "withdraw", (Fields.Reason, Reasons[2]));
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await ops.PostAsync(
                    "api/quarters/2026-Q3/teams/dispatch/void",
                    Json($$"""{"reason":"{{Reasons[4]}}"}"""),
                    Stop
                )
            ).StatusCode
        );
        await pia.Post(await pia.Get("/desk"), "/link/end");

        product.Time.Advance(TimeSpan.FromDays(5)); // reminders
        await product.RunDueWork();
        foreach (var (address, team) in Signing)
        {
            if (!bag.To(address).Any())
                await product.RunDueWork();
            using var browser = await product.BrowserOf(address);
            await browser.Post(
                await browser.Get($"/desk/{team}"),
                $"/desk/{team}/sign-off",
                (Fields.Confirmed, Fields.Yes)
            );
            secrets.AddRange(browser.Cookies.GetAllCookies().Select(c => c.Value));
        }
        await product.RunDueWork();
        using var ceo = await product.BrowserOf("ceo@example.com");
        await ceo.Get("/report/report.pdf");
        await ops.GetStringAsync("api/quarters/2026-Q3", Stop);

        var people = SampleRosters
            .ThreePairs.Pairs.SelectMany(p => new[] { p.Product, p.Technology })
            .Append(SampleRosters.ThreePairs.Ceo)
            .Append(SampleRosters.ThreePairs.Ops!);
        return
        [
            .. secrets,
            .. Reasons,
            .. people.SelectMany(p => new[] { p.Email, p.Name, Uri.EscapeDataString(p.Email) }),
            .. bag.Attempts.Select(p => p.Token),
        ];
    }

    private static async Task Do(Browser browser, string formAction, params (string, string)[] typed) =>
        Assert.Equal(
            HttpStatusCode.OK,
            (await browser.Post(await browser.Get("/desk/checkout"), $"/desk/checkout/{formAction}", typed)).Status
        );

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string CardJson()
    {
        var team = SampleRosters.Json(("checkout", "market"))["teams"]![0]!;
        return new JsonObject { ["budget"] = team["budget"]!.DeepClone(), ["outcomes"] = team["outcomes"]!.DeepClone() }
            .ToJsonString()
            .Replace("\"actual\":60", "\"actual\":70", StringComparison.Ordinal);
    }
}
