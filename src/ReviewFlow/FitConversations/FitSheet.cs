using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Partnerships;

namespace ReviewFlow.FitConversations;

/// <summary>What one person says to one topic.</summary>
/// <param name="Alike">How far they expect that the two see it alike.</param>
/// <param name="Words">What they think, in their own words.</param>
public sealed record FitAnswer(Agreement Alike, string Words)
{
    public const int MaxWordsLength = 1000;

    public bool IsSound => Enum.IsDefined(Alike) && Words is { Length: > 0 and <= MaxWordsLength };
}

/// <summary>One person's answers, and the salt that keeps their commitment from being guessed.</summary>
/// <param name="Answers">One per <see cref="FitTopic"/>, in its order.</param>
/// <param name="Salt">256 random bits, 64 lower-case hexadecimal digits.</param>
public sealed record FitSheet(ImmutableArray<FitAnswer> Answers, string Salt)
{
    public static readonly ImmutableArray<FitTopic> Topics = [.. Enum.GetValues<FitTopic>()];

    public FitAnswer this[FitTopic topic] => Answers[(int)topic];

    public bool IsSound => !Answers.IsDefault && Answers.Length == Topics.Length && Answers.All(a => a.IsSound);

    /// <summary>
    /// All that the ledger ever holds of them: the SHA-256 of their canonical JSON with quarter, number and side.
    /// </summary>
    public string Commitment(QuarterId quarter, int fit, FitSide side) =>
        CanonicalJson.Sha256(
            new JsonObject
            {
                ["answers"] = new JsonObject(
                    Topics.Select(t =>
                        KeyValuePair.Create<string, JsonNode?>(
                            NameOf(t),
                            new JsonObject
                            {
                                ["alike"] = PartnershipSheet.NameOf(this[t].Alike),
                                ["words"] = this[t].Words,
                            }
                        )
                    )
                ),
                ["fit"] = fit,
                ["quarter"] = quarter.ToString(),
                ["salt"] = Salt,
                ["side"] = side.Key(),
            }
        );

    public bool Equals(FitSheet? other) =>
        other is not null && Salt == other.Salt && Answers.SequenceEqual(other.Answers);

    public override int GetHashCode() => Salt.GetHashCode(StringComparison.Ordinal);

    private static string NameOf(FitTopic topic) =>
        topic switch
        {
            FitTopic.ProductStrategy => "productStrategy",
            FitTopic.Culture => "culture",
            FitTopic.Business => "business",
            _ => "whatWeBuild",
        };
}

/// <summary>What two people who consider leading together have to see alike, in the order of the form.</summary>
public enum FitTopic
{
    ProductStrategy,
    Culture,

    /// <summary>The relationship with the business.</summary>
    Business,

    /// <summary>What the two want to build.</summary>
    WhatWeBuild,
}
