using Microsoft.Extensions.Logging;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.DueWork;

/// <summary>
/// Walks every quarter's ledger as <c>ledger verify</c> does, once a day and at each start, and anchors those that are
/// sound.
/// </summary>
public sealed partial class LedgerSelfCheck(
    ILedger ledger,
    LedgerKeys key,
    HeadAnchors anchors,
    QuarterCache memory,
    ILogger<LedgerSelfCheck> log
)
{
    /// <summary>
    /// The quarters that are not what ReviewFlow wrote; each raises a security event. Others that cannot be read now
    /// are logged.
    /// </summary>
    public async Task<IReadOnlyList<LedgerBrokenException>> Run(CancellationToken cancellationToken)
    {
        var (sound, broken) = (new List<QuarterId>(), new List<LedgerBrokenException>());
        var anchored = await anchors.All(cancellationToken);
        foreach (
            var id in (await ledger.Quarters(cancellationToken))
                .Concat(anchored.Select(a => a.Quarter))
                .Distinct()
                .Order()
        )
        {
            try
            {
                await Walk(ledger, key, id, [.. anchored.Where(a => a.Quarter == id)], cancellationToken);
                sound.Add(id);
            }
            catch (LedgerBrokenException e)
            {
                broken.Add(e);
                memory.Report(e, again: true);
            }
#pragma warning disable CA1031 // One quarter that cannot be read now keeps no other from being checked.
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogUnread(e, id);
            }
        }
        await anchors.Set(sound, cancellationToken);
        return broken;
    }

    /// <summary>From the first entry to the signed head, and against the anchors.</summary>
    /// <exception cref="LedgerBrokenException">Names the first place that is not what was written.</exception>
    public static async Task<Quarter> Walk(
        ILedger ledger,
        LedgerKeys key,
        QuarterId id,
        IReadOnlyList<Anchor> anchors,
        CancellationToken cancellationToken
    )
    {
        return Walk(id, await ledger.ReadToHead(id, 0, cancellationToken), key.Problem, anchors);
    }

    /// <param name="problem">Why a head counts for nothing, as <see cref="LedgerKeys.Problem"/> says.</param>
    /// <exception cref="LedgerBrokenException">Names the first place that is not what was written.</exception>
    public static Quarter Walk(
        QuarterId id,
        LedgerTail tail,
        Func<LedgerHead, string?> problem,
        IReadOnlyList<Anchor> anchors
    )
    {
        if (tail.Entries.Count == 0)
            LedgerAudit.HoldAnchors(id, quarter: null, tail.Hashes, anchors);
        var quarter = LedgerAudit.Walk(id, tail.Entries, tail.Head, problem);
        LedgerAudit.HoldAnchors(id, quarter, tail.Hashes, anchors);
        return quarter;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger of {Quarter} could not be checked")]
    private partial void LogUnread(Exception why, QuarterId quarter);
}
