using System.Globalization;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Ledger.Recorded;

/// <summary>One change of one export.</summary>
/// <param name="IsTold">It takes an event or a person out as a redaction may: the rest still verifies, and a verifier
/// says what is withheld.</param>
internal sealed record SingleChange(string What, RecordedLedger Of, string[] Lines, bool IsTold = false);

/// <summary>The same changes each time, of every kind, over all recorded ledgers.</summary>
internal sealed class SingleChanges(IReadOnlyList<RecordedLedger> ledgers, int seed)
{
    private static readonly string[] Hex = ["0", "7", "a", "f"];
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, string[]> _lines = ledgers.ToDictionary(l => l.Name, l => l.Lines);

    public IReadOnlyList<SingleChange> Take(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Next(i, ledgers[i / Kinds % ledgers.Count]))];

    private const int Kinds = 20;

    private SingleChange Next(int number, RecordedLedger of)
    {
        var lines = _lines[of.Name].ToArray();
        var entries = lines.Count(l => l.StartsWith("{\"entry\"", StringComparison.Ordinal));
        var (row, head) = (_random.Next(entries), lines.Length - 1);
        // In a redacted export: an entry that still has its event, a person who still has a name
        var shown = One(
            Enumerable.Range(0, entries).Where(i => lines[i].Contains("\"event\":{", StringComparison.Ordinal))
        );
        var person = One(Enumerable.Range(entries, head - entries));
        return (number % Kinds) switch
        {
            0 => Edit("a letter", _random.Next(lines.Length), char.IsAsciiLetter, ["x", "y"]),
            1 => Edit("a digit", _random.Next(lines.Length), char.IsAsciiDigit, ["3", "8"]),
            2 => Edit("a letter of an event", shown, char.IsAsciiLetterLower, ["k", "q"]),
            3 => Edit("a sign", row, c => c is '"' or ':' or ',' or '{', [" ", "}"]),
            4 => Json("a member more", shown, j => j["event"]!["zz"] = 1),
            5 => Json("a member gone", shown, j => j["event"]!.AsObject().Remove(OneMember(j["event"]!))),
            6 => Json("a member of the entry gone", row, j => j["entry"]!.AsObject().Remove(OneMember(j["entry"]!))),
            7 => Lines("a line gone", [.. lines[..row], .. lines[(row + 1)..]]),
            8 => Lines("a line doubled", [.. lines[..row], lines[row], .. lines[row..]]),
            9 => Lines("two lines swapped", Swapped(lines, row, (row + 1 + _random.Next(entries - 1)) % entries)),
            10 => Lines("a line of another ledger", Replaced(lines, row, Foreign(of, row))),
            11 => Json("a salt", shown, j => j["salt"] = Digit((string)j["salt"]!)),
            12 => Json("a hash", row, j => j["hash"] = Digit((string)j["hash"]!)),
            13 => Head(),
            14 => Json("a person's name", person, j => j["person"]!["name"] = (string)j["person"]!["name"]! + "a"),
            15 => Json("a person's address or salt", person, j => Change(j["person"]!, One(["email", "salt"]))),
            16 => Lines("the end cut off", [.. lines[..row], .. lines[entries..]]),
            17 => Json("an event withheld", shown, j => j["event"] = null),
            18 when _random.Next(2) == 0 => Lines("an event withheld", Redacted(lines, shown), isTold: true),
            18 => Lines("a person withheld", [.. lines[..person], .. lines[(person + 1)..]], isTold: true),
            _ => Lines("two people swapped", Swapped(lines, person, person == entries ? person + 1 : entries)),
        };

        SingleChange Lines(string what, string[] changed, bool isTold = false) => new(what, of, changed, isTold);

        SingleChange Edit(string what, int at, Func<char, bool> which, string[] others)
        {
            var place = One(Enumerable.Range(0, lines[at].Length).Where(i => which(lines[at][i])));
            var other = One(others.Where(o => o != lines[at][place].ToString()));
            return Lines(what, Replaced(lines, at, lines[at][..place] + other + lines[at][(place + 1)..]));
        }

        SingleChange Json(string what, int at, Action<JsonNode> change)
        {
            var json = JsonNode.Parse(lines[at])!;
            change(json);
            return Lines(what, Replaced(lines, at, CanonicalJson.Text(json)));
        }

        SingleChange Head()
        {
            var (json, field) = (JsonNode.Parse(lines[head])!, "");
            field = OneMember(json["head"]!);
            Change(json["head"]!, field);
            return Lines($"the head's {field}", Replaced(lines, head, CanonicalJson.Text(json)));
        }
    }

    private T One<T>(IEnumerable<T> some)
    {
        var all = some.ToArray();
        return all[_random.Next(all.Length)];
    }

    private string OneMember(JsonNode json) => One(json.AsObject().Select(m => m.Key));

    private void Change(JsonNode json, string field) =>
        json[field] = json[field] switch
        {
            JsonValue v when v.TryGetValue<long>(out var number) => number + 1,
            var text => Digit((string)text!),
        };

    /// <summary>Another sign at one place.</summary>
    private string Digit(string text)
    {
        var place = _random.Next(text.Length);
        return text[..place] + One(Hex.Where(h => h != text[place].ToString())) + text[(place + 1)..];
    }

    private string Foreign(RecordedLedger of, int row)
    {
        var lines = _lines[One(ledgers.Where(l => _lines[l.Name][row % 20] != _lines[of.Name][row])).Name];
        return lines[row % 20];
    }

    private static string[] Replaced(string[] lines, int at, string line)
    {
        var changed = lines.ToArray();
        changed[at] = line;
        return changed;
    }

    private static string[] Swapped(string[] lines, int one, int other)
    {
        var changed = lines.ToArray();
        (changed[one], changed[other]) = (changed[other], changed[one]);
        return changed;
    }

    /// <summary>As a redacted export has it, with the people gone whom the event introduces.</summary>
    private static string[] Redacted(string[] lines, int at)
    {
        var json = JsonNode.Parse(lines[at])!.AsObject();
        var people = (json["event"]!["people"]?.AsObject() ?? []).Select(p => p.Key).ToHashSet();
        json.Remove("event");
        json.Remove("salt");
        return
        [
            .. Replaced(lines, at, CanonicalJson.Text(json))
                .Where(l => JsonNode.Parse(l)!["person"] is not { } p || !people.Contains((string)p["reference"]!)),
        ];
    }
}
