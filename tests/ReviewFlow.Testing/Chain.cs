using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;

namespace ReviewFlow.Testing;

/// <summary>Entries made from events alone: nobody asks the rules whether the events can follow each other.</summary>
public static class Chain
{
    public static IReadOnlyList<LedgerEntry> Of(params IEnumerable<QuarterEvent> events) => Behind([], events);

    /// <summary>
    /// The entries that put <paramref name="events"/> behind <paramref name="before"/>, without those.
    /// </summary>
    public static IReadOnlyList<LedgerEntry> Behind(
        IReadOnlyList<LedgerEntry> before,
        params IEnumerable<QuarterEvent> events
    ) => Behind(SampleRosters.Q3, before, before.Count, events);

    /// <param name="version">The version that the first of the entries goes behind.</param>
    public static IReadOnlyList<LedgerEntry> Behind(
        QuarterId quarter,
        IReadOnlyList<LedgerEntry> before,
        long version,
        IEnumerable<QuarterEvent> events
    )
    {
        var (people, hash, entries) = (
            before.Aggregate(LedgerPeople.Nobody, (people, entry) => people.With(entry.Introduced)),
            before.Count == 0 ? LedgerEntry.Beginning : before[^1].Hash,
            new List<LedgerEntry>()
        );
        foreach (var happened in events)
        {
            var entry = LedgerEntry.After(quarter, version + entries.Count, hash, people, Actor.Ops, happened);
            (people, hash) = (people.With(entry.Introduced), entry.Hash);
            entries.Add(entry);
        }
        return entries;
    }
}
