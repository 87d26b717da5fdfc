using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Text;

namespace ReviewFlow.Json;

/// <summary>
/// Takes the members of one JSON object one by one and notes every problem; what nobody took is unknown.
/// </summary>
internal sealed partial class ObjectReader
{
    private readonly LocatedJson _at;
    private readonly Findings _problems;
    private readonly Dictionary<string, LocatedJson.Member> _members = [];
    private readonly List<string> _known = [];
    private readonly HashSet<string> _refused = [];

    public ObjectReader(LocatedJson at, Findings problems)
    {
        (_at, _problems) = (at, problems);
        if (at.Kind != JsonValueKind.Object)
            Report(at, JsonTexts.WrongKind.With(new { kind = Name(at.Kind) }), JsonTexts.WriteObject);
        foreach (var member in at.Members)
        {
            if (!_members.TryAdd(member.Name, member))
                Report(member, JsonTexts.FieldTwice, JsonTexts.KeepOne);
        }
    }

    /// <summary>The member, or the object where the member is not there.</summary>
    public LocatedJson At(string name) => _members.TryGetValue(name, out var member) ? member.Value : _at;

    public LocatedJson? Take(string name, bool required = true)
    {
        _known.Add(name);
        if (_members.TryGetValue(name, out var member) && (required || member.Value.Kind != JsonValueKind.Null))
            return member.Value;
        if (required && _at.Kind == JsonValueKind.Object && _problems.IsFull)
            _problems.CountOneMore(); // a million empty objects must not compose a million sentences
        else if (required && _at.Kind == JsonValueKind.Object)
            ReportAt(name, JsonTexts.Missing.With(new { name }), JsonTexts.Required);
        return null;
    }

    /// <summary>One line of text, trimmed.</summary>
    public string? Text(string name, int most, bool required = true) =>
        Take(name, required) is { } value ? Text(value, most, required) : null;

    public string? Text(LocatedJson value, int most, bool required = true) =>
        Written(value, most, required) is not { } text ? null
        : SafeText.IsOneLine(text) ? text
        : Report<string>(value, JsonTexts.ControlCharacter, JsonTexts.WriteOneLine);

    /// <summary>Text of one or more lines, as <see cref="SafeText.Prose"/> keeps it.</summary>
    public string? Prose(string name, int most, bool required = true)
    {
        if (Take(name, required) is not { } value || Written(value, most, required) is not { } text)
            return null;
        return text.Any(SafeText.IsHarmful)
            ? Report<string>(value, JsonTexts.ControlCharacter, JsonTexts.WritePlainText)
            : SafeText.Prose(text);
    }

    /// <summary>The member stands there, whether or not it could be read.</summary>
    public bool IsGiven(string name) =>
        _members.TryGetValue(name, out var member) && member.Value.Kind != JsonValueKind.Null;

    private string? Written(LocatedJson value, int most, bool required)
    {
        if (value.Kind != JsonValueKind.String)
            return Report<string>(
                value,
                JsonTexts.WrongKind.With(new { kind = Name(value.Kind) }),
                JsonTexts.WriteText
            );
        var text = value.Text.Trim();
        if (text.Length == 0)
            return Report<string>(value, JsonTexts.TextEmpty, required ? JsonTexts.Required : JsonTexts.FillOrLeaveOut);
        if (text.Length > most)
            return Report<string>(
                value,
                JsonTexts.TextTooLong.With(new { count = text.Length }),
                JsonTexts.MaxCharacters.With(new { max = Figure.Of(most, "") })
            );
        return text;
    }

    /// <summary>
    /// Finer than any metric, and coarse enough that dividing any two differences stays within decimal.
    /// </summary>
    private const int MaxDecimals = 12;

    /// <summary>More than any number needs; what is longer is not even parsed.</summary>
    private const int MaxNumberLength = 400;

    /// <summary>
    /// A number of at most 15 significant digits and 12 decimals, so that decimal and IEEE double mean the same value.
    /// </summary>
    public decimal? Number(string name, decimal least = -1e15m, decimal most = 1e15m)
    {
        if (Take(name) is not { } value)
            return null;
        if (value.Kind != JsonValueKind.Number)
            return ReportValue<decimal>(
                value,
                JsonTexts.WrongKind.With(new { kind = Name(value.Kind) }),
                JsonTexts.WriteNumber
            );
        if (value.Text.Length > MaxNumberLength)
            return ReportValue<decimal>(
                value,
                JsonTexts.NumberTooLong.With(new { count = value.Text.Length }),
                JsonTexts.MaxNumberLength.With(new { max = MaxNumberLength })
            );
        var parsed = decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!parsed || number < least || number > most)
            return ReportValue<decimal>(
                value,
                JsonTexts.OutOfRange.With(new { value = Shown(value.Text) }),
                JsonTexts.NumberRange.With(
                    new
                    {
                        least = least.ToString("0.##", CultureInfo.InvariantCulture),
                        most = most.ToString("0.##", CultureInfo.InvariantCulture),
                    }
                )
            );
        var digits = value.Text.Split('e', 'E')[0].Where(char.IsAsciiDigit).SkipWhile(c => c == '0').Count();
        if (digits > 15)
            return ReportValue<decimal>(
                value,
                JsonTexts.TooManyDigits.With(new { value = Shown(value.Text), digits }),
                JsonTexts.MaxDigits
            );
        return number.Scale <= MaxDecimals
            ? number
            : ReportValue<decimal>(
                value,
                JsonTexts.TooFine.With(new { value = Shown(value.Text) }),
                JsonTexts.MaxDecimals.With(new { max = MaxDecimals })
            );
    }

    public int? Whole(string name, int least, int most) => Take(name) is { } value ? Whole(value, least, most) : null;

    public int? Whole(LocatedJson value, int least, int most) =>
        value.Kind == JsonValueKind.Number
        && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : ReportValue<int>(
                value,
                JsonTexts.DoesNotFit.With(new { value = Shown(value.Text) }),
                JsonTexts.WriteWholeNumber.With(new { least, most })
            );

    public LocalDate? Date(string name, bool required = true) => Take(name, required) is { } value ? Date(value) : null;

    public LocalDate? Date(LocatedJson value) =>
        value.Kind == JsonValueKind.String && LocalDatePattern.Iso.Parse(value.Text.Trim()) is { Success: true } date
            ? date.Value
            : ReportValue<LocalDate>(
                value,
                JsonTexts.NotADate.With(new { value = Shown(value.Text) }),
                JsonTexts.DateFormat
            );

    public T? Parsed<T>(string name, string right, bool required = true)
        where T : struct, IParsable<T>
    {
        if (Take(name, required) is not { } value)
            return null;
        return
            value.Kind == JsonValueKind.String
            && T.TryParse(value.Text.Trim(), CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : ReportValue<T>(
                value,
                JsonTexts.DoesNotFit.With(new { value = Shown(value.Text) }),
                JsonTexts.Expected.With(new { expected = right })
            );
    }

    public T? Choice<T>(LocatedJson value, params ReadOnlySpan<(string Text, T Value)> choices)
        where T : struct
    {
        foreach (var (text, choice) in choices)
        {
            if (value.Kind == JsonValueKind.String && value.Text == text)
                return choice;
        }
        var names = new List<string>();
        foreach (var (text, _) in choices)
            names.Add($"'{text}'");
        return ReportValue<T>(
            value,
            JsonTexts.ValueUnknown.With(new { value = Shown(value.Text) }),
            JsonTexts.OneOf.With(new { choices = string.Join(", ", names) })
        );
    }

    public ObjectReader? Object(string name, bool required = true) =>
        Take(name, required) is { } value ? new(value, _problems) : null;

    public IReadOnlyList<LocatedJson> Array(string name, int least, int most, bool required = true) =>
        Take(name, required) is { } value ? Array(value, least, most) : [];

    /// <summary>Empty where the list was refused for its length.</summary>
    public IReadOnlyList<LocatedJson> Array(LocatedJson value, int least, int most)
    {
        if (value.Kind != JsonValueKind.Array)
            Report(value, JsonTexts.WrongKind.With(new { kind = Name(value.Kind) }), JsonTexts.WriteList);
        else if (value.Count < least || value.Count > most)
            Report(
                value,
                JsonTexts.ListLength.With(new { count = value.Count }),
                JsonTexts.ListRange.With(new { least = Figure.Of(least, ""), most = Figure.Of(most, "") })
            );
        else
            return [.. value.Items];
        return [];
    }
}
