using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;

namespace ReviewFlow.Functions.Orchestrations;

/// <summary>
/// Wakes the instances whose wait is over, and the due work, which delivers the mails. The sweeper finds what is lost
/// here.
/// </summary>
internal sealed class OrchestrationSignal(OrchestrationClient client) : IWorkSignal
{
    private static readonly AsyncLocal<bool> IsDueWork = new();

    /// <summary>
    /// The due work says so of itself: it delivers mails after everything it wakes, so what it commits needs no signal.
    /// </summary>
    public static void RunsInDueWork() => IsDueWork.Value = true;

    public async Task Committed(Quarter? before, Quarter after, bool queuedMail)
    {
        if (before is null)
            await client.Start(
                nameof(QuarterOrchestrator),
                OrchestrationEvents.InstanceOf(after.Id),
                after.Id.ToString()
            );
        var now = OrchestrationEvents.Of(after);
        var missed = OrchestrationEvents
            .Of(before)
            .Where(w => OrchestrationEvents.IsMissed(w.Value, now.GetValueOrDefault(w.Key)))
            .Select(w => client.Raise(w.Key, w.Value, now.GetValueOrDefault(w.Key)));
        var hasDueWork =
            !IsDueWork.Value
            && (
                queuedMail
                || before is null
                || IsSooner(QuarterSchedule.NextForAll(before), QuarterSchedule.NextForAll(after))
            );
        await Task.WhenAll([.. missed, hasDueWork ? client.SignalDueWork() : Task.CompletedTask]);
    }

    /// <summary>Due work that wakes too early finds nothing to do; if it would wake too late, it is told.</summary>
    private static bool IsSooner(NodaTime.Instant? before, NodaTime.Instant? after) =>
        after is { } next && (before is not { } set || next < set);
}
