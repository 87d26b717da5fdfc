using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;

namespace ReviewFlow.Functions.Orchestrations;

/// <summary>
/// Wakes the instances whose wait is over, and the round that delivers the mails. What is lost here the sweeper finds.
/// </summary>
internal sealed class OrchestrationBell(Wire wire) : IBell
{
    private static readonly AsyncLocal<bool> Delivers = new();

    /// <summary>
    /// Said by the round: it delivers after everything it wakes, so nobody need ring for what it does from here on.
    /// </summary>
    public static void DeliversItself() => Delivers.Value = true;

    public async Task Ring(Quarter? before, Quarter after, bool owesMail)
    {
        if (before is null)
            await wire.Start(nameof(QuarterOrchestrator), Waits.InstanceOf(after.Id), after.Id.ToString());
        var now = Waits.Of(after);
        var missed = Waits
            .Of(before)
            .Where(w => Waits.IsMissed(w.Value, now.GetValueOrDefault(w.Key)))
            .Select(w => wire.Raise(w.Key, w.Value, now.GetValueOrDefault(w.Key)));
        var isRoundDue =
            !Delivers.Value
            && (
                owesMail
                || before is null
                || IsSooner(QuarterPolicy.NextForAll(before), QuarterPolicy.NextForAll(after))
            );
        await Task.WhenAll([.. missed, isRoundDue ? wire.RingForRound() : Task.CompletedTask]);
    }

    /// <summary>
    /// A round set for too early a moment finds nothing to do; one that is set too late must hear of it.
    /// </summary>
    private static bool IsSooner(NodaTime.Instant? before, NodaTime.Instant? after) =>
        after is { } next && (before is not { } set || next < set);
}
