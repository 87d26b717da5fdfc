using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ReviewFlow.Json;
using ReviewFlow.Text;

namespace ReviewFlow;

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

/// <summary>A outcome of a roster, by its slug.</summary>
[JsonConverter(typeof(TextConverter<OutcomeId>))]
public readonly record struct OutcomeId : IParsable<OutcomeId>
{
    private readonly string _slug;

    private OutcomeId(string slug) => _slug = slug;

    public static OutcomeId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not an outcome id: {Slug.Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OutcomeId result)
    {
        result = Slug.Fits(s) ? new(s!) : default;
        return Slug.Fits(s);
    }

    public override string ToString() => _slug;
}

/// <summary>
/// The form of every id in a roster: 1 to 50 of <c>a-z 0-9 -</c>, not starting or ending with a hyphen.
/// </summary>
internal static class Slug
{
    public static string Form => SharedTexts.IdForm;

    public static bool Fits(string? text) =>
        text is { Length: > 0 and <= 50 }
        && text[0] != '-'
        && text[^1] != '-'
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
