using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ReviewFlow.Json;

namespace ReviewFlow.Ids;

/// <summary>A team of a roster, by its slug.</summary>
[JsonConverter(typeof(TextConverter<TeamId>))]
public readonly record struct TeamId : IParsable<TeamId>
{
    private readonly string _slug;
    private TeamId(string slug) => _slug = slug;

    public static TeamId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not a team id: {Slug.Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TeamId result)
    {
        result = Slug.Fits(s) ? new(s!) : default;
        return Slug.Fits(s);
    }

    public override string ToString() => _slug;
}
