using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Pairs;

namespace ReviewFlow.Partnerships;

/// <summary>
/// The pair's joint commitment: one sentence in the same words from both. (A <em>commitment</em> is elsewhere the hash
/// of what is sealed, so in the code it is a pledge.)
/// </summary>
public sealed record Pledge(string Text)
{
    public const int MaxTextLength = 500;

    /// <summary>
    /// SHA-256 of its canonical JSON; the partner's yes names it, so that it is a yes to exactly these words.
    /// </summary>
    public string Digest() => CanonicalJson.Sha256(new JsonObject { ["pledge"] = Text });
}

/// <summary>A joint commitment that waits for the other leader's yes.</summary>
public sealed record PledgeProposal(Seat By, Pledge Pledge);
