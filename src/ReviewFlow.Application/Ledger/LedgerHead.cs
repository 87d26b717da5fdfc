using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Ledger;

/// <summary>How far a quarter's ledger has come, signed, so that what is cut off its end is missed.</summary>
/// <param name="Version">The last entry's version.</param>
/// <param name="Hash">The last entry's hash.</param>
/// <param name="KeyId">SHA-256 of the signing key's public part (SubjectPublicKeyInfo, DER), first 16 hexadecimal
/// digits.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over <see cref="SignedBytes"/>, 64 bytes r‖s (IEEE P1363),
/// base64.</param>
public sealed record LedgerHead(QuarterId Quarter, long Version, string Hash, string KeyId, string Signature)
{
    /// <summary><c>{"hash", "key", "quarter", "signature", "version"}</c></summary>
    public JsonObject ToJson() =>
        new()
        {
            ["hash"] = Hash,
            ["key"] = KeyId,
            ["quarter"] = Quarter.ToString(),
            ["signature"] = Signature,
            ["version"] = Version,
        };

    /// <exception cref="FormatException">A member is missing.</exception>
    public static LedgerHead FromJson(JsonNode json)
    {
        return new(
            QuarterId.Parse(Text("quarter")),
            (long)json["version"]!,
            Text("hash"),
            Text("key"),
            Text("signature")
        );

        string Text(string name) => (string?)json[name] ?? throw new FormatException($"'{name}' is missing.");
    }

    /// <summary>The canonical JSON of <c>{"hash", "key", "quarter", "version"}</c>.</summary>
    public static byte[] SignedBytes(QuarterId quarter, long version, string hash, string keyId) =>
        CanonicalJson.Bytes(
            new JsonObject
            {
                ["hash"] = hash,
                ["key"] = keyId,
                ["quarter"] = quarter.ToString(),
                ["version"] = version,
            }
        );
}
