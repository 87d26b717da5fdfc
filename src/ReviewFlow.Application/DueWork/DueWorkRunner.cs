using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.DueWork;

/// <summary>
/// Does what is due: wakes quarters whose time has come, releases signed ones, delivers mails. Everything it needs to
/// know is in the ledger, so after a failure it simply runs again. A quarter that fails rests for a while; the others
/// and all mails go on.
/// </summary>
public sealed partial class DueWorkRunner(
    ILedger ledger,
    ReviewDesk desk,
    ReportRelease release,
    OutboxDispatcher dispatcher,
    TimeProvider time,
    ILogger<DueWorkRunner> log
)
{
    private readonly ConcurrentDictionary<QuarterId, (int Failures, Instant Next)> _resting = new();

    /// <summary>Finishes releases that were cut short between commit and publication. Run once at start.</summary>
    public async Task Resume(CancellationToken cancellationToken)
    {
        foreach (var quarter in await ledger.Quarters(cancellationToken))
            await Guarded(quarter, () => release.Run(quarter, cancellationToken), cancellationToken);
    }

    /// <summary>Does what is due and answers when to come again at the latest; null when nothing is set.</summary>
    public async Task<Instant?> RunOnce(CancellationToken cancellationToken)
    {
        await DoWhatIsDue(
            async quarter =>
            {
                await Wake(quarter, cancellationToken);
                await release.Run(quarter, cancellationToken);
            },
            cancellationToken
        );
        return Next([await ledger.NextWake(cancellationToken)], await dispatcher.NextAttempt(cancellationToken));
    }

    /// <summary>
    /// The same where orchestrations remind each leader, and draw and release the report: only what concerns more than
    /// one leader, and the mails.
    /// </summary>
    public async Task<Instant?> RunShared(CancellationToken cancellationToken)
    {
        await DoWhatIsDue(quarter => Wake(quarter, cancellationToken), cancellationToken);
        var wakes = new List<Instant?>();
        foreach (var id in await ledger.Quarters(cancellationToken))
        {
            if (Rests(id))
                continue;
            await Guarded(
                id,
                async () =>
                {
                    if (await desk.Get(id, cancellationToken) is { } quarter)
                        wakes.Add(QuarterSchedule.NextForAll(quarter));
                },
                cancellationToken
            );
        }
        return Next(wakes, await dispatcher.NextAttempt(cancellationToken));
    }

    /// <summary>Does what time brings about in a quarter.</summary>
    public async Task Wake(QuarterId quarter, CancellationToken cancellationToken)
    {
        using var span = Traces
            .Wake("quarter.wake", Traces.AreHeard ? await ledger.TraceParent(quarter, cancellationToken) : null)
            ?.SetTag(Tags.Quarter, quarter.ToString());
        await desk.Execute(quarter, new QuarterCommand.Wake(), key: null, cancellationToken);
    }

    /// <summary>
    /// Quarters whose time has come, and those that failed before and have rested; then the mails, whatever became of
    /// the quarters.
    /// </summary>
    private async Task DoWhatIsDue(Func<QuarterId, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var quarter in (await ledger.Awake(time.Now(), cancellationToken)).Union(_resting.Keys))
            {
                if (!Rests(quarter))
                    await Guarded(quarter, () => work(quarter), cancellationToken);
            }
        }
        finally
        {
            await dispatcher.Deliver(cancellationToken);
        }
    }

    private bool Rests(QuarterId quarter) => _resting.TryGetValue(quarter, out var rest) && time.Now() < rest.Next;

    private Instant? Next(IEnumerable<Instant?> wakes, Instant? mail)
    {
        var (now, rested) = (time.Now(), _resting.Values.Select(r => (Instant?)r.Next).Min());
        // A quarter at rest keeps its wake-up in the past; look again when its rest is over.
        return wakes.Where(w => rested is null || w > now).Append(rested).Append(mail).Min();
    }

    private async Task Guarded(QuarterId quarter, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            _resting.TryRemove(quarter, out _);
        }
        // One quarter's trouble must not keep the others waiting; it is logged and tried again.
        catch (Exception e) when (!e.IsOurs(cancellationToken))
        {
            var failures = _resting.GetValueOrDefault(quarter).Failures + 1;
            _resting[quarter] = (failures, time.Now() + Backoff.DueWork.Next(failures - 1));
            LogTrouble(e, quarter, failures);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What is due in {Quarter} failed (failure {Failures} in a row) and is tried again"
    )]
    private partial void LogTrouble(Exception trouble, QuarterId quarter, int failures);
}
