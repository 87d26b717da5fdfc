using NodaTime;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Ledger;

/// <summary>What a quarter's ledger has come to, and what its next entry goes behind.</summary>
/// <param name="Quarter">Null where the ledger is empty.</param>
/// <param name="Hash">The last entry's hash.</param>
/// <param name="At">When the last entry was written.</param>
/// <param name="People">Whom the entries have introduced.</param>
public sealed record LedgerState(QuarterId Id, Quarter? Quarter, string Hash, Instant At, LedgerPeople People)
{
    public long Version => Quarter?.Version ?? 0;

    public static LedgerState Empty(QuarterId id) => new(id, null, LedgerEntry.Beginning, default, LedgerPeople.Nobody);

    /// <summary>This state with an entry that was read.</summary>
    /// <exception cref="LedgerBrokenException">It does not belong behind the ones before it.</exception>
    public LedgerState Follow(LedgerEntry entry)
    {
        LedgerAudit.Follow(Id, Version, Hash, entry);
        if (
            entry.Event is ReportReleased e
            && (Quarter is null || ReleaseHash.Of(this, e.Edition, e.Reason, e.Earlier) != e.ReleaseHash)
        )
            throw new LedgerBrokenException(Id, entry.Version, LedgerTexts.WrongReleaseHash);
        return With(entry, LedgerAudit.Fold(Quarter, entry));
    }

    /// <summary>The next entry, and this state with it.</summary>
    public (LedgerState After, LedgerEntry Entry) Append(Actor actor, QuarterEvent happened)
    {
        var entry = LedgerEntry.After(Id, Version, Hash, People, actor, happened);
        return (With(entry, QuarterRules.Evolve(Quarter, Id, happened)), entry);
    }

    /// <summary>The entries of what <paramref name="command"/> led to, and this state with them.</summary>
    /// <param name="ops">The operator who gave it, where one did.</param>
    public (LedgerState After, IReadOnlyList<LedgerEntry> Entries) Append(
        QuarterCommand command,
        IReadOnlyList<QuarterEvent> events,
        string? ops = null
    )
    {
        var (after, entries) = (this, new List<LedgerEntry>(events.Count));
        foreach (var happened in events)
        {
            (after, var entry) = after.Append(Actor.Of(command, happened, ops), happened);
            entries.Add(entry);
        }
        return (after, entries);
    }

    private LedgerState With(LedgerEntry entry, Quarter quarter) =>
        this with
        {
            Quarter = quarter,
            Hash = entry.Hash,
            At = entry.At,
            People = People.With(entry.Introduced),
        };
}
