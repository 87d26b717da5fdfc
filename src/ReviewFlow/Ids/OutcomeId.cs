using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ReviewFlow.Json;

namespace ReviewFlow.Ids;

/// <summary>A outcome of a roster, by its slug.</summary>
[JsonConverter(typeof(TextConverter<OutcomeId>))]
public readonly record struct OutcomeId : IParsable<OutcomeId>
{
    private readonly string _slug;
    private OutcomeId(string slug) => _slug = slug;

    public static OutcomeId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not a outcome id: {Slug.Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OutcomeId result)
    {
        result = Slug.Fits(s) ? new(s!) : default;
        return Slug.Fits(s);
    }

    public override string ToString() => _slug;
}
