using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Work;
using ReviewFlow.Quarters;

namespace ReviewFlow.Functions.Orchestrations;

/// <summary>Wakes the instances whose wait is over, and the round that delivers the mails. What is lost here the sweeper finds.</summary>
internal sealed class OrchestrationBell(Wire wire) : IBell
{
    public async Task Ring(Quarter? before, Quarter after, bool owesMail)
    {
        if (before is null)
        {
            await wire.Start(nameof(RoundOrchestrator), RoundOrchestrator.Instance, null);
            await wire.Start(nameof(QuarterOrchestrator), Waits.InstanceOf(after.Id), after.Id.ToString());
        }
        var now = Waits.Of(after);
        var isRoundDue = owesMail || before is null || QuarterPolicy.NextForAll(before) != QuarterPolicy.NextForAll(after);
        var woken = Waits.Of(before).Where(w => now.GetValueOrDefault(w.Key) != w.Value).Select(w => wire.Raise(w.Key, w.Value));
        await Task.WhenAll([.. woken, isRoundDue ? wire.Raise(RoundOrchestrator.Instance, RoundOrchestrator.Ring) : Task.CompletedTask]);
    }
}
