using NodaTime.Text;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Ledger;

/// <summary>
/// Walks a quarter's ledger from its first entry to its signed head. Finds any edit, deletion, reorder or truncation.
/// </summary>
public static class LedgerAudit
{
    /// <summary>The quarter that the entries add up to.</summary>
    /// <param name="head">Null where none is stored; that is a finding too.</param>
    /// <param name="verifies">Whether the head's signature is that of the ledger's key.</param>
    /// <exception cref="LedgerBrokenException">Names the first place that is not what was written.</exception>
    public static Quarter Walk(
        QuarterId id,
        IEnumerable<LedgerEntry> entries,
        LedgerHead? head,
        Func<LedgerHead, bool> verifies
    )
    {
        var (version, hash, quarter) = (0L, LedgerEntry.Beginning, default(Quarter));
        foreach (var entry in entries)
        {
            Follow(id, version, hash, entry);
            if (LedgerEntry.After(id, version, hash, entry.Event).Text != entry.Text)
                throw new LedgerBrokenException(id, entry.Version, LedgerTexts.NotCanonical);
            (version, hash, quarter) = (entry.Version, entry.Hash, Fold(quarter, entry));
        }

        HoldHead(id, version, hash, head, verifies);
        return quarter ?? throw new LedgerBrokenException(id, 0, LedgerTexts.LedgerEmpty);
    }

    /// <summary>Holds the signed head against the last entry.</summary>
    /// <exception cref="LedgerBrokenException">There is no head, it was not signed with the ledger's key, or it names
    /// another entry.</exception>
    public static void HoldHead(
        QuarterId id,
        long version,
        string hash,
        LedgerHead? head,
        Func<LedgerHead, bool> verifies
    )
    {
        if (head is null)
            throw new LedgerBrokenException(id, 0, LedgerTexts.HeadMissing);
        HoldSignature(head, verifies);
        if (head.Version != version)
            throw new LedgerBrokenException(
                id,
                Math.Min(head.Version, version) + 1,
                LedgerTexts.HeadAtOtherEntry.With(new { head = head.Version, last = version })
            );
        if (head.Hash != hash)
            throw new LedgerBrokenException(id, version, LedgerTexts.HeadNamesOtherHash);
    }

    /// <exception cref="LedgerBrokenException">The head was not signed with the ledger's key.</exception>
    public static void HoldSignature(LedgerHead head, Func<LedgerHead, bool> verifies)
    {
        if (!verifies(head))
            throw new LedgerBrokenException(
                head.Quarter,
                0,
                LedgerTexts.WrongHeadSignature.With(new { key = head.KeyId })
            );
    }

    /// <summary>Holds a whole ledger against what was anchored of it outside the database.</summary>
    /// <param name="entries">From the first on.</param>
    /// <exception cref="LedgerBrokenException">It was set back or rewritten, and no entry acknowledges that a backup
    /// was restored.</exception>
    public static void HoldAnchors(
        QuarterId id,
        Quarter? quarter,
        IReadOnlyList<LedgerEntry> entries,
        IEnumerable<Anchor> anchors
    )
    {
        if (Missed(quarter, entries, anchors) is not [var anchor, ..])
            return;
        var at = InstantPattern.ExtendedIso.Format(anchor.At);
        throw anchor.Head.Version > entries.Count
            ? new LedgerBrokenException(
                id,
                entries.Count + 1,
                LedgerTexts.LedgerSetBack.With(
                    new
                    {
                        last = entries.Count,
                        time = at,
                        anchored = anchor.Head.Version,
                        quarter = id,
                    }
                )
            )
            : new LedgerBrokenException(
                id,
                anchor.Head.Version,
                LedgerTexts.LedgerRewritten.With(new { time = at, quarter = id })
            );
    }

    /// <summary>
    /// The anchors that the ledger does not reach as they were set, without those that it says were lost.
    /// </summary>
    public static IReadOnlyList<Anchor> Missed(
        Quarter? quarter,
        IReadOnlyList<LedgerEntry> entries,
        IEnumerable<Anchor> anchors
    ) =>
        [
            .. from anchor in anchors
            where quarter?.Lost.Contains(anchor.Lost) != true
            where anchor.Head.Version > entries.Count || entries[(int)anchor.Head.Version - 1].Hash != anchor.Head.Hash
            select anchor,
        ];

    /// <summary>Holds one entry against the place it claims: the next version, behind the hash before it.</summary>
    public static void Follow(QuarterId id, long version, string hash, LedgerEntry entry)
    {
        if (entry.Version != version + 1)
            throw new LedgerBrokenException(
                id,
                version + 1,
                LedgerTexts.EntryMissing.With(new { version = entry.Version })
            );
        if (LedgerEntry.HashOf(entry.Text) != entry.Hash)
            throw new LedgerBrokenException(id, entry.Version, LedgerTexts.WrongEntryHash);
        if (entry.Previous != hash)
            throw new LedgerBrokenException(id, entry.Version, LedgerTexts.WrongPreviousHash.With(new { version }));
    }

    public static Quarter Fold(Quarter? quarter, LedgerEntry entry)
    {
        try
        {
            return QuarterRules.Evolve(quarter, entry.Quarter, entry.Event);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new LedgerBrokenException(
                entry.Quarter,
                entry.Version,
                LedgerTexts.EntryImpossible.With(new { problem = e.Message })
            );
        }
    }
}
