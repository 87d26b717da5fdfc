using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace ReviewFlow.Json;

/// <summary>Takes the members of one JSON object one by one and notes every problem; what nobody took is unknown.</summary>
internal sealed class ObjectReader
{
    private readonly LocatedJson _at;
    private readonly List<Problem> _problems;
    private readonly Dictionary<string, Member> _members = [];
    private readonly List<string> _known = [];
    private readonly HashSet<string> _refused = [];

    public ObjectReader(LocatedJson at, List<Problem> problems)
    {
        (_at, _problems) = (at, problems);
        if (at.Kind != JsonValueKind.Object) Report(at, $"This is {Name(at.Kind)}.", "An object in braces is wanted here.");
        foreach (var member in at.Members)
        {
            if (!_members.TryAdd(member.Name, member))
                _problems.Add(new(member.Value.Path, member.Line, $"'{member.Name}' stands here twice.", "Keep one of them."));
        }
    }

    public string Path => _at.Path;
    public int Line => _at.Line;

    public LocatedJson? Take(string name, bool required = true)
    {
        _known.Add(name);
        if (_members.TryGetValue(name, out var member) && (required || member.Value.Kind != JsonValueKind.Null)) return member.Value;
        if (required && _at.Kind == JsonValueKind.Object) _problems.Add(new($"{_at.Path}.{name}", _at.Line, $"'{name}' is missing.", "It is required."));
        return null;
    }

    /// <summary>One line of text, trimmed: no control characters, no invisible marks that turn the direction of what follows.</summary>
    public string? Text(string name, int most, bool required = true)
    {
        if (Take(name, required) is not { } value) return null;
        if (value.Kind != JsonValueKind.String) return Report<string>(value, $"This is {Name(value.Kind)}.", "A text in quotes is wanted here.");
        var text = value.Text.Trim();
        if (text.Length == 0) return Report<string>(value, "The text is empty.", required ? "It is required." : "Leave the field out, or say something.");
        if (text.Length > most) return Report<string>(value, $"The text has {text.Length:N0} characters.", $"At most {most:N0} are allowed.");
        if (text.Any(IsTreacherous)) return Report<string>(value, "The text holds a control or direction character.", "Write it in one line of plain text.");
        return text;
    }

    /// <summary>Finer than any metric, and coarse enough that dividing any two differences stays within decimal.</summary>
    private const int MostDecimals = 12;

    /// <summary>A number of at most 15 significant digits and 12 decimals, so that decimal and IEEE double mean the same value.</summary>
    public decimal? Number(string name, decimal least = -1e15m, decimal most = 1e15m)
    {
        if (Take(name) is not { } value) return null;
        if (value.Kind != JsonValueKind.Number) return ReportValue<decimal>(value, $"This is {Name(value.Kind)}.", "A number is wanted here.");
        var parsed = decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!parsed || number < least || number > most)
            return ReportValue<decimal>(value, $"{Shown(value.Text)} is out of range.", string.Create(CultureInfo.InvariantCulture, $"From {least:0.##} to {most:0.##} is allowed."));
        var digits = value.Text.Split('e', 'E')[0].Where(char.IsAsciiDigit).SkipWhile(c => c == '0').Count();
        if (digits > 15) return ReportValue<decimal>(value, $"{Shown(value.Text)} has {digits} digits.", "At most 15 are kept exactly.");
        return number.Scale <= MostDecimals ? number : ReportValue<decimal>(value, $"{Shown(value.Text)} is too fine.", $"At most {MostDecimals} decimals are kept.");
    }

    public int? Whole(string name, int least, int most) => Take(name) is { } value ? Whole(value, least, most) : null;

    public int? Whole(LocatedJson value, int least, int most) =>
        value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : ReportValue<int>(value, $"{Shown(value.Text)} does not fit.", $"A whole number from {least} to {most} is wanted here.");

    public LocalDate? Date(string name, bool required = true) => Take(name, required) is { } value ? Date(value) : null;

    public LocalDate? Date(LocatedJson value) =>
        value.Kind == JsonValueKind.String && LocalDatePattern.Iso.Parse(value.Text.Trim()) is { Success: true } date
            ? date.Value
            : ReportValue<LocalDate>(value, $"{Shown(value.Text)} is not a date.", "Write it as 2026-11-30.");

    public T? Parsed<T>(string name, string right, bool required = true) where T : struct, IParsable<T>
    {
        if (Take(name, required) is not { } value) return null;
        return value.Kind == JsonValueKind.String && T.TryParse(value.Text.Trim(), CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : ReportValue<T>(value, $"{Shown(value.Text)} does not fit.", $"{right} is wanted here.");
    }

    public T? Choice<T>(LocatedJson value, params ReadOnlySpan<(string Text, T Value)> choices) where T : struct
    {
        foreach (var (text, choice) in choices)
        {
            if (value.Kind == JsonValueKind.String && value.Text == text) return choice;
        }
        var names = new List<string>();
        foreach (var (text, _) in choices) names.Add($"'{text}'");
        return ReportValue<T>(value, $"{Shown(value.Text)} is not known.", $"One of {string.Join(", ", names)} is wanted here.");
    }

    public ObjectReader? Object(string name, bool required = true) => Take(name, required) is { } value ? new(value, _problems) : null;

    public IReadOnlyList<LocatedJson> Array(string name, int least, int most)
    {
        if (Take(name) is not { } value) return [];
        if (value.Kind != JsonValueKind.Array) Report(value, $"This is {Name(value.Kind)}.", "A list in brackets is wanted here.");
        else if (value.Items.Count < least || value.Items.Count > most) Report(value, $"The list has {value.Items.Count:N0} entries.", $"From {least:N0} to {most:N0} are allowed.");
        return value.Items;
    }

    public void Report(string path, int line, string what, string right) => _problems.Add(new(path, line, what, right));

    public void Report(LocatedJson at, string what, string right) => Report(at.Path, at.Line, what, right);

    /// <summary>Reports at the member <paramref name="name"/>, or at the object where the member is not there.</summary>
    public void ReportAt(string name, string what, string right)
    {
        if (_members.TryGetValue(name, out var member)) Report(member.Value, what, right);
        else Report($"{_at.Path}.{name}", _at.Line, what, right);
    }

    /// <summary>Refuses members of certain names with a reason of their own.</summary>
    public void Refuse(Func<string, bool> isRefused, string what, string right)
    {
        foreach (var member in _at.Members.Where(m => isRefused(m.Name) && !_known.Contains(m.Name)))
        {
            Report(member.Value.Path, member.Line, $"'{member.Name}' {what}", right);
            _refused.Add(member.Name);
        }
    }

    /// <summary>Call when everything known was taken.</summary>
    public void NothingElse()
    {
        foreach (var member in _at.Members.Where(m => !_known.Contains(m.Name) && !_refused.Contains(m.Name)))
            _problems.Add(new(member.Value.Path, member.Line, $"'{member.Name}' is not known here.", $"Known are {string.Join(", ", _known)}."));
    }

    private T? Report<T>(LocatedJson at, string what, string right) where T : class
    {
        Report(at, what, right);
        return null;
    }

    private T? ReportValue<T>(LocatedJson at, string what, string right) where T : struct
    {
        Report(at, what, right);
        return null;
    }

    /// <summary>Control characters, and those that turn the reading direction or break the line.</summary>
    public static bool IsTreacherous(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029' or '\uFEFF';

    private static string Shown(string text) => text.Length switch
    {
        0 => "This",
        <= 40 => $"'{text}'",
        _ => $"'{text[..(char.IsHighSurrogate(text[39]) ? 39 : 40)]}…'", // never half a character
    };

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
