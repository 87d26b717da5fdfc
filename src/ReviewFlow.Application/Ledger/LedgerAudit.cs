using System.Text.Json.Nodes;
using NodaTime.Text;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Json;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Ledger;

/// <summary>
/// Walks a quarter's ledger from its first entry to its signed head. Finds any edit, deletion, reorder or truncation.
/// </summary>
public static partial class LedgerAudit
{
    /// <summary>The quarter that the entries add up to.</summary>
    /// <param name="head">Null where none is stored; that is a finding too.</param>
    /// <param name="problem">Why a head counts for nothing, as <see cref="Keys.LedgerKeys.Problem"/> says.</param>
    /// <exception cref="LedgerBrokenException">Names the first place that is not what was written.</exception>
    public static Quarter Walk(
        QuarterId id,
        IEnumerable<LedgerEntry> entries,
        LedgerHead? head,
        Func<LedgerHead, string?> problem
    ) => WalkToState(id, entries, head, problem).Quarter!;

    /// <summary>As the walk, with what the next entry goes behind. There is a quarter in the state.</summary>
    /// <exception cref="LedgerBrokenException">Names the first place that is not what was written.</exception>
    public static LedgerState WalkToState(
        QuarterId id,
        IEnumerable<LedgerEntry> entries,
        LedgerHead? head,
        Func<LedgerHead, string?> problem
    )
    {
        var all = entries.ToArray();
        var state = Total(id, all, head, problem);
        HoldPeople(state.Quarter!, all);
        return state;
    }

    private static LedgerState Total(
        QuarterId id,
        IEnumerable<LedgerEntry> entries,
        LedgerHead? head,
        Func<LedgerHead, string?> problem
    )
    {
        var state = entries.Aggregate(LedgerState.Empty(id), (state, entry) => state.Follow(entry));
        HoldHead(id, state.Version, state.Hash, head, problem);
        return state.Quarter is null ? throw new LedgerBrokenException(id, 0, LedgerTexts.LedgerEmpty) : state;
    }

    /// <summary>Holds the signed head against the last entry.</summary>
    /// <exception cref="LedgerBrokenException">There is no head, it was not signed with the ledger's key, or it names
    /// another entry.</exception>
    public static void HoldHead(
        QuarterId id,
        long version,
        string hash,
        LedgerHead? head,
        Func<LedgerHead, string?> problem
    )
    {
        if (head is null)
            throw new LedgerBrokenException(id, 0, LedgerTexts.HeadMissing);
        HoldSignature(head, problem);
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
    public static void HoldSignature(LedgerHead head, Func<LedgerHead, string?> problem)
    {
        if (problem(head) is { } sentence)
            throw new LedgerBrokenException(head.Quarter, 0, sentence);
    }

    /// <summary>Holds a whole ledger against what was anchored of it outside the database.</summary>
    /// <param name="hashes">Of the entries, from the first on.</param>
    /// <exception cref="LedgerBrokenException">It was set back or rewritten, and no entry acknowledges that a backup
    /// was restored.</exception>
    public static void HoldAnchors(
        QuarterId id,
        Quarter? quarter,
        IReadOnlyList<string> hashes,
        IEnumerable<Anchor> anchors
    )
    {
        if (Missed(quarter, hashes, anchors) is not [var anchor, ..])
            return;
        var at = InstantPattern.ExtendedIso.Format(anchor.At);
        throw anchor.Head.Version > hashes.Count
            ? new LedgerBrokenException(
                id,
                hashes.Count + 1,
                LedgerTexts.LedgerSetBack.With(
                    new
                    {
                        last = hashes.Count,
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
        IReadOnlyList<string> hashes,
        IEnumerable<Anchor> anchors
    ) =>
        [
            .. from anchor in anchors
            where quarter?.Lost.Contains(anchor.Lost) != true
            where anchor.Head.Version > hashes.Count || hashes[(int)anchor.Head.Version - 1] != anchor.Head.Hash
            select anchor,
        ];

    /// <summary>
    /// Holds one entry against the place it claims, the next version behind the hash before it, and its event and the
    /// people it introduces against what the entry holds of them.
    /// </summary>
    public static void Follow(QuarterId id, long version, string hash, LedgerEntry entry)
    {
        HoldPlace(id, version, hash, entry.Previous, new(entry.Version, entry.Text, entry.Hash, null, null));
        if (LedgerEntry.HashOf(entry.Line.Salt, entry.Line.Event) != entry.EventHash)
            throw new LedgerBrokenException(id, entry.Version, LedgerTexts.WrongEventHash);
        if (!IsCanonical(entry.Line.Event))
            throw new LedgerBrokenException(id, entry.Version, LedgerTexts.NotCanonical);
        foreach (var (reference, commitment, row) in entry.Introduced)
        {
            if (row is not null && row.Commitment(id) != commitment)
                throw new LedgerBrokenException(id, entry.Version, LedgerTexts.PersonChanged.With(new { reference }));
        }
    }

    private static void HoldPlace(QuarterId id, long version, string hash, string previous, ExportedLine line)
    {
        if (line.Version != version + 1)
            throw new LedgerBrokenException(
                id,
                version + 1,
                LedgerTexts.EntryMissing.With(new { version = line.Version })
            );
        if (LedgerEntry.HashOf(line.Text) != line.Hash)
            throw new LedgerBrokenException(id, line.Version, LedgerTexts.WrongEntryHash);
        if (previous != hash)
            throw new LedgerBrokenException(id, line.Version, LedgerTexts.WrongPreviousHash.With(new { version }));
        if (!IsCanonical(line.Text))
            throw new LedgerBrokenException(id, line.Version, LedgerTexts.NotCanonical);
    }

    private static bool IsCanonical(string text) => CanonicalJson.Text(JsonNode.Parse(text)) == text;

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
