using System.Text;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Application.Mails.Layout;

/// <summary>
/// Text that no mail program turns into a link (decision 0017): <c>https[:]//evil[.]example/x</c>,
/// <c>a[@]evil[.]example</c>. A dot inside any other word stays a dot, with a word joiner (U+2060) on both sides. What
/// is broken already stays as it is.
/// </summary>
internal static class NoLinks
{
    private const char Joiner = '\u2060';

    /// <param name="line">One line, words set apart by single spaces.</param>
    public static string In(string line)
    {
        if (!line.Any(c => IsDot(c) || IsColon(c) || IsAt(c) || c == '\\'))
            return line;
        var text = new StringBuilder(line.Length + 16);
        var unbroken = line.Replace("\u2060", "", StringComparison.Ordinal);
        foreach (var word in unbroken.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Length > 0)
                text.Append(' ');
            Break(text, word);
        }
        return text.ToString();
    }

    private static void Break(StringBuilder text, ReadOnlySpan<char> word)
    {
        var letters = FirstLetter(word);
        var (isAddress, isFigure) = (IsAddress(word, letters), word.Count('.') < 3); // four numbers are an IP address
        for (var i = 0; i < word.Length; i++)
        {
            var (c, before, after) = (word[i], i == 0 ? ' ' : word[i - 1], i + 1 == word.Length ? ' ' : word[i + 1]);
            if (after == ' ' || IsBroken(before, after))
            {
                text.Append(c);
            }
            else if ((IsDot(c) && isAddress) || EndsScheme(c, before, after, i > letters) || (IsAt(c) && before != ' '))
            {
                text.Append('[').Append(c).Append(']');
            }
            else if (
                IsDot(c)
                && before != ' '
                && StartsLabel(after)
                && !(isFigure && i < letters && IsBetweenDigits(before, after))
            )
            {
                text.Append(Joiner).Append(c).Append(Joiner);
            }
            else if (c == '\\' && after == '\\' && i + 2 < word.Length && word[i + 2] != ']') // \\server\share
            {
                text.Append(@"[\\]");
                i++;
            }
            else
            {
                text.Append(c);
            }
        }
    }

    /// <summary>An address whatever its domain. Other words with dots may be names, such as <c>Node.js</c>.</summary>
    private static bool IsAddress(ReadOnlySpan<char> word, int letters)
    {
        for (var i = 1; i < word.Length - 1; i++)
        {
            var (c, before, after) = (word[i], word[i - 1], word[i + 1]);
            if (!IsBroken(before, after) && (IsAt(c) || EndsScheme(c, before, after, i > letters)))
                return true;
        }
        return word.Contains("www.", StringComparison.OrdinalIgnoreCase)
            || word.Contains("ftp.", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Mail programs know more schemes than any list (<c>tel:</c>, <c>onenote:</c>); 10:30 is none.</summary>
    private static bool EndsScheme(char c, char before, char after, bool hasLetters) =>
        IsColon(c) && before != ' ' && (hasLetters || !IsBetweenDigits(before, after));

    private static int FirstLetter(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (char.IsLetter(word[i]))
                return i;
        }
        return word.Length;
    }

    private static bool IsBroken(char before, char after) => (before, after) is ('[', ']');

    private static bool IsBetweenDigits(char before, char after) =>
        char.IsAsciiDigit(before) && char.IsAsciiDigit(after);

    private static bool StartsLabel(char c) => char.IsAsciiLetterOrDigit(c) || !char.IsAscii(c);

    // Domain names may be written with the dots of East Asian scripts and in full-width forms (UTS 46).
    private static bool IsDot(char c) => c is '.' or '\u3002' or '\uFF0E' or '\uFF61';

    private static bool IsColon(char c) => c is ':' or '\uFF1A';

    private static bool IsAt(char c) => c is '@' or '\uFF20' or '\uFE6B';
}
