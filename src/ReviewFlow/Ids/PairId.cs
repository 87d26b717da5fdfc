using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ReviewFlow.Json;

namespace ReviewFlow.Ids;

/// <summary>A pair of a roster, by its slug.</summary>
[JsonConverter(typeof(TextConverter<PairId>))]
public readonly record struct PairId : IParsable<PairId>
{
    private readonly string _slug;
    private PairId(string slug) => _slug = slug;

    public static PairId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not a pair id: {Slug.Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PairId result)
    {
        result = Slug.Fits(s) ? new(s!) : default;
        return Slug.Fits(s);
    }

    public override string ToString() => _slug;
}
