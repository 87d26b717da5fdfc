using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ReviewFlow.Json;

namespace ReviewFlow.Assessments;

/// <summary>
/// What one leader says of an outcome that is not met: their own organisation's share in it and what they will change,
/// or that it has none and why.
/// </summary>
/// <param name="Text">The share; with <paramref name="Change"/>, or neither.</param>
/// <param name="NoneBecause">Why there is no share; exactly where there is no <paramref name="Text"/>.</param>
public sealed record Share(OutcomeId Outcome, string? Text, string? Change, string? NoneBecause)
{
    public const int MaxTextLength = 2000;

    [JsonIgnore]
    public bool IsNone => NoneBecause is not null;

    /// <summary>SHA-256 of its canonical JSON; the partner's answer names it.</summary>
    public string Digest() => CanonicalJson.Sha256(ToJson());

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["outcome"] = Outcome.ToString() };
        if (Text is not null)
            json["text"] = Text;
        if (Change is not null)
            json["change"] = Change;
        if (NoneBecause is not null)
            json["noneBecause"] = NoneBecause;
        return json;
    }
}

/// <summary>The partner's answer to a share: a yes to exactly its text, or a no with the reason.</summary>
/// <param name="Reason">Required for a no, and for a yes to "no share": a one-sided cause needs a reason from
/// both.</param>
public sealed record ShareAnswer(OutcomeId Outcome, string Digest, bool Confirmed, string? Reason);
