using HarfBuzzSharp;

namespace ReviewFlow.Reports.Rendering.Text;

/// <summary>
/// Which way each character runs: the implicit part of the Unicode Bidirectional Algorithm (UAX #9, rules P2 to I2).
/// Explicit embeddings are taken out before, because in a report they could only make a sentence read as another one.
/// </summary>
internal static class Bidi
{
    private enum Kind : byte
    {
        L,
        R,
        Al,
        En,
        An,
        Es,
        Et,
        Cs,
        Nsm,
        On,
    }

    /// <summary>The level of every code point: even runs left to right, odd right to left.</summary>
    /// <param name="base">0 or 1: the direction of the paragraph, that of its first letter.</param>
    public static byte[] Levels(ReadOnlySpan<int> text, out byte @base)
    {
        @base = 0;
        var levels = new byte[text.Length];
        if (!text.ContainsAnyInRange(0x590, int.MaxValue))
            return levels;

        var kinds = new Kind[text.Length];
        for (var i = 0; i < kinds.Length; i++)
            kinds[i] = KindOf(text[i]);
        foreach (var kind in kinds)
        {
            if (kind is not (Kind.L or Kind.R or Kind.Al))
                continue;
            @base = kind == Kind.L ? (byte)0 : (byte)1;
            break;
        }
        ResolveNumbers(kinds, @base);
        ResolveNeutrals(kinds, @base);
        for (var i = 0; i < levels.Length; i++)
        {
            var odd = @base == 1;
            levels[i] = kinds[i] switch // I1, I2
            {
                Kind.R => odd ? @base : (byte)(@base + 1),
                Kind.L => odd ? (byte)(@base + 1) : @base,
                _ => odd ? (byte)(@base + 1) : (byte)(@base + 2),
            };
        }
        return levels;
    }

    /// <summary>W1 to W7.</summary>
    private static void ResolveNumbers(Kind[] k, byte @base)
    {
        var edge = @base == 0 ? Kind.L : Kind.R;
        var before = edge;
        var strong = edge;
        for (var i = 0; i < k.Length; i++)
        {
            if (k[i] == Kind.Nsm)
                k[i] = before; // W1
            if (k[i] is Kind.L or Kind.R or Kind.Al)
                strong = k[i];
            if (k[i] == Kind.En && strong == Kind.Al)
                k[i] = Kind.An; // W2
            before = k[i];
        }
        for (var i = 0; i < k.Length; i++)
        {
            if (k[i] == Kind.Al)
                k[i] = Kind.R; // W3
            if (i == 0 || i + 1 == k.Length)
                continue;
            var between = k[i - 1] == k[i + 1];
            if (between && k[i] is Kind.Es or Kind.Cs && k[i - 1] == Kind.En)
                k[i] = Kind.En; // W4
            if (between && k[i] == Kind.Cs && k[i - 1] == Kind.An)
                k[i] = Kind.An;
        }
        for (var i = 0; i < k.Length; i++)
        {
            if (k[i] != Kind.Et)
                continue;
            var end = i;
            while (end < k.Length && k[end] == Kind.Et)
                end++;
            var number = (i > 0 && k[i - 1] == Kind.En) || (end < k.Length && k[end] == Kind.En);
            Array.Fill(k, number ? Kind.En : Kind.On, i, end - i); // W5
            i = end - 1;
        }
        strong = edge;
        for (var i = 0; i < k.Length; i++)
        {
            if (k[i] is Kind.Es or Kind.Cs)
                k[i] = Kind.On; // W6
            if (k[i] is Kind.L or Kind.R)
                strong = k[i];
            if (k[i] == Kind.En && strong == Kind.L)
                k[i] = Kind.L; // W7
        }
    }

    /// <summary>N1 and N2: neutrals between two of one direction take it, others that of the paragraph.</summary>
    private static void ResolveNeutrals(Kind[] k, byte @base)
    {
        var edge = @base == 0 ? Kind.L : Kind.R;
        for (var i = 0; i < k.Length; i++)
        {
            if (k[i] != Kind.On)
                continue;
            var end = i;
            while (end < k.Length && k[end] == Kind.On)
                end++;
            var left = i == 0 ? edge : Side(k[i - 1]);
            var right = end == k.Length ? edge : Side(k[end]);
            Array.Fill(k, left == right ? left : edge, i, end - i);
            i = end - 1;
        }

        static Kind Side(Kind kind) => kind == Kind.L ? Kind.L : Kind.R;
    }

    private static Kind KindOf(int c)
    {
        switch (c)
        {
            case >= '0' and <= '9' or >= 0x6F0 and <= 0x6F9:
                return Kind.En;
            case >= 0x660 and <= 0x669 or 0x66B or 0x66C:
                return Kind.An;
            case '+' or '-' or 0x2212:
                return Kind.Es;
            case '#' or '$' or '%' or 0xA2 or 0xA3 or 0xA5 or 0xB0 or 0x20AC or 0x2030 or 0x66A:
                return Kind.Et;
            case ',' or '.' or '/' or ':' or 0xA0 or 0x60C:
                return Kind.Cs;
        }
        switch (UnicodeFunctions.Default.GetGeneralCategory((uint)c))
        {
            case UnicodeGeneralCategory.NonSpacingMark or UnicodeGeneralCategory.EnclosingMark:
                return Kind.Nsm;
            case UnicodeGeneralCategory.UppercaseLetter
            or UnicodeGeneralCategory.LowercaseLetter
            or UnicodeGeneralCategory.TitlecaseLetter
            or UnicodeGeneralCategory.ModifierLetter
            or UnicodeGeneralCategory.OtherLetter
            or UnicodeGeneralCategory.SpacingMark
            or UnicodeGeneralCategory.LetterNumber
            or UnicodeGeneralCategory.DecimalNumber:
                break;
            default:
                return Kind.On;
        }
        var script = UnicodeFunctions.Default.GetScript((uint)c);
        if (script.HorizontalDirection != Direction.RightToLeft)
            return Kind.L;
        return script == Script.Arabic || script == Script.Syriac || script == Script.Thaana ? Kind.Al : Kind.R;
    }
}
