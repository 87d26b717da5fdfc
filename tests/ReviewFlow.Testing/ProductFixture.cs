using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Settings;
using ReviewFlow.Infrastructure.Storage.Files;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reports;
using ReviewFlow.Rosters;
using ReviewFlow.Signing;
using ReviewFlow.Testing.Mail;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Hosting;

namespace ReviewFlow.Testing;

/// <summary>
/// The whole product without its web server: SQLite, keys and reports in a folder, a clock that the test sets, mails in
/// a bag.
/// </summary>
internal sealed class ProductFixture : IDisposable
{
    private readonly TempFolder? _own;
    private readonly string _folder;
    private readonly ServiceProvider _services;

    /// <param name="folder">Where another house stands already; its own where null.</param>
    /// <param name="keys">Where the keys of links and forms lie; null for the folder.</param>
    /// <param name="more">Puts something else in the place of what there is.</param>
    public ProductFixture(
        string? folder = null,
        FakeTimeProvider? time = null,
        IMailSender? sender = null,
        ReportRenderer? draw = null,
        Func<IReportArchive, IReportArchive>? archive = null,
        ILoggerProvider? log = null,
        Func<ILedger, ILedger>? ledger = null,
        IXmlRepository? keys = null,
        Action<IServiceCollection>? more = null
    )
    {
        _own = folder is null ? new TempFolder() : null;
        _folder = folder ?? _own!.Path;
        Time = time ?? ClockAt(SampleRosters.Start);
        var services = new ServiceCollection().AddLogging(l =>
        {
            if (log is not null)
                l.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        });
        Furnish(services, _folder, Time, sender ?? RecordingSender, archive);
        if (draw is not null)
            services.AddSingleton(draw);
        if (ledger is not null)
            services.AddSingleton<SqliteLedger>().AddSingleton(s => ledger(s.GetRequiredService<SqliteLedger>()));
        if (keys is not null)
            services.Configure<KeyManagementOptions>(o => o.XmlRepository = keys);
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The quarter that the commands go to.</summary>
    public QuarterId Id { get; init; } = SampleRosters.Q3;

    public RecordingSender RecordingSender { get; } = new();
    public FakeTimeProvider Time { get; }
    public string Folder => _folder;
    public string Database => Path.Combine(_folder, "reviewflow.db");
    public ILedger Ledger => Get<ILedger>();
    public IOutbox Outbox => Get<IOutbox>();
    public ReviewDesk Desk => Get<ReviewDesk>();
    public DueWorkRunner DueWorkRunner => Get<DueWorkRunner>();
    public ReportRelease Release => Get<ReportRelease>();
    public OutboxDispatcher OutboxDispatcher => Get<OutboxDispatcher>();
    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static FakeTimeProvider ClockAt(Instant at) => new(at.ToDateTimeOffset());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Puts in what a host does.</summary>
    public static void Furnish(
        IServiceCollection services,
        string folder,
        FakeTimeProvider time,
        IMailSender sender,
        Func<IReportArchive, IReportArchive>? archive = null
    )
    {
        services.AddSingleton<TimeProvider>(time);
        ReviewFlowApp.AddTo(services);
        services
            .AddDataProtection()
            .SetApplicationName("ReviewFlow")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "protection")));
        services
            .AddSingleton(_ => new SqliteFile(Path.Combine(folder, "reviewflow.db")))
            .AddSingleton(_ => LedgerKeys.OpenOrCreate(folder, time));
        services
            .AddSingleton(_ => RowMac.OpenOrCreate(folder))
            .AddSingleton<IAnchorStore>(_ => AnchorFile.Open(Path.Combine(folder, "anchors")));
        services
            .AddSingleton<LocalWorkSignal>()
            .AddSingleton<IWorkSignal>(s => s.GetRequiredService<LocalWorkSignal>());
        services
            .AddSingleton<ILedger, SqliteLedger>()
            .AddSingleton<IOutbox, SqliteOutbox>()
            .AddSingleton<ILinks, SqliteLinks>()
            .AddSingleton<ISealedStore, SqliteSealedStore>();
        var reports = new ReportFolder(Path.Combine(folder, "reports"));
        services.AddSingleton(archive?.Invoke(reports) ?? reports);
        services.AddSingleton(sender).AddSingleton(OperatorKeys.OpenOrCreate(folder, time).Keys);
        services.AddSingleton(
            new ReviewFlowSettings
            {
                PublicUrl = new("http://localhost/"),
                From = "ReviewFlow <reviews@example.com>",
                SignIn = SignIn.Link,
            }
        );
    }

    public Task<CommandResult> Do(QuarterCommand command, string? key = null) => Desk.Execute(Id, command, key, Stop);

    public Task<CommandResult> Do(TeamId team, ReviewCommand command, string? key = null) =>
        Do(new QuarterCommand.OfTeam(team, command), key);

    public async Task<ProductFixture> Start(Roster roster)
    {
        Assert.IsType<CommandResult.Done>(await Do(new QuarterCommand.Start(roster)));
        return this;
    }

    public async Task<CommandResult> Sign(TeamId team, SeatOf seat, string? key = null) =>
        await Do(
            team,
            new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), (await Quarter()).Reviews[team].Hash),
            key
        );

    /// <summary>Every seat of every path, from the bottom up.</summary>
    public async Task SignAll()
    {
        foreach (var review in (await Quarter()).InOrder)
        {
            foreach (var pair in review.Path.Select(l => l.Pair))
            {
                foreach (var seat in Enum.GetValues<Seat>())
                    Assert.IsNotType<CommandResult.Refused>(await Sign(review.Team, new(pair, seat)));
            }
        }
    }

    public async Task<Quarter> Quarter() => (await Desk.Get(Id, Stop))!;

    public Task<LedgerState> State() => Get<QuarterCache>().LoadState(Id, Stop);

    public async Task<IReadOnlyList<LedgerEntry>> Entries() => await Ledger.Read(Id, 0, Stop);

    /// <summary>Walks the ledger from its first entry to its head.</summary>
    public async Task<Quarter> Audit() =>
        LedgerAudit.Walk(Id, await Entries(), await Ledger.Head(Id, Stop), Get<LedgerKeys>().Problem);

    public void Dispose()
    {
        _services.Dispose();
        _own?.Dispose();
    }
}
