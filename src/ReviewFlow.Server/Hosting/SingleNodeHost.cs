using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using ReviewFlow.Application;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Infrastructure.Mail;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Infrastructure.Storage.Files;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Infrastructure.Telemetry;
using ReviewFlow.Web.Hosting;

namespace ReviewFlow.Server.Hosting;

/// <summary>The product in one process: Kestrel, SQLite, files, and SMTP, SendGrid or a mail folder.</summary>
internal sealed partial class SingleNodeHost : IAsyncDisposable
{
    private readonly IDisposable _lock;
    private readonly ServingState _state;

    private SingleNodeHost(
        WebApplication app,
        DataFolder data,
        Uri url,
        string? newOpsKey,
        IDisposable folderLock,
        ServingState state
    ) => (App, Data, Url, CreatedOpsKey, _lock, _state) = (app, data, url, newOpsKey, folderLock, state);

    public WebApplication App { get; }
    public DataFolder Data { get; }
    public Uri Url { get; }

    /// <summary>Null unless this start created it.</summary>
    public string? CreatedOpsKey { get; }

    /// <summary>Null if the mail folder is not shown.</summary>
    public Uri? OutboxUrl { get; private init; }

    /// <summary>Mails are written to <see cref="DataFolder.Mail"/> and not sent.</summary>
    public bool WritesMailsToFolder { get; private init; }

    /// <param name="quiet">Log warnings only.</param>
    /// <param name="showsOutbox">Show the mail folder in the browser if that is safe.</param>
    /// <exception cref="OperatorException">It cannot start. The message says why.</exception>
    public static SingleNodeHost Build(DataFolder data, string urls, bool quiet, bool showsOutbox = false)
    {
        var folderLock = data.Lock();
        try
        {
            var builder = WebApplication.CreateBuilder(
                new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
            );
            builder
                .WebHost.UseUrls(urls)
                .ConfigureKestrel(kestrel =>
                {
                    kestrel.AddServerHeader = false;
                    kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
                });
            builder
                .Logging.ClearProviders()
                .AddSimpleConsole(o =>
                    (o.SingleLine, o.ColorBehavior, o.IncludeScopes) = (true, LoggerColorBehavior.Disabled, false)
                ); // scopes hold paths
            builder.Logging.SetMinimumLevel(LogLevel.Warning).LeavePathsOut().KeepSecurityEvents();
            if (!quiet)
                builder.Logging.AddFilter("ReviewFlow", LogLevel.Information);
            // It warns that its keys in keys/ are not encrypted. They are readable by their owner alone.
            builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
            // A failed start is reported once, in plain words, without the host's stack trace.
            var state = new ServingState();
            builder.Logging.AddFilter("Microsoft.Extensions.Hosting", level =>
                state.IsServing && level >= LogLevel.Warning
            );

            var settings = ServerSettings.Read(builder.Configuration, urls);
            var newKey = Register(builder.Services, data, settings);
            builder.Services.AddTelemetry(builder.Configuration, Export.Kestrel);

            var app = builder.Build();
            RestrictDataFolder(data, app.Services.GetRequiredService<ILogger<SingleNodeHost>>());
            if (settings.Delivery.PublicUrl.Scheme == Uri.UriSchemeHttps)
                app.UseForwardedHeaders();
            var writesMailsToFolder = settings is { Smtp: null, SendGrid: null };
            var outbox =
                showsOutbox && writesMailsToFolder && LocalOutbox.IsSafe(settings.Delivery.PublicUrl, urls)
                    ? new LocalOutbox(data.Mail)
                    : null;
            ReviewFlowApp.Map(app, routes =>
            {
                routes.MapSendGrid();
                outbox?.Map(routes);
            });
            var address = Uri.TryCreate(urls.Split(';')[0], UriKind.Absolute, out var url)
                ? url
                : settings.Delivery.PublicUrl;
            return new(app, data, address, newKey, folderLock, state)
            {
                WritesMailsToFolder = writesMailsToFolder,
                OutboxUrl = outbox is null ? null : new(address, outbox.Address),
            };
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>After a failed start, hosted services that already run are stopped.</summary>
    public async Task Start(CancellationToken cancellationToken)
    {
        try
        {
            await App.StartAsync(cancellationToken);
            _state.IsServing = true;
        }
        catch
        {
            await App.StopAsync(CancellationToken.None);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        _lock.Dispose();
    }

    private static void RestrictDataFolder(DataFolder data, ILogger log)
    {
        var (closed, open) = data.RestrictToOwner();
        if (closed > 0)
            LogRestricted(log, closed, data.Root);
        if (open.Count > 0)
            LogStillOpen(log, open.Count, data.Root, open[0]);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} files and folders in {Folder} were open to other users of this machine and are closed now"
    )]
    private static partial void LogRestricted(ILogger log, int count, string folder);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Count} files and folders in {Folder} are open to other users and cannot be closed, first {Path}"
    )]
    private static partial void LogStillOpen(ILogger log, int count, string folder, string path);

    /// <returns>The ops key if this start makes it.</returns>
    private static string? Register(IServiceCollection services, DataFolder data, ServerSettings settings)
    {
        ReviewFlowApp.AddTo(services);
        services
            .AddDataProtection()
            .SetApplicationName("ReviewFlow")
            .PersistKeysToFileSystem(new DirectoryInfo(data.Protection));
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            // By default only a proxy on this machine is trusted.
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        });

        // Created here and not on first use, so that a problem with them is reported at startup.
        data.RequireSigningKeys();
        var (key, mac, file) = (
            LedgerKeys.OpenOrCreate(data.Keys),
            RowMac.OpenOrCreate(data.Keys),
            new SqliteFile(data.Database)
        );
        var (operators, newKey) = OperatorKeys.OpenOrCreate(data.Keys, mac: mac);
        services.AddSingleton(_ => file).AddSingleton(_ => key).AddSingleton(mac).AddSingleton(operators);
        services.AddSingleton<IAnchorStore>(AnchorFile.Open(settings.AnchorFolder ?? data.Anchors));
        services
            .AddSingleton<ILedger, SqliteLedger>()
            .AddSingleton<IOutbox, SqliteOutbox>()
            .AddSingleton<ILinks, SqliteLinks>()
            .AddSingleton<ISealedStore, SqliteSealedStore>();
        services.AddSingleton<IReportArchive>(new ReportFolder(data.Reports));
        if (settings.SendGrid is { } sendGrid)
            services.AddSendGrid(sendGrid);
        else
            services.AddSingleton<IMailSender>(
                settings.Smtp is { } smtp ? new SmtpSender(smtp) : new EmlFolderSender(data.Mail)
            );
        services.AddSingleton(settings.Delivery);
        services
            .AddHostedService<DueWorkService>()
            .AddHostedService<WalCheckpointService>()
            .AddHostedService<DailySelfCheck>();
        return newKey;
    }

    private sealed class ServingState
    {
        public bool IsServing { get; set; }
    }
}
