using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Text;

namespace ReviewFlow.Json;

internal sealed partial class ObjectReader
{
    public void Report(LocatedJson at, string what, string right)
    {
        if (_problems.IsFull)
            _problems.CountOneMore();
        else
            _problems.Add(new(at.Path, at.Line, what, right));
    }

    /// <summary>
    /// Reports at the member <paramref name="name"/>, or at the object where the member is not there.
    /// </summary>
    public void ReportAt(string name, string what, string right) => ReportAt(name, what, right, _problems);

    /// <summary>The same for what is no problem but worth a look.</summary>
    public void ReportAt(string name, string what, string right, Findings findings)
    {
        if (findings.IsFull)
            findings.CountOneMore();
        else if (_members.TryGetValue(name, out var member))
            findings.Add(new(member.Value.Path, member.Value.Line, what, right));
        else
            findings.Add(new($"{_at.Path}.{name}", _at.Line, what, right));
    }

    /// <summary>Refuses members of certain names with a reason of their own.</summary>
    public void Refuse(Func<string, bool> isRefused, string what, string right)
    {
        foreach (var member in _members.Values.Where(m => isRefused(m.Name) && !_known.Contains(m.Name)))
        {
            Report(member, what, right);
            _refused.Add(member.Name);
        }
    }

    /// <summary>Call when everything known was taken.</summary>
    public void NothingElse()
    {
        var known = JsonTexts.KnownFields.With(new { fields = string.Join(", ", _known) });
        foreach (var member in _members.Values.Where(m => !_known.Contains(m.Name) && !_refused.Contains(m.Name)))
            Report(member, JsonTexts.FieldUnknown, known);
    }

    private void Report(LocatedJson.Member member, string what, string right)
    {
        if (_problems.IsFull)
            _problems.CountOneMore();
        else
            _problems.Add(
                new(member.Value.Path, member.Line, what.With(new { field = VisibleText.Short(member.Name) }), right)
            );
    }

    private T? Report<T>(LocatedJson at, string what, string right)
        where T : class
    {
        Report(at, what, right);
        return null;
    }

    private T? ReportValue<T>(LocatedJson at, string what, string right)
        where T : struct
    {
        Report(at, what, right);
        return null;
    }

    private static string Shown(string text) =>
        text.Length == 0 ? JsonTexts.EmptyValue : $"'{VisibleText.Short(text)}'";

    private static string Name(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.Object => JsonTexts.KindObject,
            JsonValueKind.Array => JsonTexts.KindList,
            JsonValueKind.String => JsonTexts.KindText,
            JsonValueKind.Number => JsonTexts.KindNumber,
            JsonValueKind.Null => JsonTexts.KindNull,
            _ => JsonTexts.KindBoolean,
        };
}
