using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReviewFlow.Application;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Functions.Orchestrations;
using ReviewFlow.Infrastructure.Mail;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Reports;
using ReviewFlow.Reports.Document;
using ReviewFlow.Web.Hosting;
#if QUESTPDF
using ReviewFlow.Reports.QuestPdf;
#else
using ReviewFlow.Reports.Rendering;
#endif

namespace ReviewFlow.Functions.Hosting;

/// <summary>The whole product in a function app: tables, blobs, SendGrid, QuestPDF.</summary>
internal static partial class AzureServices
{
    private const string Table = "reviewflow",
        Unreleased = "unreleased",
        Released = "reports",
        Keys = "protection",
        Exports = "ledger-exports";

    /// <exception cref="OperatorException">One plain sentence on what keeps it from starting.</exception>
    public static void Register(IServiceCollection services, FunctionSettings settings)
    {
        services.AddSingleton(s =>
            Renderer(settings.QuestPdf, s.GetRequiredService<ILoggerFactory>().CreateLogger<ReportRenderer>())
        );
        services.AddSingleton(settings.Clock).AddSingleton<TimeProvider>(settings.Clock);
        ReviewFlowApp.AddTo(services);
        services
            .AddSingleton(settings)
            .AddSingleton(settings.Delivery)
            .AddSingleton(settings.Operators)
            .AddSingleton(_ => settings.LedgerKeys)
            .AddSingleton(settings.RowMac);
        services
            .AddSingleton<OrchestrationClient>()
            .AddSingleton<IWorkSignal, OrchestrationSignal>()
            .AddSingleton<HttpFunctions>();
        services
            .AddSingleton<ILedger, TableLedger>()
            .AddSingleton<IOutbox, TableOutbox>()
            .AddSingleton<ILinks, TableLinks>()
            .AddSingleton<ISealedStore, TableSealedStore>();
        if (settings.SendGrid is { } sendGrid)
            services.AddSendGrid(sendGrid);
        else
            services.AddSingleton<IMailSender>(new EmlFolderSender(settings.MailFolder!));
        Store(services, settings.Storage);
        services.AddDataProtection().SetApplicationName("ReviewFlow");
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            // The worker listens on loopback for its host alone; before the host stands the platform's front end,
            // before that all who ask.
            (o.ForwardedHeaders, o.ForwardLimit) = (
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
                2
            );
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
        });
    }

#if QUESTPDF
    private static ReportRenderer Renderer(QuestLicense license, ILogger log) => QuestReport.Renderer(license, log);
#else
    private static ReportRenderer Renderer(QuestLicense _, ILogger log)
    {
        LogWithoutQuestPdf(log);
        return SkiaReport.Render;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "This app was built without QuestPDF (-p:QuestPdf=false), so SkiaSharp draws the report"
    )]
    private static partial void LogWithoutQuestPdf(ILogger log);
#endif

    private static void Store(IServiceCollection services, Storage storage)
    {
        switch (storage)
        {
            case Storage.Account named:
                var (identity, blobs) = (
                    new DefaultAzureCredential(),
                    new Uri($"https://{named.Name}.blob.core.windows.net")
                );
                services.AddSingleton(
                    LedgerTable.Open(new($"https://{named.Name}.table.core.windows.net"), Table, identity)
                );
                services.AddSingleton<IReportArchive>(
                    new BlobReports(
                        ReportContainer.Open(blobs, Unreleased, identity),
                        ReportContainer.Open(blobs, Released, identity)
                    )
                );
                Keep(services, ReportContainer.Open(blobs, Exports, identity));
                var account = new BlobServiceClient(blobs, identity);
                services.AddSingleton(account);
                KeepKeys(services, account.GetBlobContainerClient(Keys));
                break;
            case Storage.Azurite azurite:
                var (table, drafts, reports) = (
                    LedgerTable.OpenLocal(azurite.Connection, Table),
                    ReportContainer.OpenLocal(azurite.Connection, Unreleased),
                    ReportContainer.OpenLocal(azurite.Connection, Released)
                );
                var (exports, keys) = (
                    ReportContainer.OpenLocal(azurite.Connection, Exports),
                    new BlobContainerClient(azurite.Connection, Keys)
                );
                // Waited for like this, what fails comes out as the one plain sentence it is.
                Task.WhenAll(
                        table.Create(default),
                        drafts.Create(default),
                        reports.Create(default),
                        exports.Create(default),
                        keys.CreateIfNotExistsAsync()
                    )
                    .GetAwaiter()
                    .GetResult();
                services.AddSingleton(table).AddSingleton<IReportArchive>(new BlobReports(drafts, reports));
                Keep(services, exports);
                services.AddSingleton(new BlobServiceClient(azurite.Connection));
                KeepKeys(services, keys);
                break;
            default:
                throw new InvalidOperationException("There is a new kind of storage.");
        }
    }

    /// <summary>Exports and anchors, in the container whose policy lets nobody change or delete them.</summary>
    private static void Keep(IServiceCollection services, ReportContainer container) =>
        services
            .AddSingleton(s => new LedgerExportBlobs(
                s.GetRequiredService<ILedger>(),
                s.GetRequiredService<LedgerKeys>(),
                container
            ))
            .AddSingleton<IAnchorStore>(new AnchorBlobs(container));

    private static void KeepKeys(IServiceCollection services, BlobContainerClient container) =>
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = new KeyBlobs(container))
        );
}
