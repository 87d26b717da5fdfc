using System.Globalization;
using System.Text;

namespace ReviewFlow.People;

/// <summary>
/// What a name looks like: two names with one skeleton are hard to tell apart on a page. A small table of our own for
/// the scripts that are mixed with Latin letters; it is for warnings and never decides who somebody is.
/// </summary>
internal static class NameSkeleton
{
    /// <summary>Letters of other scripts, each followed by the Latin letter it looks like.</summary>
    private const string Alike =
        "АAВBЕEКKМMНHОOРPСCТTУYХXЅSІIЈJҮYҺhԚQԜWаaвbеeкkмmнhоoрpсcтtуyхxѕsіiјjүyһhԛqԝwёeЁEїiЇIйиЙИ"
        + // Cyrillic
        "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaιiκkνvοoρpτtυuχxάaέeεeήηίiόoύuώω"
        + // Greek
        "ıiȷjøoØOłlŁLđdĐDħhĦH’'ʼ'‘'`'‐-‑-‒-–-—-−-"
        + // Latin and marks
        "\u06CC\u064A\u0649\u064A\u06A9\u0643"; // Arabic: yeh and kaf as Persian writes them

    /// <summary>
    /// The Latin letters from U+00C0 to U+017F without their accents; a dot where a letter is of its own.
    /// </summary>
    private const string WithoutAccent =
        "AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
        + "AaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh..IiIiIiIiI...JjKk.LlLlLl."
        + "...NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZz.";

    private static readonly Dictionary<char, char> Table = Enumerable
        .Range(0, Alike.Length / 2)
        .ToDictionary(i => Alike[2 * i], i => Alike[(2 * i) + 1]);

    public static string Of(string name)
    {
        var skeleton = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (IsBlank(c))
                skeleton.Append(skeleton.Length > 0 && skeleton[^1] != ' ' ? " " : "");
            else if (!IsUnseen(c))
                skeleton.Append(Folded(c));
        }
        return skeleton.ToString().TrimEnd();
    }

    /// <summary>Characters that show nothing: spaces of every width, fillers, an empty Braille cell.</summary>
    private static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || c is '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0';

    /// <summary>
    /// Accents that are written by themselves, vowel marks of Arabic, and what only steers the layout.
    /// </summary>
    private static bool IsUnseen(char c) =>
        c is (>= '\u0300' and <= '\u036F') or (>= '\u064B' and <= '\u0652')
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static char Folded(char c)
    {
        if (c is >= '\uFF01' and <= '\uFF5E')
            c = (char)(c - 0xFEE0); // full-width Latin
        if (c is >= '\u00C0' and <= '\u017F' && WithoutAccent[c - '\u00C0'] is not '.' and var plain)
            c = plain;
        c = Table.GetValueOrDefault(c, c);
        return c is 'I' or '1' or '|' ? 'l'
            : c == '0' ? 'o'
            : char.ToLowerInvariant(c);
    }
}
