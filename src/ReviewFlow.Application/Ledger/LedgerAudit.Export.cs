using System.Text.Json.Nodes;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Ledger;

/// <summary>What an export shows, and whose names are missing.</summary>
public static partial class LedgerAudit
{
    /// <summary>
    /// Holds an export against itself. What it withholds is not looked at; the chain and everything that is there is.
    /// </summary>
    /// <exception cref="LedgerBrokenException">Names the first place that is not what was written.</exception>
    public static VerifiedExport Walk(ExportedLedger exported, Func<LedgerHead, string?> problem)
    {
        var (id, entries) = (exported.Quarter, new List<LedgerEntry>());
        var (version, hash) = (0L, LedgerEntry.Beginning);
        foreach (var line in exported.Lines)
        {
            if (line.Event is null)
            {
                HoldPlace(id, version, hash, (string?)JsonNode.Parse(line.Text)!["previous"] ?? "", line);
            }
            else
            {
                entries.Add(LedgerEntry.Parse(id, new(line), exported.People));
                Follow(id, version, hash, entries[^1]);
            }
            (version, hash) = (line.Version, line.Hash);
        }
        HoldHead(id, version, hash, exported.Head, problem);
        var introduced = entries.SelectMany(e => e.Introduced).ToArray();
        if (exported.People.Rows.FirstOrDefault(r => introduced.All(i => i.Row != r)) is { } stranger)
            throw new LedgerBrokenException(
                id,
                0,
                LedgerTexts.PersonUnknown.With(new { reference = stranger.Reference })
            );
        var erased = entries
            .Select(e => e.Event)
            .OfType<PersonErased>()
            .SelectMany(e => e.Person.Select(p => p.Id))
            .ToHashSet();
        HoldErased(id, entries, erased);
        var (gone, nameless) = (
            introduced.Count(i => i.Row is null && IsErased(i, erased)),
            introduced.Count(i => i.Row is null && !IsErased(i, erased))
        );
        return exported.Withheld > 0
            ? new(null, exported.Withheld, nameless, gone)
            : new(Total(id, entries, exported.Head, problem).Quarter, 0, nameless, gone);
    }

    /// <summary>
    /// A person who is missing among the people of a ledger was erased, and the ledger says so; nobody else was.
    /// </summary>
    /// <exception cref="LedgerBrokenException">It is otherwise.</exception>
    public static void HoldPeople(Quarter quarter, IReadOnlyList<LedgerEntry> entries)
    {
        HoldErased(quarter.Id, entries, quarter.Erased);
        foreach (var entry in entries)
        {
            if (entry.Introduced.FirstOrDefault(i => i.Row is null && !IsErased(i, quarter.Erased)) is { } missing)
                throw new LedgerBrokenException(
                    quarter.Id,
                    entry.Version,
                    LedgerTexts.PersonMissing.With(new { reference = missing.Reference })
                );
        }
    }

    /// <param name="erased">Somebody whose row is still there is among them with their own address.</param>
    private static void HoldErased(QuarterId id, IEnumerable<LedgerEntry> entries, IReadOnlySet<PersonId> erased)
    {
        foreach (var entry in entries)
        {
            if (entry.Introduced.FirstOrDefault(i => i.Row is { } row && erased.Contains(row.Person.Id)) is { } named)
                throw new LedgerBrokenException(
                    id,
                    entry.Version,
                    LedgerTexts.PersonNotErased.With(new { reference = named.Reference })
                );
        }
    }

    private static bool IsErased(Introduction one, IReadOnlySet<PersonId> erased) =>
        erased.Contains(LedgerPeople.Erased(one.Reference).Id);
}
