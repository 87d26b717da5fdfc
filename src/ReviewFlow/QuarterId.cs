using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using ReviewFlow.Json;

namespace ReviewFlow;

/// <summary>A calendar quarter, written <c>2026-Q3</c>.</summary>
[JsonConverter(typeof(TextConverter<QuarterId>))]
public readonly record struct QuarterId : IParsable<QuarterId>, IComparable<QuarterId>
{
    private QuarterId(int year, int number) => (Year, Number) = (year, number);

    public int Year { get; }
    public int Number { get; }
    public LocalDate FirstDay => new(Year, (Number * 3) - 2, 1);
    public LocalDate LastDay => FirstDay.PlusMonths(3).PlusDays(-1);

    public static QuarterId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var quarter)
            ? quarter
            : throw new FormatException($"'{s}' is not a quarter such as 2026-Q3.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out QuarterId result)
    {
        result = default;
        if (s is not { Length: 7 } || s[4..6] != "-Q" || s[6] is < '1' or > '4')
            return false;
        if (
            !int.TryParse(s[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year is < 1900 or > 9000
        )
            return false;
        result = new(year, s[6] - '0');
        return true;
    }

    public int CompareTo(QuarterId other) => (Year, Number).CompareTo((other.Year, other.Number));

    public static bool operator <(QuarterId left, QuarterId right) => left.CompareTo(right) < 0;

    public static bool operator >(QuarterId left, QuarterId right) => left.CompareTo(right) > 0;

    public static bool operator <=(QuarterId left, QuarterId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(QuarterId left, QuarterId right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Number}");
}
