using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Ledger;

/// <summary>
/// One line of a quarter's ledger. <see cref="Hash"/> is the SHA-256 of <see cref="Text"/>, which holds the hash before
/// it.
/// </summary>
/// <param name="Version">1, 2, 3 … without a gap.</param>
/// <param name="Text">The canonical JSON (RFC 8785) of <c>{"event", "previous", "quarter", "version"}</c>.</param>
public sealed record LedgerEntry(
    QuarterId Quarter,
    long Version,
    string Previous,
    QuarterEvent Event,
    string Text,
    string Hash
)
{
    /// <summary>What the first entry names as the hash before it.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>
    /// The entry that puts <paramref name="happened"/> behind (<paramref name="version"/>, <paramref name="hash"/>).
    /// </summary>
    public static LedgerEntry After(QuarterId quarter, long version, string hash, QuarterEvent happened)
    {
        var text = CanonicalJson.Text(
            new JsonObject
            {
                ["event"] = LedgerJson.ToJson(happened),
                ["previous"] = hash,
                ["quarter"] = quarter.ToString(),
                ["version"] = version + 1,
            }
        );
        return new(quarter, version + 1, hash, happened, text, HashOf(text));
    }

    /// <summary>
    /// Reads a stored line. Says what it finds there; whether it belongs there is for <see cref="LedgerAudit"/>.
    /// </summary>
    /// <exception cref="LedgerBrokenException">The text is no entry.</exception>
    public static LedgerEntry Parse(QuarterId quarter, long version, string text, string hash)
    {
        try
        {
            var json = JsonNode.Parse(text)!.AsObject();
            var (named, at, previous) = ((string)json["quarter"]!, (long)json["version"]!, (string)json["previous"]!);
            if (named != quarter.ToString() || at != version || json.Count != 4)
                throw new FormatException($"it says it is entry {at} of {named}");
            return new(quarter, version, previous, LedgerJson.FromJson(json["event"]!), text, hash);
        }
        catch (Exception e)
            when (e
                    is System.Text.Json.JsonException
                        or FormatException
                        or InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
                        or OverflowException
            )
        {
            throw new LedgerBrokenException(quarter, version, $"The entry cannot be read: {e.Message}");
        }
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
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
