using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application.Keys;
using ReviewFlow.Json;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Operators;

/// <summary>
/// The operators as a file or a setting states them: a line of JSON for each fact, whose MAC also covers the MAC of the
/// line before it. Heads say how many lines there were, so that a line cut off the end is missed. docs/security.md
/// states both.
/// </summary>
public sealed class OperatorList
{
    private const string Line = "operator",
        Head = "operators";

    private readonly ImmutableArray<string> _macs;

    private OperatorList(ImmutableArray<Operator> operators, ImmutableArray<string> macs) =>
        (Operators, _macs) = (operators, macs);

    public static OperatorList Empty { get; } = new([], []);

    /// <summary>In the order in which they were added; those that ended keep standing.</summary>
    public ImmutableArray<Operator> Operators { get; }

    private string? Last => _macs is [.., var last] ? last : null;

    /// <summary>A last line that is not whole is not there: a crash cut it short, or it is being written.</summary>
    /// <exception cref="FormatException">It is not what ReviewFlow wrote; the message says where.</exception>
    public static OperatorList Parse(string lines, string heads, RowMac mac)
    {
        var (operators, macs) = (new List<Operator>(), new List<string>());
        foreach (var (number, json) in Whole(lines))
        {
            try
            {
                macs.Add(Opened(json, Line, mac, macs.LastOrDefault(), LineText(json)));
                Take(json, operators);
            }
            catch (Exception e) when (IsUnusable(e))
            {
                throw new FormatException(OperatorTexts.LineNotOurs.With(new { line = number }), e);
            }
        }
        var heard = Whole(heads).Select(h => h.Json).ToArray();
        if (heard.Length == 0)
            throw new FormatException(OperatorTexts.HeadMissing);
        foreach (var head in Enumerable.Reverse(heard)) // the last one reaches furthest
            Hold(head, macs, mac);
        return new([.. operators], [.. macs]);
    }

    /// <summary>One text that holds lines and heads, in any order, as an app setting has them.</summary>
    /// <exception cref="FormatException">It is not what ReviewFlow wrote.</exception>
    public static OperatorList Parse(string text, RowMac mac)
    {
        var all = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToLookup(l => l.Contains("\"lines\":", StringComparison.Ordinal));
        return Parse(string.Join('\n', all[false]), string.Join('\n', all[true]), mac);
    }

    public Operator? Find(string name) => Operators.FirstOrDefault(o => o.IsCalled(name));

    /// <summary>Whether it is <paramref name="earlier"/> with nothing, or with more lines behind it.</summary>
    public bool Continues(OperatorList earlier) =>
        _macs.Length >= earlier._macs.Length && _macs.Take(earlier._macs.Length).SequenceEqual(earlier._macs);

    /// <summary>The next line of the file.</summary>
    public string Next(JsonObject fact, Instant at, RowMac mac)
    {
        fact["at"] = Clock.Milliseconds.Format(at);
        fact["mac"] = mac.Of(Line, at, Last, LineText(fact));
        return CanonicalJson.Text(fact) + "\n";
    }

    /// <summary>The head that says how far the file has come.</summary>
    public string NextHead(Instant at, RowMac mac) =>
        CanonicalJson.Text(
            new JsonObject
            {
                ["at"] = Clock.Milliseconds.Format(at),
                ["lines"] = _macs.Length,
                ["mac"] = mac.Of(Head, at, Number(_macs.Length), Last),
            }
        ) + "\n";

    public static JsonObject Added(string name, string sha256, IEnumerable<Scope> scopes, LocalDate? expires) =>
        Key("added", name, sha256, scopes, expires);

    /// <param name="oldUntil">The keys before it end then, or earlier where they did.</param>
    public static JsonObject Rotated(Operator after, string sha256, Instant oldUntil)
    {
        var line = Key("rotated", after.Name, sha256, after.Scopes, after.Expires);
        line["oldUntil"] = Clock.Milliseconds.Format(oldUntil);
        return line;
    }

    public static JsonObject Ended(string name, string reason) => new() { ["ended"] = name, ["reason"] = reason };

    private static JsonObject Key(
        string fact,
        string name,
        string sha256,
        IEnumerable<Scope> scopes,
        LocalDate? expires
    )
    {
        var line = new JsonObject
        {
            [fact] = name,
            ["scopes"] = Scopes.Names(scopes),
            ["sha256"] = sha256,
        };
        if (expires is { } last)
            line["expires"] = LocalDatePattern.Iso.Format(last);
        return line;
    }

    private static void Take(JsonObject line, List<Operator> operators)
    {
        var at = Moment(line, "at");
        if (line["added"] is not null)
        {
            operators.Add(
                new(Text(line, "added"), at, ScopesOf(line), Expiry(line)) { Keys = [new(Text(line, "sha256"))] }
            );
            return;
        }
        var name = Text(line, line["rotated"] is null ? "ended" : "rotated");
        var place = operators.FindIndex(o => o.IsCalled(name));
        var before = operators[place];
        operators[place] = line["rotated"] is null
            ? before with
            {
                Ended = at,
                Reason = Text(line, "reason"),
            }
            : before with
            {
                Scopes = ScopesOf(line),
                Expires = Expiry(line),
                Keys =
                [
                    .. before.Keys.Select(k => k with { Until = Earlier(k.Until, Moment(line, "oldUntil")) }),
                    new(Text(line, "sha256")),
                ],
            };
    }

    /// <summary>What a head counted has to be there still, and be the same.</summary>
    private static void Hold(JsonObject head, List<string> macs, RowMac mac)
    {
        int written;
        try
        {
            written = (int?)head["lines"] ?? -1;
            if (written <= macs.Count)
                Opened(head, Head, mac, Number(written), written == 0 ? null : macs[written - 1]);
        }
        catch (Exception e) when (IsUnusable(e))
        {
            throw new FormatException(OperatorTexts.HeadNotOurs, e);
        }
        if (written > macs.Count)
            throw new FormatException(OperatorTexts.LinesMissing.With(new { written, found = macs.Count }));
    }

    private static string Opened(JsonObject json, string kind, RowMac mac, params ReadOnlySpan<string?> fields) =>
        mac.Fits(Text(json, "mac"), kind, Moment(json, "at"), fields)
            ? Text(json, "mac")
            : throw new FormatException("Its MAC does not fit.");

    /// <summary>What the MAC covers: all other members.</summary>
    private static string LineText(JsonObject line)
    {
        var rest = line.DeepClone().AsObject();
        rest.Remove("mac");
        return CanonicalJson.Text(rest);
    }

    private static IEnumerable<(int Number, JsonObject Json)> Whole(string text)
    {
        var lines = text[..WholeLength(text)].Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0)
                yield return (i + 1, Parsed(lines[i]) ?? []);
        }
    }

    /// <summary>How many characters of it are there without a last line that is cut short.</summary>
    internal static int WholeLength(string text)
    {
        var line = text.LastIndexOf('\n') + 1;
        return Parsed(text[line..]) is null ? line : text.Length;
    }

    private static JsonObject? Parsed(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Instant? Earlier(Instant? one, Instant other) => one is { } at && at < other ? at : other;

    private static ImmutableArray<Scope> ScopesOf(JsonObject line) =>
        Scopes.Parse(Text(line, "scopes")) ?? throw new FormatException("A scope is unknown.");

    private static LocalDate? Expiry(JsonObject line) =>
        line["expires"] is null ? null : LocalDatePattern.Iso.Parse(Text(line, "expires")).GetValueOrThrow();

    private static Instant Moment(JsonObject line, string name) =>
        Clock.Milliseconds.Parse(Text(line, name)).GetValueOrThrow();

    private static string Text(JsonObject at, string name) =>
        (string?)at[name] ?? throw new FormatException($"'{name}' is missing.");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static bool IsUnusable(Exception e) =>
        e is JsonException or FormatException or InvalidOperationException or ArgumentException;
}
