namespace ReviewFlow.Reports.Rendering.Text;

internal enum Weight
{
    Light,
    Regular,
    SemiBold,
    Code,
}

/// <summary>The shipped fonts, each loaded when it is first needed.</summary>
internal static class FontCatalog
{
    private static readonly Lazy<FontFace> Light = Load("NotoSans-Light"),
        Regular = Load("NotoSans-Regular"),
        SemiBold = Load("NotoSans-SemiBold"),
        Code = Load("NotoSansMono-Regular"),
        Arabic = Load("NotoSansArabic-Regular"),
        ArabicBold = Load("NotoSansArabic-Bold"),
        Hebrew = Load("NotoSansHebrew-Regular"),
        HebrewBold = Load("NotoSansHebrew-Bold"),
        Devanagari = Load("NotoSansDevanagari-Regular"),
        DevanagariBold = Load("NotoSansDevanagari-Bold"),
        Thai = Load("NotoSansThai-Regular"),
        ThaiBold = Load("NotoSansThai-Bold"),
        EastAsian = Load("DroidSansFallback");

    private static readonly Lazy<FontFace>[] Others = [Regular, Arabic, Hebrew, Devanagari, Thai, EastAsian],
        BoldOthers = [SemiBold, ArabicBold, HebrewBold, DevanagariBold, ThaiBold, EastAsian];

    public static FontFace First(Weight weight) =>
        weight switch
        {
            Weight.Light => Light.Value,
            Weight.SemiBold => SemiBold.Value,
            Weight.Code => Code.Value,
            _ => Regular.Value,
        };

    /// <summary>
    /// The first font that has the character. Where none has, the one of the weight, whose empty box then shows.
    /// </summary>
    public static FontFace For(Weight weight, int character)
    {
        var first = First(weight);
        if (first.Covers(character))
            return first;
        return Array.Find(weight == Weight.SemiBold ? BoldOthers : Others, f => f.Value.Covers(character))?.Value
            ?? first;
    }

    private static Lazy<FontFace> Load(string name) => new(() => new FontFace(name + ".ttf"));
}
