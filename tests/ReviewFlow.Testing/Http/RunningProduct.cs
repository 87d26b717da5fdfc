using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Telemetry;
using ReviewFlow.Testing.Mail;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Hosting;

namespace ReviewFlow.Testing.Http;

/// <summary>
/// The product behind a real web server on this machine, with a clock that the test sets. Nothing goes its rounds by
/// itself: tests say when.
/// </summary>
internal sealed class RunningProduct : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly WebApplication _app;

    private RunningProduct(bool logsAll, Action<IServiceCollection>? more)
    {
        OpsKey = OperatorKeys.OpenOrCreate(_folder.Path).JustMade!;
        var builder = WebApplication.CreateSlimBuilder();
        builder
            .WebHost.UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(k => k.Limits.MaxRequestBodySize = 16 * 1024 * 1024);
        builder
            .Logging.ClearProviders()
            .AddProvider(Log)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("ReviewFlow", LogLevel.Trace); // as the server does
        if (logsAll)
            builder.Logging.AddFilter("ReviewFlow", LogLevel.Trace).SetMinimumLevel(LogLevel.Trace).LeavePathsOut();
        ProductFixture.Furnish(builder.Services, _folder.Path, Time, RecordingSender);
        more?.Invoke(builder.Services);
        _app = builder.Build();
        ReviewFlowApp.Map(_app, more: routes => routes.MapGet("/fails", () =>
            {
                throw new InvalidOperationException("the cause");
            }));
    }

    public FakeTimeProvider Time { get; } = ProductFixture.ClockAt(SampleRosters.Start);
    public RecordingSender RecordingSender { get; } = new();
    public LogLines Log { get; } = new();
    public string OpsKey { get; }
    public string Folder => _folder.Path;
    public Uri Url { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="logsAll">Every line of everybody at every level, as far as a host lets anybody have them.</param>
    /// <param name="more">Puts something else in the place of what there is: another store, other keys.</param>
    public static async Task<RunningProduct> Run(bool logsAll = false, Action<IServiceCollection>? more = null)
    {
        var product = new RunningProduct(logsAll, more);
        await product._app.StartAsync(Stop);
        product.Url = new(product.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return product;
    }

    /// <summary>With a quarter that has begun and its invitations in the bag.</summary>
    public static async Task<RunningProduct> WithQuarter(
        byte[] roster,
        bool logsAll = false,
        Action<IServiceCollection>? more = null
    )
    {
        var product = await Run(logsAll, more);
        using var ops = product.Ops();
        Assert.Equal(
            HttpStatusCode.Created,
            (await ops.PostAsync("api/quarters", new ByteArrayContent(roster), Stop)).StatusCode
        );
        await product.RunDueWork();
        return product;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task RunDueWork() => await Get<DueWorkRunner>().RunOnce(Stop);

    /// <summary>A client with the ops key.</summary>
    public HttpClient Ops(string? key = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Url,
        };
        http.DefaultRequestHeaders.Add(OperatorKeys.Header, key ?? OpsKey);
        return http;
    }

    /// <summary>A browser that has followed nothing yet.</summary>
    public Browser Browser() => new(Url);

    /// <summary>A browser that came in by the newest link mailed to <paramref name="address"/>.</summary>
    public async Task<Browser> BrowserOf(string address)
    {
        var browser = Browser();
        // Some mails bring no way in, but a way to say "this was not me".
        var mail = RecordingSender.To(address).Last(p => p.Kind is not ("code" or "receipt" or "vouched-for"));
        await browser.Get($"/l/{mail.Token}");
        return browser;
    }

    /// <summary>
    /// Everything that a request might have changed: entries, head, mails, wake-up. Not a draft, with which the same
    /// head is signed again.
    /// </summary>
    public async Task<string> Footprint()
    {
        var (ledger, outbox) = (Get<ILedger>(), Get<IOutbox>());
        var count = await outbox.Count(SampleRosters.Q3, Stop);
        return $"{(await ledger.Read(SampleRosters.Q3, 0, Stop)).Count} {(await ledger.Head(SampleRosters.Q3, Stop))?.Hash} "
            + $"{count.Delivered} {count.Owed} {count.DeadLettered.Count} {await ledger.NextWake(Stop)} "
            + $"{await outbox.NextAttempt(Stop)} {RecordingSender.Attempts.Count}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Every line that was logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose() { }
}
