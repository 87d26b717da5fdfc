using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using ReviewFlow.Drafts;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Sealed;

/// <summary>What a person typed into a form and has not sent.</summary>
/// <param name="Fields">Name and text, in the order of the form.</param>
public sealed record Draft(Instant At, ImmutableArray<KeyValuePair<string, string>> Fields);

/// <summary>
/// Drafts lie in the sealed store, for their author's eyes alone. A draft goes out in the commit that its form leads
/// to; when a round ends, its drafts open no more at once and are deleted soon after. One slot of the quarter lists the
/// slots of its drafts.
/// </summary>
public sealed class DraftStore(ISealedStore store, SealedTextProtector seals)
{
    /// <summary>Lists the slots of a quarter's drafts.</summary>
    private const string Index = "drafts";

    /// <summary>How many are deleted at once: they fit into an entity group transaction of 100 rows.</summary>
    private const int MaxDropped = 80;

    private static readonly IReadOnlyDictionary<string, string?> Nothing = new Dictionary<string, string?>();

    /// <summary>For the eyes of <paramref name="person"/> alone; null where there is none of this round.</summary>
    public async Task<Draft?> Find(
        Quarter quarter,
        DraftPlace place,
        PersonId person,
        CancellationToken cancellationToken
    )
    {
        var slot = place.SlotOf(person);
        return
            DraftPlace.RoundOf(quarter, slot) is { } round
            && await Open<Stored>(quarter.Id, slot, Nothing, cancellationToken) is { } stored
            && stored.Round == round
            ? new(
                Instant.FromUnixTimeMilliseconds(stored.At),
                [.. stored.Fields.Select(f => KeyValuePair.Create(f[0], f[1]))]
            )
            : null;
    }

    /// <summary>The writes that replace a person's draft; without fields they delete it.</summary>
    /// <param name="pending">By slot, what the batch writes before this; null where it deletes.</param>
    internal async Task<IReadOnlyList<SealedWrite>> Keep(
        Quarter quarter,
        string slot,
        Draft draft,
        IReadOnlyDictionary<string, string?> pending
    )
    {
        if (draft.Fields.IsEmpty || DraftPlace.RoundOf(quarter, slot) is not { } round)
            return [new(slot, null)];
        var text = JsonSerializer.Serialize(
            new Stored(
                round,
                draft.At.ToUnixTimeMilliseconds(),
                [.. draft.Fields.Select(f => new[] { f.Key, f.Value })]
            )
        );
        var listed = await Listed(quarter.Id, pending);
        return
        [
            new(slot, seals.Seal(quarter.Id, slot, SealedContent.Padded(text))),
            .. listed.Contains(slot) ? [] : new[] { List(quarter.Id, [.. listed, slot]) },
        ];
    }

    /// <summary>The writes that delete drafts whose round is over, some at a time; none once all are gone.</summary>
    internal async Task<IReadOnlyList<SealedWrite>> DropEnded(
        Quarter quarter,
        IReadOnlyDictionary<string, string?> pending
    )
    {
        var listed = await Listed(quarter.Id, pending);
        var ended = new List<string>();
        foreach (var slot in listed)
        {
            if (ended.Count == MaxDropped)
                break;
            if (
                DraftPlace.RoundOf(quarter, slot) is not { } round
                || (await Open<Stored>(quarter.Id, slot, pending, CancellationToken.None))?.Round != round
            )
                ended.Add(slot);
        }
        return ended.Count == 0
            ? []
            : [.. ended.Select(s => new SealedWrite(s, null)), List(quarter.Id, [.. listed.Except(ended)])];
    }

    private SealedWrite List(QuarterId quarter, ImmutableArray<string> slots) =>
        new(Index, slots.IsEmpty ? null : seals.Seal(quarter, Index, JsonSerializer.Serialize(slots)));

    private async Task<ImmutableArray<string>> Listed(
        QuarterId quarter,
        IReadOnlyDictionary<string, string?> pending
    ) => [.. await Open<string[]>(quarter, Index, pending, CancellationToken.None) ?? []];

    /// <summary>
    /// Null also for what cannot be opened (a key was revoked, a row was forged): a draft must keep no form from being
    /// sent.
    /// </summary>
    private async Task<T?> Open<T>(
        QuarterId quarter,
        string slot,
        IReadOnlyDictionary<string, string?> pending,
        CancellationToken cancellationToken
    )
        where T : class
    {
        try
        {
            return
                (pending.TryGetValue(slot, out var laid) ? laid : await store.Find(quarter, slot, cancellationToken))
                    is { } text
                ? JsonSerializer.Deserialize<T>(seals.Open(quarter, slot, text))
                : null;
        }
        catch (IntegrityException)
        {
            return null;
        }
    }

    /// <param name="At">Milliseconds since 1970.</param>
    /// <param name="Fields">Each a name and a text.</param>
    private sealed record Stored(string Round, long At, string[][] Fields);
}
