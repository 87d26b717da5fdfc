using System.Globalization;
using System.Text;

namespace ReviewFlow.Text;

/// <summary>
/// Text of others as a terminal, a log or a page may show it: control characters, and those that are invisible or turn
/// the reading direction, are written as JSON escapes (<c>\u001b</c>).
/// </summary>
public static class VisibleText
{
    /// <param name="keepLines">Leaves line feeds, so that what has lines keeps them.</param>
    public static string Of(string text, bool keepLines = false)
    {
        var first = NextHidden(text, 0, keepLines);
        if (first < 0)
            return text;

        var shown = new StringBuilder(text.Length + 16);
        var from = 0;
        for (var at = first; at >= 0; at = NextHidden(text, from, keepLines))
        {
            shown.Append(text, from, at - from);
            from = at + LengthAt(text, at);
            foreach (var unit in text.AsSpan(at..from))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }
        return shown.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The first 40 characters of what may be very long, never half a character.</summary>
    public static string Short(string text) =>
        text.Length <= 40 ? text : $"{text[..(char.IsHighSurrogate(text[39]) ? 39 : 40)]}…";

    private static int NextHidden(string text, int from, bool keepLines)
    {
        for (var at = from; at < text.Length; at += LengthAt(text, at))
        {
            if (IsHidden(text, at) && !(keepLines && text[at] == '\n'))
                return at;
        }
        return -1;
    }

    private static bool IsHidden(string text, int at) =>
        text[at] is < ' ' or > '~'
        && CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;

    private static int LengthAt(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
}
