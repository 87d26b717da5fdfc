using ReviewFlow.Text;

namespace ReviewFlow.Application.Mails.Layout;

/// <summary>Turns what people typed into text a mail can carry.</summary>
internal static class OneLine
{
    /// <summary>More than any mail program shows; keeps a folded subject header small.</summary>
    public const int MaxSubjectLength = 150;

    /// <summary>One line without links.</summary>
    public static string Of(string text) => NoLinks.In(SafeText.OneLine(text));

    /// <summary>The same, cut after <paramref name="max"/> characters but never inside one.</summary>
    public static string Of(string text, int max)
    {
        var line = Of(text);
        return line.Length <= max ? line : SafeText.Cut(line, max - 1).TrimEnd() + "…";
    }

    /// <summary>Every line on its own, without the empty ones.</summary>
    public static IEnumerable<string> Each(string text) => SafeText.Lines(text).Select(NoLinks.In);
}
