using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ReviewFlow.Text;

namespace ReviewFlow.People;

/// <summary>
/// What an address may be, so that two of them are two mailboxes: an unquoted dot-atom (RFC 5322) without <c>%</c> and
/// <c>!</c>, which relays once took for a route, and a host name of two labels or more (RFC 1123). No quotes, no
/// comments, no address literal, no trailing dot.
/// </summary>
public static class EmailAddress
{
    public const int MaxLength = 254,
        MaxLocal = 64,
        MaxLabel = 63;

    /// <summary>Said wherever an address is refused.</summary>
    public static string Wanted => PersonTexts.AddressFormat;

    private const string Atext = "!#$%&'*+-/=?^_`{|}~",
        Routing = "%!",
        Punycode = "xn--";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <param name="address">As it is kept and mailed to: <paramref name="text"/> with a Unicode domain in its ASCII
    /// form.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        if (text.Length > MaxLength || text.LastIndexOf('@') is not (> 0 and var at) || !IsLocal(text.AsSpan(0, at)))
            return false;
        if (AsciiDomain(text[(at + 1)..]) is not { } domain || at + 1 + domain.Length > MaxLength || !IsHost(domain))
            return false;
        address = $"{text[..at]}@{domain}";
        return true;
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        if (local.Length > MaxLocal)
            return false;
        foreach (var atom in local.Split('.'))
        {
            if (!IsAtom(local[atom]))
                return false;
        }
        return true;
    }

    private static bool IsAtom(ReadOnlySpan<char> atom)
    {
        foreach (var c in atom)
        {
            if (
                !(
                    char.IsAsciiLetterOrDigit(c)
                    || (Atext.Contains(c, StringComparison.Ordinal) && !Routing.Contains(c, StringComparison.Ordinal))
                )
            )
                return false;
        }
        return !atom.IsEmpty;
    }

    /// <summary>
    /// Unicode is lower-cased first, since the mapping under invariant globalisation does not; what it would not
    /// compose is refused.
    /// </summary>
    private static string? AsciiDomain(string domain)
    {
        if (Ascii.IsValid(domain))
            return domain;
        try
        {
            return domain.All(IsOfDomain) ? Idn.GetAscii(domain.ToLowerInvariant()) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// Neither a full-width form, nor a dot of another script, nor a combining accent: each has a plain form.
    /// </summary>
    private static bool IsOfDomain(char c) =>
        c is not ((>= '\u0300' and <= '\u036F') or (>= '\uFF00' and <= '\uFFEF') or '\u3002') && !char.IsWhiteSpace(c);

    private static bool IsHost(string domain)
    {
        var labels = domain.Split('.');
        // All digits: an IPv4 address
        return labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string label) =>
        label is { Length: > 0 and <= MaxLabel }
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && (!label.StartsWith(Punycode, StringComparison.OrdinalIgnoreCase) || IsPunycode(label));

    /// <summary>It stands for visible text, and for no other spelling of it.</summary>
    private static bool IsPunycode(string label)
    {
        try
        {
            var unicode = Idn.GetUnicode(label);
            return unicode == VisibleText.Of(unicode)
                && unicode.All(IsOfDomain)
                && string.Equals(Idn.GetAscii(unicode), label, StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
