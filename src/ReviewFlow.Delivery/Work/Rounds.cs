using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Delivery.Release;
using ReviewFlow.Delivery.Telemetry;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Work;

/// <summary>
/// One round of what is owed: quarters whose time has come are woken, signed ones released, mails delivered. Everything it
/// needs to know is in the ledger, so a round that was cut short is simply gone through again.
/// </summary>
public sealed partial class Rounds(ILedger ledger, IOutbox outbox, ReviewDesk desk, ReportRelease release, Postman postman, TimeProvider time, ILogger<Rounds> log)
{
    private static readonly Duration LongestPause = Duration.FromMinutes(5);
    private readonly ConcurrentDictionary<QuarterId, (int Failures, Instant Next)> _resting = new();

    /// <summary>Finishes releases that were cut short between commit and publication. Run once at start.</summary>
    public async Task Resume(CancellationToken stop)
    {
        foreach (var quarter in await ledger.Quarters(stop)) await Guarded(quarter, () => release.Run(quarter, stop));
    }

    /// <summary>Does what is due and answers when to come again at the latest; null when nothing is set.</summary>
    public async Task<Instant?> Go(CancellationToken stop)
    {
        foreach (var quarter in await ledger.Awake(time.Now(), stop))
        {
            if (_resting.TryGetValue(quarter, out var rest) && time.Now() < rest.Next) continue;
            await Guarded(quarter, async () =>
            {
                await Wake(quarter, stop);
                await release.Run(quarter, stop);
            });
        }
        await postman.Deliver(stop);
        return await NextTime(stop);
    }

    /// <summary>Does what time brings about in a quarter.</summary>
    public async Task Wake(QuarterId quarter, CancellationToken stop)
    {
        using var span = Traces.Wake("quarter.wake", Traces.AreHeard ? await ledger.TraceParent(quarter, stop) : null)?.SetTag(Tags.Quarter, quarter.ToString());
        await desk.Do(quarter, new QuarterCommand.Wake(), key: null, stop);
    }

    private async Task<Instant?> NextTime(CancellationToken stop)
    {
        Instant?[] moments = [await ledger.NextWake(stop), await outbox.NextAttempt(stop)];
        var next = moments.Min();
        // A quarter at rest keeps its wake-up in the past; look again when its rest is over.
        return next is { } past && past <= time.Now() && _resting.Values.Where(r => r.Next > time.Now()).Select(r => (Instant?)r.Next).Min() is { } rest ? rest : next;
    }

    private async Task Guarded(QuarterId quarter, Func<Task> work)
    {
        try
        {
            await work();
            _resting.TryRemove(quarter, out _);
        }
#pragma warning disable CA1031 // One quarter's trouble must not keep the others waiting; it is logged and tried again.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var failures = _resting.GetValueOrDefault(quarter).Failures + 1;
            var pause = Duration.Min(LongestPause, Duration.FromSeconds(Math.Pow(2, Math.Min(failures, 9))));
            _resting[quarter] = (failures, time.Now() + pause);
            LogTrouble(e, quarter, failures);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due in {Quarter} failed {Failures} times in a row and is tried again")]
    private partial void LogTrouble(Exception trouble, QuarterId quarter, int failures);
}
