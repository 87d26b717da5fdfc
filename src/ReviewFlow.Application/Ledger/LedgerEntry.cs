using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Json;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Ledger;

/// <summary>An entry with its event, as they are stored and exported.</summary>
/// <param name="Version">1, 2, 3 … without a gap.</param>
/// <param name="Text">The canonical JSON (RFC 8785) of
/// <c>{"actor", "at", "event", "previous", "quarter", "version"}</c>; <c>event</c> is the event's hash.</param>
/// <param name="Hash">SHA-256 of <paramref name="Text"/>, 64 lower-case hexadecimal digits.</param>
/// <param name="Salt">256 random bits, 64 lower-case hexadecimal digits.</param>
/// <param name="Event">The canonical JSON of what happened.</param>
public sealed record EntryLine(long Version, string Text, string Hash, string Salt, string Event)
{
    public EntryLine(ExportedLine line)
        : this(line.Version, line.Text, line.Hash, line.Salt ?? "", line.Event ?? "") { }
}

/// <summary>One entry of a quarter's ledger, read.</summary>
/// <param name="EventHash">What the entry holds of its event; see <see cref="HashOf(string, string)"/>.</param>
/// <param name="Introduced">The people whom it names for the first time.</param>
public sealed record LedgerEntry(
    QuarterId Quarter,
    EntryLine Line,
    string Previous,
    Instant At,
    Actor Actor,
    string EventHash,
    ImmutableArray<Introduction> Introduced,
    QuarterEvent Event
)
{
    /// <summary>What the first entry names as the hash before it.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>Moments in entries: UTC, RFC 3339, to the millisecond.</summary>
    private static readonly InstantPattern Moments = InstantPattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss.fff'Z'"
    );

    public long Version => Line.Version;
    public string Text => Line.Text;
    public string Hash => Line.Hash;

    /// <summary>
    /// The entry that puts <paramref name="happened"/> behind (<paramref name="version"/>, <paramref name="hash"/>).
    /// </summary>
    /// <param name="people">Whom the entries before it have introduced.</param>
    public static LedgerEntry After(
        QuarterId quarter,
        long version,
        string hash,
        LedgerPeople people,
        Actor actor,
        QuarterEvent happened
    )
    {
        using var scope = new PeopleScope(quarter, people);
        var (json, acted) = (LedgerJson.ToJson(happened), ToJson(actor, scope));
        if (scope.Introduced.Count > 0)
            json["people"] = new JsonObject(
                scope.Introduced.Select(i => KeyValuePair.Create<string, JsonNode?>(i.Reference, i.Commitment))
            );
        var (salt, content) = (Salt.New(), CanonicalJson.Text(json));
        var eventHash = HashOf(salt, content);
        var text = CanonicalJson.Text(
            new JsonObject
            {
                ["actor"] = acted,
                ["at"] = Moments.Format(happened.At),
                ["event"] = eventHash,
                ["previous"] = hash,
                ["quarter"] = quarter.ToString(),
                ["version"] = version + 1,
            }
        );
        return new(
            quarter,
            new(version + 1, text, HashOf(text), salt, content),
            hash,
            happened.At,
            actor,
            eventHash,
            [.. scope.Introduced],
            happened
        );
    }

    /// <summary>
    /// Reads a stored line. Says what it finds there; whether it belongs there is for <see cref="LedgerAudit"/>.
    /// </summary>
    /// <param name="people">The people of the whole table.</param>
    /// <exception cref="LedgerBrokenException">The line is no entry.</exception>
    public static LedgerEntry Parse(QuarterId quarter, EntryLine line, LedgerPeople people)
    {
        try
        {
            var json = JsonNode.Parse(line.Text)!.AsObject();
            var (named, version) = ((string)json["quarter"]!, (long)json["version"]!);
            if (named != quarter.ToString() || version != line.Version || json.Count != 6)
                throw new FormatException($"it says it is entry {version} of {named}");
            var (at, content) = (Moments.Parse((string)json["at"]!).Value, JsonNode.Parse(line.Event)!.AsObject());
            content.Remove("people", out var introduced);
            using var scope = new PeopleScope(quarter, people);
            return new(
                quarter,
                line,
                (string)json["previous"]!,
                at,
                ActorOf(json["actor"]!, people),
                (string)json["event"]!,
                [
                    .. (introduced?.AsObject() ?? []).Select(p => new Introduction(
                        p.Key,
                        (string)p.Value!,
                        people.RowOf(p.Key)
                    )),
                ],
                LedgerJson.FromJson(content, at)
            );
        }
        catch (Exception e)
            when (e
                    is System.Text.Json.JsonException
                        or FormatException
                        or InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
                        or OverflowException
                        or UnparsableValueException
            )
        {
            throw new LedgerBrokenException(
                quarter,
                line.Version,
                LedgerTexts.EntryUnreadable.With(new { problem = e.Message })
            );
        }
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// SHA-256 of the salt's 32 bytes and, behind them, the UTF-8 of the text. Nobody can try out what the text was.
    /// Empty where the salt is none.
    /// </summary>
    public static string HashOf(string salt, string text) =>
        IsSalt(salt)
            ? Convert.ToHexStringLower(
                SHA256.HashData([.. Convert.FromHexString(salt), .. Encoding.UTF8.GetBytes(text)])
            )
            : "";

    /// <summary>One salt has one spelling.</summary>
    private static bool IsSalt(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static JsonNode ToJson(Actor actor, PeopleScope scope) =>
        actor switch
        {
            Actor.Person person => new JsonObject { ["person"] = scope.ReferenceOf(person.Id) },
            Actor.Operator named => new JsonObject { ["operator"] = named.Name },
            _ => "system",
        };

    private static Actor ActorOf(JsonNode json, LedgerPeople people) =>
        json switch
        {
            JsonValue value when (string?)value == "system" => Actor.System,
            JsonObject { Count: 1 } one when one["person"] is { } person => new Actor.Person(
                people[(string)person!].Id
            ),
            JsonObject { Count: 1 } one when one["operator"] is { } named => new Actor.Operator((string)named!),
            _ => throw new FormatException("it does not say who acted"),
        };
}

/// <summary>
/// The ledger is not what was written. <see cref="Version"/> is the place, 0 where it is the quarter as a whole.
/// </summary>
public sealed class LedgerBrokenException(QuarterId quarter, long version, string sentence)
    : Exception(version == 0 ? $"{quarter}: {sentence}" : $"{quarter}, entry {version}: {sentence}")
{
    public QuarterId Quarter { get; } = quarter;
    public long Version { get; } = version;
}
