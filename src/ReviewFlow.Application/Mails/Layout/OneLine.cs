using System.Globalization;
using System.Text;

namespace ReviewFlow.Application.Mails.Layout;

/// <summary>Turns what people typed into text a mail can carry.</summary>
internal static class OneLine
{
    /// <summary>More than any mail program shows; keeps a folded subject header small.</summary>
    public const int MaxSubjectLength = 150;

    /// <summary>One line without links: line breaks and other controls become a space, direction controls go.</summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (!TurnsDirection(rune))
            {
                line.Append(rune.ToString());
            }
        }

        return NoLinks.In(line.ToString().TrimEnd());
    }

    /// <summary>The same, cut after <paramref name="longest"/> characters but never inside one.</summary>
    public static string Of(string text, int longest)
    {
        var line = Of(text);
        if (line.Length <= longest)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return line[..end].TrimEnd() + "…";
    }

    /// <summary>Every line on its own, without the empty ones.</summary>
    public static IEnumerable<string> Each(string text) =>
        text.Split(['\r', '\n', '\u2028', '\u2029']).Select(line => Of(line)).Where(line => line.Length > 0);

    private static bool IsSpace(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control;

    private static bool TurnsDirection(Rune rune) =>
        rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
