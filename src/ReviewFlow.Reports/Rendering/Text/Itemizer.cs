using HarfBuzzSharp;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.Rendering.Text;

/// <summary>A stretch of text that one font shapes at once, in one script and direction.</summary>
internal sealed record Item(int Start, int End, FontFace Face, Script Script, byte Level);

/// <summary>Cuts a text into items.</summary>
internal static class Itemizer
{
    public static List<Item> Items(int[] text, byte[] levels, Weight weight)
    {
        var items = new List<Item>();
        var first = FontCatalog.First(weight);
        var scripts = Scripts(text);
        FontFace? face = null;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var fits = FaceFor(text, i, face, first, weight);
            if (i > start && (fits != face || levels[i] != levels[start] || scripts[i] != scripts[start]))
            {
                items.Add(new(start, i, face!, scripts[start], levels[start]));
                start = i;
            }
            face = fits;
        }
        if (start < text.Length)
            items.Add(new(start, text.Length, face!, scripts[start], levels[start]));
        return items;
    }

    /// <summary>
    /// Marks stay with the letter they sit on and spaces with the word before; all else goes to the first font that has
    /// it.
    /// </summary>
    private static FontFace FaceFor(int[] text, int i, FontFace? current, FontFace first, Weight weight)
    {
        var c = text[i];
        if (c < 0x80 && current is null)
            return first;
        if (
            current is not null
            && (Joins(c) || (Breaks.IsSpace(c) && i + 1 < text.Length))
            && (current.Covers(c) || IsJoiner(c))
        )
            return current;
        return c < 0x80 ? first : FontCatalog.For(weight, c);
    }

    private static bool IsJoiner(int c) => c is 0x200B or 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F);

    private static bool Joins(int c) =>
        c >= 0x300
        && (
            IsJoiner(c)
            || UnicodeFunctions.Default.GetGeneralCategory((uint)c)
                is UnicodeGeneralCategory.NonSpacingMark
                    or UnicodeGeneralCategory.SpacingMark
                    or UnicodeGeneralCategory.EnclosingMark
        );

    /// <summary>
    /// What belongs to no script takes that of what stands before it, or at the start of what follows (UAX #24, 5.1).
    /// </summary>
    private static Script[] Scripts(int[] text)
    {
        var scripts = new Script[text.Length];
        var current = Script.Common;
        for (var i = 0; i < text.Length; i++)
        {
            var own = ScriptOf(text[i]);
            if (own != Script.Common && own != Script.Inherited && own != Script.Unknown)
            {
                if (current == Script.Common)
                    Array.Fill(scripts, own, 0, i);
                current = own;
            }
            scripts[i] = current;
        }
        return scripts;
    }

    private static Script ScriptOf(int c) =>
        c switch
        {
            (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => Script.Latin,
            < 0x80 => Script.Common,
            _ => UnicodeFunctions.Default.GetScript((uint)c),
        };
}
