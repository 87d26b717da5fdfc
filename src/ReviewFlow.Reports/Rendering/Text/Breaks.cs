using System.Globalization;
using System.Text;

namespace ReviewFlow.Reports.Rendering.Text;

/// <summary>
/// Where a line may end: a small part of UAX #14. Thai and its like break at spaces only; no dictionary is shipped.
/// </summary>
internal static class Breaks
{
    private const string Openers = "([{«“‘「『（【〈《〔［｛";
    private const string Closers =
        ")]}»”’」』）】〉》〕］｝、。，．：；！？!?,.:;%…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ";

    /// <summary>Whether a line may end after the character at <paramref name="i"/>, which is not the last.</summary>
    public static bool After(ReadOnlySpan<int> text, int i)
    {
        int c = text[i],
            next = text[i + 1];
        if (IsSpace(next))
            return false;
        if (IsSpace(c) || c == 0x200B)
            return true;
        if (c is '-' or '/' or '_' or 0x2010 or 0x2013 or 0x2014)
            return i > 0 && IsWord(text[i - 1]) && IsLetter(next);
        return (IsWide(c) || IsWide(next))
            && !Contains(Openers, c)
            && !Contains(Closers, next)
            && c != 0xA0
            && next != 0xA0;
    }

    public static bool IsSpace(int c) =>
        c is ' ' or 0x1680 or (>= 0x2000 and <= 0x200A and not 0x2007) or 0x205F or 0x3000;

    private static bool IsWide(int c) =>
        c
            is (>= 0x2E80 and <= 0x9FFF and not 0x3000)
                or (>= 0xAC00 and <= 0xD7A3)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFF00 and <= 0xFFEF)
                or (>= 0x20000 and <= 0x3FFFF);

    private static bool IsLetter(int c) => Rune.IsValid(c) && Rune.IsLetter(new Rune(c));

    private static bool IsWord(int c) => Rune.IsValid(c) && Rune.IsLetterOrDigit(new Rune(c));

    private static bool Contains(string set, int c) =>
        c <= char.MaxValue && set.Contains((char)c, StringComparison.Ordinal);

    /// <summary>
    /// The text as code points: controls and what steers direction are taken out, white space becomes a space, a new
    /// line stays for the caller, and half a surrogate pair becomes the replacement character.
    /// </summary>
    public static int[] Clean(string text)
    {
        var runes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var c = rune.Value;
            if (c is '\n' or 0x2028 or 0x2029)
                runes.Add('\n');
            else if (c == '\t')
                runes.Add(' ');
            else if (
                c
                is 0xAD
                    or 0x200E
                    or 0x200F
                    or 0x061C
                    or 0xFEFF
                    or (>= 0x202A and <= 0x202E)
                    or (>= 0x2066 and <= 0x2069)
            )
                continue;
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control)
                runes.Add(c);
        }
        return [.. runes];
    }
}
