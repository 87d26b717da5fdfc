using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Desk;

/// <summary>
/// What each ledger added up to when it was last read, so that a command reads only what came since. It may forget at
/// any time; the ledger is the truth. Each new entry is held against the chain and the signed head before it counts,
/// and a ledger that is read from its first entry against its anchors as well.
/// </summary>
public sealed class QuarterCache(ILedger ledger, SigningKey key, HeadAnchors anchors, SecurityLog security)
{
    private readonly ConcurrentDictionary<QuarterId, Known> _known = new();
    private readonly ConcurrentDictionary<QuarterId, string> _reported = new();

    private sealed record Known(Quarter? Quarter, string Hash, LedgerHead? Head)
    {
        public static readonly Known Nothing = new(null, LedgerEntry.Beginning, null);

        public long Version => Quarter?.Version ?? 0;
    }

    /// <summary>The quarter as its ledger has it now; null if it was never started.</summary>
    /// <exception cref="LedgerBrokenException">The ledger is not what ReviewFlow wrote, or was set back: nothing can be
    /// done in this quarter.</exception>
    public async Task<Quarter?> Load(QuarterId id, CancellationToken cancellationToken)
    {
        try
        {
            // Anchors first: what is read after them has come at least as far.
            var (anchored, before) = (
                await anchors.Of(id, cancellationToken),
                _known.GetValueOrDefault(id, Known.Nothing)
            );
            var (now, entries) = await Read(id, before, cancellationToken);
            if (now.Quarter is null)
                return null;
            if (before.Quarter is null)
                LedgerAudit.HoldAnchors(id, now.Quarter, entries, anchored);
            else if (anchored.Any(a => a.Head.Version > now.Version && !now.Quarter.Lost.Contains(a.Lost)))
            {
                _known.TryRemove(id, out _);
                return await Load(id, cancellationToken);
            }
            if (now != before)
                _known.AddOrUpdate(id, now, (_, other) => other.Version > now.Version ? other : now);
            _reported.TryRemove(id, out _);
            return now.Quarter;
        }
        catch (LedgerBrokenException e)
        {
            Report(e);
            throw;
        }
    }

    /// <summary>
    /// The anchors that the ledger no longer reaches and does not yet say were lost. It may be empty, and is read from
    /// its first entry.
    /// </summary>
    /// <exception cref="LedgerBrokenException">The ledger is not what ReviewFlow wrote.</exception>
    public async Task<(Quarter? Quarter, ImmutableArray<LostHead> Lost)> LoadSetBack(
        QuarterId id,
        CancellationToken cancellationToken
    )
    {
        _known.TryRemove(id, out _);
        var anchored = await anchors.Of(id, cancellationToken);
        var (now, entries) = await Read(id, Known.Nothing, cancellationToken);
        return (now.Quarter, [.. LedgerAudit.Missed(now.Quarter, entries, anchored).Select(a => a.Lost)]);
    }

    /// <summary>
    /// Forgets the quarter and says once that its ledger is broken, and again when something else is wrong with it.
    /// </summary>
    /// <param name="again">Says it also where it was said before.</param>
    public void Report(LedgerBrokenException broken, bool again = false)
    {
        _known.TryRemove(broken.Quarter, out _);
        if (!again && _reported.TryGetValue(broken.Quarter, out var said) && said == broken.Message)
            return;
        _reported[broken.Quarter] = broken.Message;
        security.Record(
            SecurityEvent.LedgerBroken,
            broken.Quarter,
            broken.Version == 0 ? "head" : string.Create(CultureInfo.InvariantCulture, $"entry {broken.Version}")
        );
    }

    private async Task<(Known Now, IReadOnlyList<LedgerEntry> Entries)> Read(
        QuarterId id,
        Known before,
        CancellationToken cancellationToken
    )
    {
        var (entries, head) = await ledger.ReadToHead(id, before.Version, cancellationToken);
        if (before.Quarter is null && entries.Count == 0 && head is null)
            return (before, entries);
        if (entries.Count == 0 && head == before.Head)
            return (before, entries);
        var (quarter, hash) = (before.Quarter, before.Hash);
        foreach (var entry in entries)
        {
            LedgerAudit.Follow(id, quarter?.Version ?? 0, hash, entry);
            (quarter, hash) = (LedgerAudit.Fold(quarter, entry), entry.Hash);
        }
        LedgerAudit.HoldHead(id, quarter?.Version ?? 0, hash, head, key.Verifies);
        return (new(quarter, hash, head), entries);
    }
}
