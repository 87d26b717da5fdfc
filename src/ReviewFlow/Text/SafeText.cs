using System.Text;

namespace ReviewFlow.Text;

/// <summary>
/// The one policy for text that people write. Prose may have lines; everything else is one line. Characters that
/// command a terminal or turn the reading direction of what follows are harmful: readers refuse them, forms leave them
/// out, and mails, pages and the report never show them.
/// </summary>
public static class SafeText
{
    private const string ZeroWidthSpace = "\u200B";

    /// <summary>
    /// Controls other than white space, embeddings, overrides and isolates (UAX #9), byte order marks.
    /// </summary>
    public static bool IsHarmful(char c) =>
        (char.IsControl(c) && !char.IsWhiteSpace(c))
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';

    /// <summary>Line feed, vertical tab, form feed, carriage return, next line, line and paragraph separator.</summary>
    public static bool IsLineBreak(char c) => c is (>= '\n' and <= '\r') or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Nothing in it is harmful, and it has neither a line break nor a tab.</summary>
    public static bool IsOneLine(string text) => !text.Any(c => IsHarmful(c) || IsLineBreak(c) || c == '\t');

    /// <summary>
    /// Prose as it is kept: lines end in a line feed, none ends in white space, a tab is a blank, nothing harmful is
    /// left.
    /// </summary>
    public static string Prose(string typed) =>
        string.Join('\n', Split(typed).Select(l => Kept(l).Replace('\t', ' ').TrimEnd())).Trim();

    /// <summary>
    /// One line: white space of any kind is one blank, so that the same words from two people are the same text.
    /// </summary>
    public static string OneLine(string typed) =>
        string.Join(
            ' ',
            Kept(typed)
                .Replace(ZeroWidthSpace, "", StringComparison.Ordinal)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    /// <summary>Every line as <see cref="OneLine"/>, without the empty ones.</summary>
    public static IEnumerable<string> Lines(string text) => Split(text).Select(OneLine).Where(l => l.Length > 0);

    /// <summary>The first <paramref name="max"/> UTF-16 code units, never half a character.</summary>
    public static string Cut(string text, int max) =>
        text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];

    private static string Kept(string text) =>
        text.Any(IsHarmful) ? string.Concat(text.Where(c => !IsHarmful(c))) : text;

    private static string[] Split(string text)
    {
        var lines = new StringBuilder(text.Length).Append(text).Replace("\r\n", "\n");
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsLineBreak(lines[i]))
                lines[i] = '\n';
        }
        return lines.ToString().Split('\n');
    }
}
