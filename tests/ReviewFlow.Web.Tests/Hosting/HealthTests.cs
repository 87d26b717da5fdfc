using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Hosting;

public sealed class HealthTests
{
    public static TheoryData<string> AllFaults => Faults.All;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_alert_fails_when_due_mail_is_older_than_30_minutes_and_the_probe_that_routes_traffic_does_not()
    {
        await using var product = await RunningProduct.Run();
        Assert.Equal((HttpStatusCode.OK, "ok"), await Mail(product));
        product.RecordingSender.Answer = _ => new SendResult.RetryLater("451 <cto@example.com> busy");
        await product
            .Get<ReviewDesk>()
            .Execute(
                SampleRosters.Q3,
                new QuarterCommand.Start(SampleRosters.OneTeam),
                key: null,
                TestContext.Current.CancellationToken
            );

        await product.RunDueWork();
        product.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((HttpStatusCode.OK, "ok"), await Mail(product));
        product.Time.Advance(TimeSpan.FromSeconds(1));
        await product.RunDueWork(); // tried again a moment ago, and still not delivered
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "late"), await Mail(product));
        using var browser = product.Browser();
        Assert.Equal("ok", (await browser.Get("/healthz")).Text);

        product.RecordingSender.Answer = _ => new SendResult.Delivered();
        product.Time.Advance(TimeSpan.FromMinutes(20));
        await product.RunDueWork();
        Assert.Equal((HttpStatusCode.OK, "ok"), await Mail(product));
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Where_it_cannot_be_read_the_alert_says_so_and_nothing_of_why(string fault)
    {
        await using var product = await RunningProduct.Run(more: s =>
            s.AddSingleton(Faulty.Around(DispatchProxy.Create<IOutbox, FaultyCalls>(), (_, _) => Faults.Of(fault)))
        );
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unknown"), await Mail(product));
    }

    private static async Task<(HttpStatusCode, string)> Mail(RunningProduct product)
    {
        using var browser = product.Browser();
        var reply = await browser.Get("/healthz/mail");
        return (reply.Status, reply.Text);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/healthz?verbose")]
    public async Task Where_the_records_are_away_a_stranger_reads_a_state_and_the_log_the_cause(string path)
    {
        await using var product = await RunningProduct.Run(more: s =>
            s.AddSingleton(DispatchProxy.Create<ILedger, LedgerAway>())
        );
        using var browser = product.Browser();
        var reply = await browser.Get(path);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("application/problem+json", reply.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal("We cannot reach our records.", (string?)JsonNode.Parse(reply.Text)!["title"]);
        Assert.DoesNotContain(LedgerAway.Place, reply.Text, StringComparison.Ordinal);
        Assert.Contains(LedgerAway.Sentence, product.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cause_is_for_whoever_has_the_ops_key()
    {
        await using var product = await RunningProduct.Run(more: s =>
            s.AddSingleton(DispatchProxy.Create<ILedger, LedgerAway>())
        );
        using var ops = product.Ops();
        using var told = await ops.GetAsync(new Uri("api/quarters", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, told.StatusCode);
        Assert.Contains(LedgerAway.Place, await told.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        await File.WriteAllTextAsync(OperatorFile.PathIn(product.Folder), "garbage", Stop);
        using var untold = await ops.GetAsync(new Uri("api/quarters", UriKind.Relative), Stop);
        var text = await untold.Content.ReadAsStringAsync(Stop);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "We cannot reach our records."),
            (untold.StatusCode, (string?)JsonNode.Parse(text)!["title"])
        );
        Assert.DoesNotContain(product.Folder, text, StringComparison.Ordinal);
    }
}

/// <summary>Whatever it is asked for cannot be had just now.</summary>
public class LedgerAway : DispatchProxy
{
    public const string Place = "/var/lib/reviewflow/reviewflow.db",
        Sentence = $"The database {Place} is damaged.";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new DependencyUnavailableException(Sentence);
}
