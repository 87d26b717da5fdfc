using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Ledger;

/// <summary>
/// A quarter's ledger as JSON lines: one <c>{"entry", "event", "hash", "salt"}</c> for each entry, one
/// <c>{"person"}</c> for each person, then one <c>{"head"}</c>. Each line is canonical JSON, so the texts that are
/// hashed are the values of <c>entry</c> and <c>event</c> as they stand.
/// </summary>
public static class LedgerExport
{
    public static string Lines(IEnumerable<LedgerEntry> entries, LedgerHead head)
    {
        var all = entries.ToArray();
        return Text(
            all.Select(e => new ExportedLine(e.Version, e.Text, e.Hash, e.Line.Salt, e.Line.Event)),
            all.SelectMany(e => e.Introduced).Select(i => i.Row).OfType<PersonRow>(),
            head
        );
    }

    /// <summary>
    /// What may be handed out of <paramref name="whole"/>. What it withholds can be shown later and still verifies.
    /// </summary>
    /// <param name="withheld">Entries whose event stays out, and with it the people whom it introduces: nobody could
    /// hold them against anything.</param>
    /// <param name="nameless">References whose name and address stay out.</param>
    public static string Redacted(ExportedLedger whole, IReadOnlySet<long> withheld, IReadOnlySet<string> nameless)
    {
        var rest = whole with
        {
            Lines =
            [
                .. whole.Lines.Select(l => withheld.Contains(l.Version) ? l with { Salt = null, Event = null } : l),
            ],
        };
        return Text(
            rest.Lines,
            rest.Entries()
                .SelectMany(e => e.Introduced)
                .Select(i => i.Row)
                .OfType<PersonRow>()
                .Where(p => !nameless.Contains(p.Reference)),
            whole.Head!
        );
    }

    private static string Text(IEnumerable<ExportedLine> entries, IEnumerable<PersonRow> people, LedgerHead head)
    {
        var lines = new StringBuilder();
        foreach (var entry in entries)
        {
            lines.Append("{\"entry\":").Append(entry.Text);
            if (entry.Event is not null)
                lines.Append(",\"event\":").Append(entry.Event);
            lines.Append(",\"hash\":\"").Append(entry.Hash).Append('"');
            if (entry.Salt is not null)
                lines.Append(",\"salt\":\"").Append(entry.Salt).Append('"');
            lines.Append("}\n");
        }
        foreach (var person in people.OrderBy(p => p.Number))
            lines.Append(CanonicalJson.Text(new JsonObject { ["person"] = ToJson(person) })).Append('\n');
        return lines.Append(CanonicalJson.Text(new JsonObject { ["head"] = head.ToJson() })).Append('\n').ToString();
    }

    /// <summary>Reads what <see cref="Lines"/> wrote.</summary>
    /// <exception cref="FormatException">It is not an export.</exception>
    public static ExportedLedger Read(IEnumerable<string> lines)
    {
        try
        {
            var (entries, people, head) = (new List<ExportedLine>(), new List<PersonRow>(), default(LedgerHead));
            foreach (var line in lines.Where(l => l.Length > 0))
            {
                var json = JsonNode.Parse(line)!.AsObject();
                if (CanonicalJson.Text(json) != line)
                    throw new FormatException("A line is not in its canonical form.");
                switch (string.Join(' ', json.Select(member => member.Key)))
                {
                    case "entry event hash salt" or "entry hash" when people.Count == 0 && head is null:
                        entries.Add(EntryOf(json));
                        break;
                    case "person" when head is null:
                        people.Add(PersonOf(json["person"]!));
                        break;
                    case "head" when head is null:
                        head = LedgerHead.FromJson(json["head"]!);
                        break;
                    default:
                        throw new FormatException("Entries come first, then people, then one head.");
                }
            }
            if (!people.SequenceEqual(LedgerPeople.Of(people).Rows))
                throw new FormatException("The people are not in the order of their references.");
            var quarter = head?.Quarter
                ?? (
                    entries is [var first, ..]
                        ? QuarterId.Parse(TextOf(JsonNode.Parse(first.Text)!, "quarter"))
                        : throw new FormatException("The file is empty.")
                );
            return new(quarter, [.. entries], LedgerPeople.Of(people), head);
        }
        catch (Exception e)
            when (e
                    is System.Text.Json.JsonException
                        or InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
            )
        {
            throw new FormatException($"The file is not a ledger export: {e.Message}", e);
        }
    }

    private static ExportedLine EntryOf(JsonObject json) =>
        new(
            (long)json["entry"]!["version"]!,
            CanonicalJson.Text(json["entry"]),
            TextOf(json, "hash"),
            json.ContainsKey("salt") ? TextOf(json, "salt") : null,
            json.ContainsKey("event") ? CanonicalJson.Text(json["event"]) : null
        );

    private static JsonObject ToJson(PersonRow person) =>
        new()
        {
            ["email"] = person.Email,
            ["name"] = person.Name,
            ["reference"] = person.Reference,
            ["salt"] = person.Salt,
        };

    private static PersonRow PersonOf(JsonNode json) =>
        json.AsObject().Count == 4
            ? new(TextOf(json, "reference"), TextOf(json, "salt"), TextOf(json, "name"), TextOf(json, "email"))
            : throw new FormatException("A person has other members.");

    private static string TextOf(JsonNode at, string name) =>
        (string?)at[name] ?? throw new FormatException($"'{name}' is missing.");
}

/// <summary>An entry of an export; without salt and event where the event is withheld.</summary>
public sealed record ExportedLine(long Version, string Text, string Hash, string? Salt, string? Event);

/// <summary>What stands in an export.</summary>
public sealed record ExportedLedger(
    QuarterId Quarter,
    ImmutableArray<ExportedLine> Lines,
    LedgerPeople People,
    LedgerHead? Head
)
{
    /// <summary>How many entries came without their event.</summary>
    public int Withheld => Lines.Count(l => l.Event is null);

    /// <summary>The entries that came with their events, read.</summary>
    /// <exception cref="LedgerBrokenException">A line is no entry.</exception>
    public IReadOnlyList<LedgerEntry> Entries() =>
        [.. Lines.Where(l => l.Event is not null).Select(l => LedgerEntry.Parse(Quarter, new(l), People))];

    public IReadOnlyList<string> Hashes => [.. Lines.Select(l => l.Hash)];
}

/// <summary>What an export that holds against itself has shown.</summary>
/// <param name="Quarter">Null where an event is withheld.</param>
/// <param name="Withheld">How many entries came without their event.</param>
/// <param name="Nameless">How many people whom the events introduce came without name and address, although no event
/// says that those were erased.</param>
/// <param name="Erased">How many names were erased.</param>
public sealed record VerifiedExport(Quarter? Quarter, int Withheld, int Nameless, int Erased);
