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
public sealed class QuarterCache(ILedger ledger, LedgerKeys key, HeadAnchors anchors, SecurityLog security)
{
    private readonly ConcurrentDictionary<QuarterId, Known> _known = new();
    private readonly ConcurrentDictionary<QuarterId, string> _reported = new();

    private sealed record Known(LedgerState State, LedgerHead? Head)
    {
        public long Version => State.Version;
    }

    /// <summary>The quarter as its ledger has it now; null if it was never started.</summary>
    /// <exception cref="LedgerBrokenException">The ledger is not what ReviewFlow wrote, or was set back: nothing can be
    /// done in this quarter.</exception>
    public async Task<Quarter?> Load(QuarterId id, CancellationToken cancellationToken) =>
        (await LoadState(id, cancellationToken)).Quarter;

    /// <summary>As <see cref="Load"/>, with what the next entry goes behind.</summary>
    /// <exception cref="LedgerBrokenException">As <see cref="Load"/>.</exception>
    public async Task<LedgerState> LoadState(QuarterId id, CancellationToken cancellationToken)
    {
        try
        {
            // Anchors first: what is read after them has come at least as far.
            var (anchored, before) = (
                await anchors.Of(id, cancellationToken),
                _known.GetValueOrDefault(id, Nothing(id))
            );
            var (now, entries) = await Read(before, cancellationToken);
            if (now.State.Quarter is not { } quarter)
                return now.State;
            if (before.State.Quarter is null || entries is [{ Version: 1 }, ..])
                LedgerAudit.HoldAnchors(id, quarter, [.. entries.Select(e => e.Hash)], anchored);
            else if (anchored.Any(a => a.Head.Version > now.Version && !quarter.Lost.Contains(a.Lost)))
            {
                _known.TryRemove(id, out _);
                return await LoadState(id, cancellationToken);
            }
            if (now != before)
                _known.AddOrUpdate(id, now, (_, other) => other.Version > now.Version ? other : now);
            _reported.TryRemove(id, out _);
            return now.State;
        }
        catch (LedgerBrokenException e)
        {
            Report(e);
            throw;
        }
    }

    /// <summary>What this process has just committed need not be read back; its head still is.</summary>
    public void Keep(LedgerState state) =>
        _known.AddOrUpdate(state.Id, new Known(state, Head: null), (_, other) =>
            other.Version >= state.Version ? other : new(state, Head: null)
        );

    /// <summary>The names in the state are not to be known any more.</summary>
    public void Forget(QuarterId id) => _known.TryRemove(id, out _);

    /// <summary>
    /// The anchors that the ledger no longer reaches and does not yet say were lost. It may be empty, and is read from
    /// its first entry.
    /// </summary>
    /// <exception cref="LedgerBrokenException">The ledger is not what ReviewFlow wrote.</exception>
    public async Task<(LedgerState State, ImmutableArray<LostHead> Lost)> LoadSetBack(
        QuarterId id,
        CancellationToken cancellationToken
    )
    {
        _known.TryRemove(id, out _);
        var anchored = await anchors.Of(id, cancellationToken);
        var (now, entries) = await Read(Nothing(id), cancellationToken);
        return (
            now.State,
            [.. LedgerAudit.Missed(now.State.Quarter, [.. entries.Select(e => e.Hash)], anchored).Select(a => a.Lost)]
        );
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
        Known before,
        CancellationToken cancellationToken
    )
    {
        var id = before.State.Id;
        var (entries, head) = await ledger.ReadToHead(id, before.Version, cancellationToken);
        if (entries.Count == 0 && head == before.Head)
            return (before, entries);
        // An erased name is in the state, and a ledger that was set back is held against its anchors as a whole.
        if (
            before.State.Quarter is not null
            && (head?.Version < before.Version || entries.Any(e => e.Event is PersonErased))
        )
            return await Read(Nothing(id), cancellationToken);
        var state = entries.Aggregate(before.State, (state, entry) => state.Follow(entry));
        LedgerAudit.HoldHead(id, state.Version, state.Hash, head, key.Problem);
        if (state.Quarter is { } quarter)
            LedgerAudit.HoldPeople(quarter, entries);
        return (new(state, head), entries);
    }

    private static Known Nothing(QuarterId id) => new(LedgerState.Empty(id), null);
}
