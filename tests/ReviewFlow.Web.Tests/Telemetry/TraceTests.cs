using System.Diagnostics;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Telemetry;

public sealed class TraceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_click_that_completes_a_quarter_its_release_and_the_ceos_mail_are_one_trace()
    {
        await using var product = await RunningProduct.WithQuarter(SampleRosters.OneTeamFile);
        using var heard = new RecordedSpans("Microsoft.AspNetCore");
        await Sign(product, "product.company@example.com");
        var trace = await Sign(product, "technology.company@example.com");
        await product.RunDueWork();

        Assert.Equal(
            [
                "POST /desk/{team}/sign-off",
                "desk.decide sign-off done",
                "GET /desk/{team}",
                "report.draw",
                "report.compose",
                "report.render",
                "report.archive",
                "report.verify",
                "report.release",
                "desk.decide release done",
                "report.publish",
                .. Enumerable.Repeat("mail.deliver released", 8),
                .. Enumerable.Repeat("mail.deliver receipt", 2),
            ],
            heard.In(trace).Select(Said)
        );
        Assert.Contains(product.RecordingSender.To("ceo@example.com"), p => p.Kind == "released");

        var (signOff, release) = (
            heard.In(trace).Single(s => Said(s).Contains("decide sign-off", StringComparison.Ordinal)),
            heard.In(trace).Single(s => Said(s).Contains("decide release", StringComparison.Ordinal))
        );
        Assert.All(
            heard.In(trace).Where(s => s.OperationName is "report.draw" or "report.verify" or "report.release"),
            s => Assert.Equal(signOff.SpanId, s.ParentSpanId)
        );
        Assert.All(heard.In(trace).Where(s => s.OperationName == "mail.deliver"), s =>
            Assert.Equal(release.SpanId, s.ParentSpanId)
        );
    }

    [Fact]
    public async Task The_trace_goes_on_in_another_process()
    {
        using var folder = new TempFolder();
        using var heard = new RecordedSpans();
        ActivityTraceId trace;
        using (var first = await new ProductFixture(folder.Path).Start(SampleRosters.OneTeam))
        {
            using var click = new Activity("click").Start();
            await first.SignAll();
            trace = click.TraceId;
        }

        using var second = new ProductFixture(folder.Path);
        await second.DueWorkRunner.RunOnce(Stop);
        Assert.Contains("report.release", heard.In(trace).Select(s => s.OperationName));
        Assert.Equal(8, heard.In(trace).Count(s => Said(s) == "mail.deliver released"));
    }

    [Fact]
    public async Task What_the_clock_brings_about_is_a_trace_of_its_own_that_points_to_the_last_commit()
    {
        using var heard = new RecordedSpans();
        using var house = new ProductFixture();
        using (var click = new Activity("click").Start())
        {
            await house.Start(SampleRosters.OneTeam);
            house.Time.Advance(TimeSpan.FromDays(5));
        }
        var start = heard.Spans.Single(s =>
            Said(s) == "desk.decide start done"
            && s.TagObjects.Any(t => t is { Key: Tags.Entries, Value: 3 })
            && s.Parent?.OperationName == "click"
        );
        await house.DueWorkRunner.RunOnce(Stop);

        var wake = heard.Spans.Single(s =>
            s.OperationName == "quarter.wake" && s.Links.Any(l => l.Context.SpanId == start.SpanId)
        );
        Assert.NotEqual(start.TraceId, wake.TraceId);
        Assert.Equal(2, heard.In(wake.TraceId).Count(s => Said(s) == "mail.deliver reminder"));
    }

    private static async Task<ActivityTraceId> Sign(RunningProduct product, string address)
    {
        using var browser = await product.BrowserOf(address);
        var page = await browser.Get("/desk/platform");
        using var click = new Activity("click").Start(); // its traceparent goes along with the request
        await browser.Post(page, "/desk/platform/sign-off", (Fields.Confirmed, Fields.Yes));
        return click.TraceId;
    }

    private static string Said(Activity span) =>
        span.OperationName switch
        {
            "desk.decide" => $"desk.decide {span.GetTagItem(Tags.Command)} {span.GetTagItem(Tags.Answer)}",
            "mail.deliver" => $"mail.deliver {span.GetTagItem(Tags.Occasion)}",
            _ => span.DisplayName,
        };
}
