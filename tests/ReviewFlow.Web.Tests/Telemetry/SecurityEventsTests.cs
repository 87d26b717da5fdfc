using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Telemetry;

/// <summary>Each security event is one line of the log and one of the counter, and names nobody.</summary>
[Collection(Alone.Name)]
public sealed class SecurityEventsTests
{
    private const string Pia = "product.market@example.com",
        Stranger = "Dana Delegate",
        StrangersAddress = "dana@example.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("key refused", "key-refused", "Warning Security event key-refused  wrong")]
    [InlineData("no key", "key-refused", "Warning Security event key-refused  none sent")]
    [InlineData("unknown link", "link-refused", "Warning Security event link-refused  unknown")]
    [InlineData("ended link", "link-refused", "Warning Security event link-refused 2026-Q3 ended")]
    [InlineData("cookie of an ended link", "link-refused", "Warning Security event link-refused 2026-Q3 ended")]
    [InlineData("foreign form", "form-refused", "Warning Security event form-refused  origin")]
    [InlineData("form of another browser", "form-refused", "Warning Security event form-refused  token")]
    [InlineData("delegation", "delegation-named", "Information Security event delegation-named 2026-Q3 ")]
    [InlineData("end of all links", "links-ended", "Information Security event links-ended 2026-Q3 ")]
    public async Task Each_is_said_once_and_names_nobody(string what, string kind, string line)
    {
        await using var product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);
        using var browser = await product.BrowserOf(Pia);
        var act = await Prepare(product, browser, what);
        var before = Lines(product).Length;
        using var heard = new RecordedSpans();
        await act();

        var said = Assert.Single(Lines(product)[before..]);
        Assert.Equal(line, said.TrimEnd('\n', '\r')[..Math.Min(line.Length, said.Length)]);
        Assert.Equal(
            [$"reviewflow.security.events 1 reviewflow.security.event={kind}"],
            heard.Text.Split('\n').Where(l => l.StartsWith("reviewflow.security", StringComparison.Ordinal))
        );
        string[] secrets =
        [
            Pia,
            Stranger,
            StrangersAddress,
            product.OpsKey,
            "guess",
            new string('x', 43),
            .. product.RecordingSender.Attempts.Select(m => m.Token),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_is_in_order_is_no_event()
    {
        await using var product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);
        using var browser = await product.BrowserOf(Pia);
        await browser.Get("/report"); // a page that this link does not open
        await browser.Post(
            await browser.Get("/desk/checkout"),
            "/desk/checkout/sign-off",
            (Fields.Confirmed, Fields.Yes)
        );
        Assert.Empty(Lines(product));
    }

    [Fact]
    public void A_flood_is_counted_whole_and_logged_in_part_and_what_was_left_out_is_said()
    {
        var (time, lines) = (new FakeTimeProvider(), new LogLines());
        using var heard = new RecordedSpans();
        using var loggers = LoggerFactory.Create(l => l.AddProvider(lines));
        var security = new SecurityLog(loggers, time);
        for (var i = 0; i < 1000; i++)
            security.Record(SecurityEvent.KeyRefused);
        security.Record(SecurityEvent.RowForged);
        Assert.Equal(SecurityLog.MaxLines + 1, lines.Text.Split('\n').Length);
        Assert.Contains("row-forged", lines.Text, StringComparison.Ordinal);

        time.Advance(SecurityLog.Window);
        security.Record(SecurityEvent.KeyRefused);
        Assert.Contains(
            $"Security event key-refused: {1000 - SecurityLog.MaxLines} more were counted and not logged",
            lines.Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            1002,
            heard.Text.Split('\n').Count(l => l.StartsWith("reviewflow.security.events 1 ", StringComparison.Ordinal))
        );
    }

    private static async Task<Func<Task>> Prepare(RunningProduct product, Browser browser, string what)
    {
        switch (what)
        {
            case "key refused" or "no key":
                return async () =>
                {
                    using var ops = product.Ops(key: what == "no key" ? "" : "guess");
                    Assert.Equal(
                        HttpStatusCode.Unauthorized,
                        (await ops.GetAsync(new Uri("api/quarters", UriKind.Relative), Stop)).StatusCode
                    );
                };
            case "unknown link":
                return async () =>
                    Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/l/{new string('x', 43)}")).Status);
            case "ended link" or "cookie of an ended link":
                product.Time.Advance(TimeSpan.FromDays(60));
                return async () =>
                    Assert.Equal(
                        HttpStatusCode.NotFound,
                        (
                            await browser.Get(
                                what == "ended link" ? $"/l/{product.RecordingSender.To(Pia).Last().Token}" : "/desk"
                            )
                        ).Status
                    );
            case "foreign form":
                return async () =>
                    Assert.Equal(
                        HttpStatusCode.Forbidden,
                        (
                            await browser.Send(HttpMethod.Post, "/link/end", null, ("Origin", "https://evil.example"))
                        ).Status
                    );
            case "form of another browser":
                var theirs = await browser.Get("/desk?act=end-links");
                var other = await product.BrowserOf(Pia);
                return async () =>
                {
                    using (other)
                        Assert.Equal(HttpStatusCode.Conflict, (await other.Post(theirs, "/link/end")).Status);
                };
            case "delegation":
                var desk = await browser.Get("/desk");
                return async () =>
                    Assert.Equal(
                        HttpStatusCode.OK,
                        (
                            await browser.Post(
                                desk,
                                "/delegate",
                                (DelegationFields.Name, Stranger),
                                (DelegationFields.Email, StrangersAddress),
                                (DelegationFields.From, "2026-10-02"),
                                (DelegationFields.Until, "2026-10-09")
                            )
                        ).Status
                    );
            default:
                var page = await browser.Get("/desk");
                return async () =>
                    Assert.Equal(HttpStatusCode.Accepted, (await browser.Post(page, "/link/end")).Status);
        }
    }

    private static string[] Lines(RunningProduct product) =>
        [.. product.Log.Text.Split('\n').Where(l => l.Contains("Security event", StringComparison.Ordinal))];
}
