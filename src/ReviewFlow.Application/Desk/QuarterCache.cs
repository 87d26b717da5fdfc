using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Desk;

/// <summary>
/// What each ledger added up to when it was last read, so that a command reads only what came since. It may forget at
/// any time; the ledger is the truth. Each new entry is held against the chain and the signed head before it counts,
/// and a ledger that is read from its first entry against its anchors as well. How far a ledger had come is never
/// forgotten: one that was set back does not count as long as this process runs.
/// </summary>
public sealed class QuarterCache(ILedger ledger, LedgerKeys key, HeadAnchors anchors, SecurityLog security)
{
    private readonly ConcurrentDictionary<QuarterId, Known> _known = new();
    private readonly ConcurrentDictionary<QuarterId, Reached> _reached = new();
    private readonly ConcurrentDictionary<QuarterId, string> _reported = new();

    /// <param name="Head">Null where it was not read.</param>
    /// <param name="Ring">What the head was held against.</param>
    private sealed record Known(LedgerState State, LedgerHead? Head, KeyRing? Ring)
    {
        public long Version => State.Version;
    }

    /// <summary>The last entry that was read or committed here.</summary>
    /// <param name="Acknowledged">What the ledger said then of restored backups.</param>
    private sealed record Reached(long Version, string Hash, Instant At, ImmutableHashSet<LostHead> Acknowledged)
    {
        public LostHead Lost => new(Version, Hash, At);

        public static Reached By(LedgerState state) => new(state.Version, state.Hash, state.At, state.Quarter!.Lost);

        /// <summary>Whether the ledger says that a backup was restored since.</summary>
        public bool WasRestored(Quarter? quarter) => quarter?.Lost.IsSubsetOf(Acknowledged) == false;
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
            // What the ledger is held against first: what is read after that has come at least as far.
            var (anchored, reached, before) = (
                await anchors.Of(id, cancellationToken),
                _reached.GetValueOrDefault(id),
                _known.GetValueOrDefault(id, Nothing(id))
            );
            var (now, entries) = await Read(before, cancellationToken);
            if (now.State.Quarter is { } quarter)
            {
                if (before.State.Quarter is null || entries is [{ Version: 1 }, ..])
                    LedgerAudit.HoldAnchors(id, quarter, [.. entries.Select(e => e.Hash)], anchored);
                else if (anchored.Any(a => a.Head.Version > now.Version && !quarter.Lost.Contains(a.Lost)))
                {
                    _known.TryRemove(id, out _);
                    return await LoadState(id, cancellationToken);
                }
            }
            if (reached is not null)
                Hold(reached, now.State, entries);
            if (now.State.Quarter is null)
                return now.State;
            if (now != before)
                _known.AddOrUpdate(id, now, (_, other) => other != before && other.Version > now.Version ? other : now);
            Remember(now.State);
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
    public void Keep(LedgerState state)
    {
        var now = new Known(state, Head: null, Ring: null);
        _known.AddOrUpdate(state.Id, now, (_, other) => other.Version >= state.Version ? other : now);
        Remember(state);
    }

    /// <summary>The names in the state are not to be known any more.</summary>
    public void Forget(QuarterId id) => _known.TryRemove(id, out _);

    /// <summary>
    /// The heads that the ledger no longer reaches and does not yet say were lost: its anchors, and the last one that
    /// this process knows. It may be empty, and is read from its first entry.
    /// </summary>
    /// <exception cref="LedgerBrokenException">The ledger is not what ReviewFlow wrote.</exception>
    public async Task<(LedgerState State, ImmutableArray<LostHead> Lost)> LoadSetBack(
        QuarterId id,
        CancellationToken cancellationToken
    )
    {
        var reached = _reached.GetValueOrDefault(id);
        _known.TryRemove(id, out _);
        var anchored = await anchors.Of(id, cancellationToken);
        var (now, entries) = await Read(Nothing(id), cancellationToken);
        var quarter = now.State.Quarter;
        var lost = LedgerAudit.Missed(quarter, [.. entries.Select(e => e.Hash)], anchored).Select(a => a.Lost).ToList();
        if (
            reached is not null
            && !Has(reached, now.State, entries)
            && !reached.WasRestored(quarter)
            && !lost.Any(l => l.Version == reached.Version && l.Hash == reached.Hash)
        )
            lost.Add(reached.Lost);
        return (now.State, [.. lost]);
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
        var ring = key.Ring;
        if (entries.Count == 0 && head is null && before.State.Quarter is null)
            return (before, entries);
        if (entries.Count == 0 && head is not null && head == before.Head)
        {
            if (ring != before.Ring)
                LedgerAudit.HoldSignature(head, key.Problem);
            return (ring == before.Ring ? before : before with { Ring = ring }, entries);
        }
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
        return (new(state, head, ring), entries);
    }

    private void Remember(LedgerState state) =>
        _reached.AddOrUpdate(
            state.Id,
            _ => Reached.By(state),
            (_, reached) =>
                state.Version > reached.Version || reached.WasRestored(state.Quarter) ? Reached.By(state) : reached
        );

    /// <exception cref="LedgerBrokenException">The ledger was set back or rewritten since, and does not say that a
    /// backup was restored.</exception>
    private static void Hold(Reached reached, LedgerState now, IReadOnlyList<LedgerEntry> entries)
    {
        if (Has(reached, now, entries) || reached.WasRestored(now.Quarter))
            return;
        var (id, values) = (
            now.Id,
            new
            {
                last = now.Version,
                known = reached.Version,
                quarter = now.Id,
            }
        );
        throw now.Version < reached.Version
            ? new LedgerBrokenException(id, now.Version + 1, LedgerTexts.LedgerEndsBefore.With(values))
            : new LedgerBrokenException(id, reached.Version, LedgerTexts.LedgerRewrittenSince.With(values));
    }

    /// <param name="entries">The last ones of the ledger. Those before them were read when the others were.</param>
    private static bool Has(Reached reached, LedgerState now, IReadOnlyList<LedgerEntry> entries) =>
        now.Version >= reached.Version
        && (
            entries is not [var first, ..]
            || first.Version > reached.Version
            || entries[(int)(reached.Version - first.Version)].Hash == reached.Hash
        );

    private static Known Nothing(QuarterId id) => new(LedgerState.Empty(id), null, null);
}
