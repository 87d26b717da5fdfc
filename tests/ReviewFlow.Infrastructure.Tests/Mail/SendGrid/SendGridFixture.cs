using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Settings;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Infrastructure.Storage.Files;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Testing;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Hosting;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

/// <summary>
/// The whole product over SQLite with SendGrid as its sender, a clock that is moved by hand, and a quarter that runs.
/// </summary>
internal sealed class SendGridFixture : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly WebApplication _app;
    private readonly string _opsKey;

    private SendGridFixture(TempFolder folder, WebApplication app, FakeTimeProvider time, string opsKey) =>
        (_folder, _app, Time, _opsKey) = (folder, app, time, opsKey);

    public FakeTimeProvider Time { get; }
    public OutboxDispatcher OutboxDispatcher => _app.Services.GetRequiredService<OutboxDispatcher>();
    public IOutbox Outbox => _app.Services.GetRequiredService<IOutbox>();
    public ILedger Ledger => _app.Services.GetRequiredService<ILedger>();
    public LedgerKeys Signing => _app.Services.GetRequiredService<LedgerKeys>();
    public ReviewDesk Desk => _app.Services.GetRequiredService<ReviewDesk>();

    public static async Task<SendGridFixture> Open(SendGridSettings settings, Roster? roster = null)
    {
        var folder = new TempFolder();
        var time = new FakeTimeProvider(SampleRosters.Start.ToDateTimeOffset());
        var (opsKey, key) = OperatorKeys.OpenOrCreate(folder.Path);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        ReviewFlowApp.AddTo(builder.Services);
        builder
            .Services.AddSingleton<LocalWorkSignal>()
            .AddSingleton<IWorkSignal>(s => s.GetRequiredService<LocalWorkSignal>());
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder
            .Services.AddSingleton(_ => new SqliteFile(folder["reviewflow.db"]))
            .AddSingleton(_ => LedgerKeys.OpenOrCreate(folder.Path));
        builder
            .Services.AddSingleton(_ => RowMac.OpenOrCreate(folder.Path))
            .AddSingleton<IAnchorStore>(_ => AnchorFile.Open(folder["anchors"]));
        builder
            .Services.AddSingleton<ILedger, SqliteLedger>()
            .AddSingleton<IOutbox, SqliteOutbox>()
            .AddSingleton<ILinks, SqliteLinks>()
            .AddSingleton<ISealedStore, SqliteSealedStore>();
        builder.Services.AddSingleton<IReportArchive>(new ReportFolder(folder["reports"])).AddSingleton(opsKey);
        builder.Services.AddSingleton(
            new ReviewFlowSettings
            {
                PublicUrl = new Uri("http://127.0.0.1/"),
                From = "ReviewFlow <reviews@example.com>",
            }
        );
        builder.Services.AddSendGrid(settings);

        var app = builder.Build();
        ReviewFlowApp.Map(app, routes => routes.MapSendGrid());
        await app.StartAsync(TestContext.Current.CancellationToken);
        var office = new SendGridFixture(folder, app, time, key!);
        Assert.IsType<CommandResult.Done>(
            await office.Desk.Execute(
                SampleRosters.Q3,
                new QuarterCommand.Start(roster ?? SampleRosters.OneTeam),
                key: null,
                TestContext.Current.CancellationToken
            )
        );
        return office;
    }

    public async Task<HttpStatusCode> Post(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        using var content = new ByteArrayContent(body);
        foreach (var (name, value) in headers)
            content.Headers.Add(name, value);
        using var response = await http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>What ops read of the quarter.</summary>
    public async Task<string> Board()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        http.DefaultRequestHeaders.Add(OperatorKeys.Header, _opsKey);
        return await http.GetStringAsync($"/api/quarters/{SampleRosters.Q3}", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
