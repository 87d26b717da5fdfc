using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Json;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Ledger;

/// <summary>How far a quarter's ledger has come, signed, so that what is cut off its end is missed.</summary>
/// <param name="Format">Of the ledger, entries included: <see cref="CurrentFormat"/>.</param>
/// <param name="Version">The last entry's version.</param>
/// <param name="Hash">The last entry's hash.</param>
/// <param name="At">When it was signed, to the millisecond, so that the key's time can be checked.</param>
/// <param name="KeyId">SHA-256 of the signing key's public part (SubjectPublicKeyInfo, DER), first 16 hexadecimal
/// digits.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over <see cref="SignedBytes"/>, 64 bytes r‖s (IEEE P1363),
/// base64.</param>
public sealed record LedgerHead(
    int Format,
    QuarterId Quarter,
    long Version,
    string Hash,
    Instant At,
    string KeyId,
    string Signature
)
{
    public const int CurrentFormat = 1;

    /// <summary><c>{"at", "format", "hash", "key", "quarter", "signature", "version"}</c></summary>
    public JsonObject ToJson()
    {
        var json = Unsigned();
        json["signature"] = Signature;
        return json;
    }

    /// <exception cref="FormatException">A member is missing, unknown, or holds what none holds.</exception>
    public static LedgerHead FromJson(JsonNode json)
    {
        var head = new LedgerHead(
            (int)json["format"]!,
            QuarterId.Parse(Text("quarter")),
            (long)json["version"]!,
            Text("hash"),
            Clock.Milliseconds.Parse(Text("at")) is { Success: true } at
                ? at.Value
                : throw new FormatException("'at' is no moment to the millisecond."),
            Text("key"),
            Text("signature")
        );
        return head.Format != CurrentFormat ? throw new FormatException($"The head's format is {head.Format}.")
            : json.AsObject().Count != 7 ? throw new FormatException("The head has a member that no head has.")
            : head;

        string Text(string name) => (string?)json[name] ?? throw new FormatException($"'{name}' is missing.");
    }

    /// <summary>The canonical JSON of all members but <c>signature</c>.</summary>
    public byte[] SignedBytes() => CanonicalJson.Bytes(Unsigned());

    private JsonObject Unsigned() =>
        new()
        {
            ["at"] = Clock.Milliseconds.Format(At),
            ["format"] = Format,
            ["hash"] = Hash,
            ["key"] = KeyId,
            ["quarter"] = Quarter.ToString(),
            ["version"] = Version,
        };
}
