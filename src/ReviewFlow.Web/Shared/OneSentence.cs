namespace ReviewFlow.Web.Shared;

/// <summary>
/// What was typed as one line: white space of any kind is one blank, and what is invisible or turns the reading
/// direction is left out, so that the same words from two people are the same text.
/// </summary>
internal static class OneSentence
{
    public static string Of(string typed) =>
        string.Join(
            ' ',
            string.Concat(typed.Select(c => char.IsControl(c) ? ' ' : c).Where(c => !IsTreacherous(c)))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    private static bool IsTreacherous(char c) =>
        c is '\u200B' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
