using System.Collections.Concurrent;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Desk;

/// <summary>
/// What each ledger added up to when it was last read, so that a command reads only what came since. It may forget at any
/// time; the ledger is the truth. Each new entry is held against the chain before it counts.
/// </summary>
public sealed class QuarterMemory(ILedger ledger)
{
    private readonly ConcurrentDictionary<QuarterId, (Quarter Quarter, string Hash)> _known = new();

    /// <summary>The quarter as its ledger has it now; null if it was never started.</summary>
    /// <exception cref="LedgerBrokenException">An entry is not what was written.</exception>
    public async Task<Quarter?> Load(QuarterId id, CancellationToken stop)
    {
        var (quarter, hash) = _known.TryGetValue(id, out var known) ? known : (null, LedgerEntry.Beginning);
        var entries = await ledger.Read(id, quarter?.Version ?? 0, stop);
        foreach (var entry in entries)
        {
            LedgerAudit.Follow(id, quarter?.Version ?? 0, hash, entry);
            (quarter, hash) = (LedgerAudit.Fold(quarter, entry), entry.Hash);
        }
        if (entries.Count > 0) _known.AddOrUpdate(id, (quarter!, hash), (_, other) => other.Quarter.Version >= quarter!.Version ? other : (quarter, hash));
        return quarter;
    }
}
