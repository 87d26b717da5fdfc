using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ReviewFlow.Application;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Infrastructure.Telemetry;
using ReviewFlow.Server.Demo;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Telemetry;

/// <summary>What the process exports, as a collector receives it.</summary>
public sealed partial class ExportTests
{
    [Fact]
    public async Task From_the_click_to_the_ceos_mail_one_trace_arrives_at_the_collector_and_names_nobody()
    {
        using var folder = new TempFolder();
        await using var collector = await Collector.Start();
        var server = new ServerProcess(folder["data"])
        {
            Settings =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
                ["Logging__LogLevel__Default"] = "Trace",
                ["Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
                ["Logging__Console__FormatterOptions__IncludeScopes"] = "true",
            },
        };
        await using var host = await ServerHost.Start(server);
        using var driver = new QuarterDriver(host);
        var roster = GeneratedRosters.Create(teams: 1, pairs: 1);
        await driver.Start(roster);
        await driver.Return("cpo", "team-1", "The words of a reason");
        await driver.Amend("team-1", Corrected(roster), "The words of another reason");
        await driver.SignEverything();
        const int reportsAndReceipts = 3 + 2; // the CEO and both leaders; both leaders
        await Until.True(
            () =>
                Mails().Count() == reportsAndReceipts
                && collector.Text.Contains("reviewflow.mail.attempts", StringComparison.Ordinal),
            "spans and figures arrive"
        );

        var trace = Assert.Single(Spans().Where(s => s.Name == "report.release").Select(s => s.Trace).Distinct());
        Assert.All(
            [
                "POST /desk/{team}/sign-off",
                "desk.decide",
                "report.draw",
                "report.compose",
                "report.render",
                "report.archive",
                "report.verify",
                "report.publish",
            ],
            name => Assert.Contains(new(trace, name), Spans())
        );
        Assert.Equal(reportsAndReceipts, Mails().Count(m => m.Trace == trace));

        var secrets = host.Mails()
            .SelectMany(m =>
                new[]
                {
                    Mailbox.LinkIn(m)!.Segments[^1],
                    m.To.Mailboxes.Single().Address,
                    m.To.Mailboxes.Single().Name!,
                }
            )
            .Concat([server.OpsKey, "The words of", "/l/"]);
        var (told, logged) = (NoRoutes(collector.Text), NoRoutes(server.Output));
        Assert.All(secrets.Distinct(), secret =>
            Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase)
        );
        Assert.All(secrets.Distinct(), secret =>
            Assert.DoesNotContain(secret, logged, StringComparison.OrdinalIgnoreCase)
        );

        IEnumerable<OtlpSpan> Spans() => collector.Bodies("/v1/traces").SelectMany(OtlpSpan.In);
        IEnumerable<OtlpSpan> Mails() =>
            Spans()
                .Where(s =>
                    s.Name == "mail.deliver" && Spans().Any(r => r.Name == "report.release" && r.Trace == s.Trace)
                );
        static string NoRoutes(string text) => text.Replace("/l/{token}", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_Monitor_gets_what_is_allowed_and_nothing_that_a_library_added()
    {
        // The exporter's own metrics, for Microsoft
        Environment.SetEnvironmentVariable("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true");
        await using var collector = await Collector.Start();
        using var host = await Exporting(
            (
                "APPLICATIONINSIGHTS_CONNECTION_STRING",
                $"InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint={collector.Address}/"
            )
        );
        using var worker = new ActivitySource(Export.FunctionsWorker);
        using (var invocation = worker.StartActivity("function Pages", ActivityKind.Server)!)
        {
            invocation
                .SetTag("url.path", "/l/planted-token")
                .SetTag("url.full", "https://reviews.example.com/l/planted-token")
                .SetTag("faas.name", "Pages")
                .SetTag("user_agent.original", "planted-agent");
            using var decision = Traces
                .Start("desk.decide")!
                .SetTag(Tags.Command, "sign-off")
                .SetTag("reason", "planted-reason");
            invocation.SetStatus(ActivityStatusCode.Error, "planted-message");
        }
        using (var broken = worker.StartActivity("planted-event")!)
            broken.AddException(new InvalidOperationException("planted-exception"));
        Meters.Failed.Add(2);
        MailMetrics.Oldest.Record(4000);
        host.Services.GetRequiredService<TracerProvider>().ForceFlush();
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        await Until.True(
            () =>
                new[] { "function Pages", Meters.FailedOrchestrations, MailMetrics.OutboxAge }.All(w =>
                    collector.Text.Contains(w, StringComparison.Ordinal)
                ),
            "span and figures arrive"
        );

        Assert.Contains("\"reviewflow.command\":\"sign-off\"", collector.Text, StringComparison.Ordinal);
        Assert.Contains("\"faas.name\":\"Pages\"", collector.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", collector.Text, StringComparison.Ordinal);
        Assert.Single(TraceIds().Matches(collector.Text).Select(m => m.Groups[1].Value).Distinct());
    }

    [Fact]
    public async Task Where_nobody_is_named_to_export_to_nothing_listens()
    {
        using var host = await Exporting();
        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    [Theory]
    [InlineData("localhost:4317")]
    [InlineData("collector")]
    public void An_address_that_is_none_stops_the_start_with_its_name_and_an_example(string address)
    {
        var trouble = Assert.ThrowsAny<OperatorException>(() =>
            new ServiceCollection().AddTelemetry(
                Configuration(("OTEL_EXPORTER_OTLP_ENDPOINT", address)),
                Export.Kestrel
            )
        );
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", trouble.Message, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:4317", trouble.Message, StringComparison.Ordinal);
    }

    private static JsonObject Corrected(byte[] roster)
    {
        var team = JsonNode.Parse(roster)!["teams"]![0]!;
        team["budget"]!["spent"] = 195_000;
        return new() { ["budget"] = team["budget"]!.DeepClone(), ["outcomes"] = team["outcomes"]!.DeepClone() };
    }

    private static async Task<IHost> Exporting(params (string Name, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddTelemetry(Configuration(settings), Export.FunctionsWorker);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();

    [GeneratedRegex("\"ai.operation.id\":\"([0-9a-f]{32})\"")]
    private static partial Regex TraceIds();
}
