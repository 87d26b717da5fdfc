using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Json;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Keys;

/// <summary>What a key of the ring is for. The keys of data protection have a ring of their own.</summary>
public enum KeyKind
{
    /// <summary>Signs ledger heads.</summary>
    Ledger,

    /// <summary>Makes the MAC of rows.</summary>
    Mac,
}

/// <param name="Id">16 hexadecimal digits that follow from the key itself.</param>
/// <param name="Created">From then on it is used; the first of its kind from the beginning.</param>
/// <param name="PublicKey">Of a ledger key: SubjectPublicKeyInfo, DER, base64.</param>
public sealed record RingKey(string Id, KeyKind Kind, Instant Created, string? PublicKey = null)
{
    /// <summary>When the next key of its kind took over.</summary>
    public Instant? Retired { get; init; }

    public Instant? RevokedSince { get; init; }

    public string? Reason { get; init; }

    public bool IsFirst { get; init; }

    public bool IsRevokedAt(Instant at) => RevokedSince <= at;

    /// <summary>Whether nothing that it made counts.</summary>
    public bool IsRevokedThroughout => RevokedSince <= Created;

    public bool IsInTime(Instant at) => (IsFirst || Created <= at) && (Retired is null || at < Retired);
}

/// <summary>
/// Which keys there are, and what each is good for when. It holds no secret. A line of JSON for each fact, stated in
/// docs/ledger.md; a key is retired by the line of the next one of its kind.
/// </summary>
public sealed class KeyRing
{
    private readonly ImmutableHashSet<(QuarterId, long, string)> _accepted;

    private KeyRing(ImmutableArray<RingKey> keys, ImmutableHashSet<(QuarterId, long, string)> accepted) =>
        (Keys, _accepted) = (keys, accepted);

    /// <summary>In the order in which they came.</summary>
    public ImmutableArray<RingKey> Keys { get; }

    /// <summary>Keys of which nothing but themselves is known: each is good for any time.</summary>
    public static KeyRing Of(IEnumerable<RingKey> keys) => new([.. keys.Select(k => k with { IsFirst = true })], []);

    /// <summary>A last line that is not whole is not there: a crash cut it short, or it is being written.</summary>
    /// <exception cref="FormatException">A line is none of a ring's; the message says which.</exception>
    public static KeyRing Parse(string text)
    {
        var (keys, accepted) = (new List<RingKey>(), ImmutableHashSet.CreateBuilder<(QuarterId, long, string)>());
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            try
            {
                if (lines[i].Trim().Length > 0 && Parsed(lines[i], isLast: i == lines.Length - 1) is { } json)
                    Take(json, keys, accepted);
            }
            catch (Exception e)
                when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
            {
                throw new FormatException(KeyTexts.RingLineUnusable.With(new { line = i + 1, problem = e.Message }), e);
            }
        }
        return new([.. keys], accepted.ToImmutable());
    }

    public RingKey? Find(KeyKind kind, string id) => Keys.FirstOrDefault(k => k.Kind == kind && k.Id == id);

    public RingKey? First(KeyKind kind) => Keys.FirstOrDefault(k => k.Kind == kind);

    /// <summary>The key that is used at this moment.</summary>
    /// <exception cref="OperatorException">It is revoked and no other took over.</exception>
    public RingKey Current(KeyKind kind, Instant at) =>
        Keys.LastOrDefault(k => k.Kind == kind && k.IsInTime(at)) is { } key && !key.IsRevokedAt(at)
            ? key
            : throw new ConfigurationException(KeyTexts.NoCurrentKey.With(new { kind = kind.Name() }));

    /// <summary>Whether ops said that they looked at this head and vouch for it.</summary>
    public bool Accepts(LedgerHead head) => _accepted.Contains((head.Quarter, head.Version, head.Hash));

    public static JsonObject LineOf(RingKey key)
    {
        var line = new JsonObject
        {
            ["created"] = Clock.Milliseconds.Format(key.Created),
            ["id"] = key.Id,
            ["kind"] = key.Kind.Name(),
        };
        if (key.PublicKey is not null)
            line["publicKey"] = key.PublicKey;
        return line;
    }

    public static JsonObject LineOfRevocation(string id, Instant since, string? reason)
    {
        var line = new JsonObject { ["id"] = id, ["revokedSince"] = Clock.Milliseconds.Format(since) };
        if (reason is not null)
            line["reason"] = reason;
        return line;
    }

    public static JsonObject LineOfAcceptance(LedgerHead head, string reason) =>
        new()
        {
            ["accepted"] = new JsonObject
            {
                ["hash"] = head.Hash,
                ["quarter"] = head.Quarter.ToString(),
                ["version"] = head.Version,
            },
            ["reason"] = reason,
        };

    /// <summary>How many characters of a ring are there without a last line that is cut short.</summary>
    public static int Whole(string text)
    {
        var line = text.LastIndexOf('\n') + 1;
        return Parsed(text[line..], isLast: true) is null ? line : text.Length;
    }

    private static JsonObject? Parsed(string line, bool isLast)
    {
        try
        {
            return JsonNode.Parse(line)!.AsObject();
        }
        catch (JsonException) when (isLast)
        {
            return null;
        }
    }

    private static void Take(
        JsonObject line,
        List<RingKey> keys,
        ImmutableHashSet<(QuarterId, long, string)>.Builder accepted
    )
    {
        if (line["accepted"] is { } head)
            accepted.Add((QuarterId.Parse(Text(head, "quarter")), (long)head["version"]!, Text(head, "hash")));
        else if (line["revokedSince"] is not null)
            Revoke(line, keys);
        else
            Add(line, keys);
    }

    private static void Add(JsonObject line, List<RingKey> keys)
    {
        var (id, kind, created) = (Text(line, "id"), KeyKinds.Parse(Text(line, "kind")), Moment(line, "created"));
        var before = keys.FindLastIndex(k => k.Kind == kind);
        if (keys.Any(k => k.Id == id) || (before >= 0 && keys[before].Created >= created))
            throw new FormatException(KeyTexts.RingOutOfOrder);
        if (before >= 0)
            keys[before] = keys[before] with { Retired = created };
        keys.Add(new(id, kind, created, (string?)line["publicKey"]) { IsFirst = before < 0 });
    }

    /// <summary>Of two revocations of a key the one that reaches further back counts.</summary>
    private static void Revoke(JsonObject line, List<RingKey> keys)
    {
        var (id, since) = (Text(line, "id"), Moment(line, "revokedSince"));
        var at = keys.FindIndex(k => k.Id == id);
        if (at < 0)
            throw new FormatException(KeyTexts.RingKeyUnknown.With(new { id }));
        if (keys[at].RevokedSince is not { } before || since < before)
            keys[at] = keys[at] with { RevokedSince = since, Reason = (string?)line["reason"] };
    }

    private static Instant Moment(JsonObject line, string name) =>
        Clock.Milliseconds.Parse(Text(line, name)).GetValueOrThrow();

    private static string Text(JsonNode at, string name) =>
        (string?)at[name] ?? throw new FormatException($"'{name}' is missing.");
}

public static class KeyKinds
{
    /// <summary>As it is written in the ring and on the command line.</summary>
    public static string Name(this KeyKind kind) => kind == KeyKind.Ledger ? "ledger" : "mac";

    /// <exception cref="FormatException">It is none.</exception>
    public static KeyKind Parse(string name) =>
        name switch
        {
            "ledger" => KeyKind.Ledger,
            "mac" => KeyKind.Mac,
            _ => throw new FormatException($"'{name}' is no kind of key."),
        };
}
