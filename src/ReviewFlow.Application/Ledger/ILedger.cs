using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Ledger;

/// <summary>
/// The append-only record of every quarter. One commit carries entries, head, mails owed, links, what goes into or out
/// of the sealed store and the next wake-up, all or nothing, and is on disk before it answers.
/// </summary>
public interface ILedger
{
    /// <summary>
    /// The entries behind <paramref name="after"/>, in order, 0 for all, with the signed head as they stood at one
    /// moment. What the entries name a person by is resolved with the table of people of that moment.
    /// </summary>
    Task<LedgerTail> ReadToHead(QuarterId quarter, long after, CancellationToken cancellationToken);

    Task<IReadOnlyList<LedgerEntry>> Read(QuarterId quarter, long after, CancellationToken cancellationToken);

    Task<LedgerHead?> Head(QuarterId quarter, CancellationToken cancellationToken);

    /// <summary>Every quarter that has entries or a head.</summary>
    Task<IReadOnlyList<QuarterId>> Quarters(CancellationToken cancellationToken);

    /// <exception cref="LedgerBrokenException">The head it would go behind was not signed with the ledger's key;
    /// nothing was written.</exception>
    Task<CommitAnswer> Commit(Commit commit, CancellationToken cancellationToken);

    /// <summary>Quarters whose wake-up has come.</summary>
    Task<IReadOnlyList<QuarterId>> Awake(Instant now, CancellationToken cancellationToken);

    /// <summary>The earliest wake-up that is set; null when none is.</summary>
    Task<Instant?> NextWake(CancellationToken cancellationToken);

    /// <summary>The span of the last commit, as it kept it; null where it kept none.</summary>
    Task<string?> TraceParent(QuarterId quarter, CancellationToken cancellationToken);
}

/// <param name="Head">Null where the quarter has none.</param>
public sealed record LedgerTail(IReadOnlyList<LedgerEntry> Entries, LedgerHead? Head)
{
    public IReadOnlyList<string> Hashes => [.. Entries.Select(e => e.Hash)];
}

/// <summary>What is written together.</summary>
/// <param name="Expected">The version that the first of the entries goes behind.</param>
/// <param name="Entries">The store adds the people whom they introduce to the table of people.</param>
/// <param name="Keys">Spent by it, each at most once: a second commit under one of them writes nothing. None where the
/// events guard themselves.</param>
/// <param name="TraceParent">The span it is made in (W3C Trace Context): it lies beside the head, not in any entry, and
/// is no part of the record.</param>
public sealed record Commit(
    QuarterId Quarter,
    long Expected,
    IReadOnlyList<LedgerEntry> Entries,
    IReadOnlyList<OutboxMessage> Mails,
    IReadOnlyList<Link> Links,
    Instant? WakeAt,
    IReadOnlyList<string> Keys,
    string? TraceParent = null
)
{
    /// <summary>What it lays into the sealed store and takes out of it; a slot at most once.</summary>
    /// <exception cref="ArgumentException">A slot is named twice.</exception>
    public IReadOnlyList<SealedWrite> SealedWrites
    {
        get;
        init =>
            field =
                value.DistinctBy(d => d.Slot, StringComparer.Ordinal).Count() == value.Count
                    ? value
                    : throw new ArgumentException("A commit names a sealed slot twice.", nameof(value));
    } = [];

    /// <summary>The people whom its entries introduce.</summary>
    public IEnumerable<PersonRow> People => Entries.SelectMany(e => e.Introduced).Select(i => i.Row!);

    /// <summary>
    /// Whose rows it deletes: those of the references in the table of people; the mails to them and their links.
    /// </summary>
    public IReadOnlyList<ErasedPerson> Erased =>
        [.. Entries.Where(e => e.Event is PersonErased).SelectMany(ErasedPerson.In)];

    /// <summary>
    /// Whether <paramref name="head"/> is what the entries were made to follow; null for an empty ledger.
    /// </summary>
    public bool GoesBehind(LedgerHead? head) =>
        (head?.Version ?? 0) == Expected && (Entries.Count == 0 || Entries[0].Previous == HashOf(head));

    /// <summary>What the head names after the commit.</summary>
    public (long Version, string Hash) Last(LedgerHead? head) =>
        Entries is [.., var last] ? (last.Version, last.Hash) : (Expected, HashOf(head));

    private static string HashOf(LedgerHead? head) => head?.Hash ?? LedgerEntry.Beginning;
}

/// <summary>One spelling of a person whose name is erased.</summary>
public sealed record ErasedPerson(string Reference, PersonId Id)
{
    internal static IEnumerable<ErasedPerson> In(LedgerEntry entry) =>
        JsonNode.Parse(entry.Line.Event)!["person"]!
            .AsArray()
            .Zip(((PersonErased)entry.Event).Person, (reference, person) =>
                new ErasedPerson((string)reference!, person.Id)
            );
}

public abstract record CommitAnswer
{
    private CommitAnswer() { }

    public sealed record Written : CommitAnswer;

    /// <summary>Somebody was faster: load and decide again.</summary>
    public sealed record Conflict : CommitAnswer;

    /// <summary>Nothing was written: <paramref name="Keys"/>, of its own, were spent before.</summary>
    public sealed record Repeated(IReadOnlyList<string> Keys) : CommitAnswer;
}
