using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Quarters;

namespace ReviewFlow.Testing;

/// <summary>A commit whose entries are still to be made from events, behind what the ledger holds by then.</summary>
public sealed record CommitDraft(
    QuarterId Quarter,
    long Expected,
    IReadOnlyList<QuarterEvent> Events,
    IReadOnlyList<OutboxMessage> Mails,
    IReadOnlyList<Link> Links,
    Instant? WakeAt,
    IReadOnlyList<string> Keys,
    string? TraceParent = null
)
{
    public IReadOnlyList<SealedWrite> SealedWrites { get; init; } = [];

    /// <summary>
    /// Behind the first entries of <paramref name="ledger"/>; of more than it has, behind nothing of it.
    /// </summary>
    public Commit Behind(IReadOnlyList<LedgerEntry> ledger) =>
        new(
            Quarter,
            Expected,
            Chain.Behind(Quarter, [.. ledger.Take((int)Expected)], Expected, Events),
            Mails,
            Links,
            WakeAt,
            Keys,
            TraceParent
        )
        {
            SealedWrites = SealedWrites,
        };
}

public static class CommitDrafts
{
    // What was written through a ledger is not read again: tests count what goes over the wire.
    private static readonly ConditionalWeakTable<
        ILedger,
        ConcurrentDictionary<QuarterId, IReadOnlyList<LedgerEntry>>
    > Written = [];

    public static async Task<CommitAnswer> Commit(
        this ILedger ledger,
        CommitDraft draft,
        CancellationToken cancellationToken
    )
    {
        var known = Written.GetOrCreateValue(ledger);
        var entries = known.GetValueOrDefault(draft.Quarter, []);
        if (entries.Count < draft.Expected)
            entries = await ledger.Read(draft.Quarter, 0, cancellationToken);
        var commit = draft.Behind(entries);
        var answer = await ledger.Commit(commit, cancellationToken);
        if (answer is CommitAnswer.Written)
            known[draft.Quarter] = [.. entries.Take((int)draft.Expected), .. commit.Entries];
        return answer;
    }
}
