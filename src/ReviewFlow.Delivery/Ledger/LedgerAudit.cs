using ReviewFlow.Json;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Ledger;

/// <summary>Walks a quarter's ledger from its first entry to its signed head. Finds any edit, deletion, reorder or truncation.</summary>
public static class LedgerAudit
{
    /// <summary>The quarter that the entries add up to.</summary>
    /// <param name="head">Null where none is stored; that is a finding too.</param>
    /// <param name="verifies">Whether the head's signature is that of the ledger's key.</param>
    /// <exception cref="LedgerBrokenException">Names the first place that is not what was written.</exception>
    public static Quarter Walk(QuarterId id, IEnumerable<LedgerEntry> entries, LedgerHead? head, Func<LedgerHead, bool> verifies)
    {
        var (version, hash, quarter) = (0L, LedgerEntry.Beginning, default(Quarter));
        foreach (var entry in entries)
        {
            Follow(id, version, hash, entry);
            if (LedgerEntry.After(id, version, hash, entry.Event).Text != entry.Text) throw new LedgerBrokenException(id, entry.Version, "The entry is not in its canonical form.");
            (version, hash, quarter) = (entry.Version, entry.Hash, Fold(quarter, entry));
        }

        if (head is null) throw new LedgerBrokenException(id, 0, "The signed head is missing.");
        if (!verifies(head)) throw new LedgerBrokenException(id, 0, $"The head's signature is not that of the ledger's key (head names key {head.KeyId}).");
        if (head.Version != version) throw new LedgerBrokenException(id, Math.Min(head.Version, version) + 1, $"The signed head stands at entry {head.Version}, the ledger ends at entry {version}.");
        if (head.Hash != hash) throw new LedgerBrokenException(id, version, "The entry's hash is not the one that the signed head names.");
        return quarter ?? throw new LedgerBrokenException(id, 0, "The ledger is empty.");
    }

    /// <summary>Holds one entry against the place it claims: the next version, behind the hash before it.</summary>
    public static void Follow(QuarterId id, long version, string hash, LedgerEntry entry)
    {
        if (entry.Version != version + 1) throw new LedgerBrokenException(id, version + 1, $"The entry is missing; entry {entry.Version} comes next.");
        if (LedgerEntry.HashOf(entry.Text) != entry.Hash) throw new LedgerBrokenException(id, entry.Version, "The entry's text does not have the hash that is recorded for it.");
        if (entry.Previous != hash) throw new LedgerBrokenException(id, entry.Version, $"The entry does not follow entry {version}: it names another hash before it.");
    }

    public static Quarter Fold(Quarter? quarter, LedgerEntry entry)
    {
        try
        {
            return QuarterRules.Evolve(quarter, entry.Quarter, entry.Event);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new LedgerBrokenException(entry.Quarter, entry.Version, $"The entry cannot follow the ones before it: {e.Message}");
        }
    }
}
