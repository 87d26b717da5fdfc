using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ReviewFlow.Application;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Telemetry;

/// <summary>
/// Sends traces and figures where the environment says: to a collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set,
/// to Azure Monitor where <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is. Where neither is, nothing listens and
/// nothing is made.
/// </summary>
public static class Export
{
    /// <summary>What begins the span of a request: Kestrel, or the worker of the function app.</summary>
    public const string Kestrel = "Microsoft.AspNetCore",
        FunctionsWorker = "Microsoft.Azure.Functions.Worker";

    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT",
        AzureMonitor = "APPLICATIONINSIGHTS_CONNECTION_STRING",
        ServiceName = "OTEL_SERVICE_NAME";

    /// <param name="requests"><see cref="Kestrel"/> or <see cref="FunctionsWorker"/>.</param>
    /// <param name="identity">Who writes to Azure Monitor; null where the connection string's key is enough.</param>
    /// <exception cref="OperatorException">The collector's address is none.</exception>
    public static IServiceCollection AddTelemetry(
        this IServiceCollection services,
        IConfiguration configuration,
        string requests,
        TokenCredential? identity = null
    )
    {
        var (collector, monitor) = (
            configuration[Otlp] is { Length: > 0 } address ? Address(address) : null,
            configuration[AzureMonitor] is { Length: > 0 } connection ? connection : null
        );
        if (collector is null && monitor is null)
            return services;

        var telemetry = services
            .AddOpenTelemetry()
            .WithTracing(t => t.AddSource(Traces.Name, requests).AddProcessor(new StrikeOut())) // before any exporter
            .WithMetrics(m => m.AddMeter(Meters.Name, MailMetrics.Name));
        if (string.IsNullOrEmpty(configuration[ServiceName]))
            telemetry.ConfigureResource(r =>
                r.AddService("reviewflow", serviceVersion: typeof(Export).Assembly.GetName().Version?.ToString(3))
            );
        if (collector is not null)
            telemetry.WithTracing(t => t.AddOtlpExporter()).WithMetrics(m => m.AddOtlpExporter());
        if (monitor is not null)
            telemetry
                .WithTracing(t => t.AddAzureMonitorTraceExporter(Set))
                .WithMetrics(m => m.AddAzureMonitorMetricExporter(Set));
        // All of it, whatever the caller says of its own trace: a quarter is some thousand spans. Said last, because
        // an exporter sets a sampler of its own.
        telemetry.WithTracing(t => t.SetSampler(new AlwaysOnSampler()));
        return services;

        void Set(AzureMonitorExporterOptions options)
        {
            (options.ConnectionString, options.Credential) = (monitor, identity);
            // What we say and nothing of its own: no live stream, no copies on disk, no figures of the machine.
            (
                options.EnableLiveMetrics,
                options.DisableOfflineStorage,
                options.EnableStandardMetrics,
                options.EnablePerformanceCounters
            ) = (false, true, false, false);
        }
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new ConfigurationException(ExportTexts.CollectorAddressWrong.With(new { setting = Otlp, text }));
}
