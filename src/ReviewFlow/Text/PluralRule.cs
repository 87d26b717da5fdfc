using System.Globalization;

namespace ReviewFlow.Text;

/// <summary>
/// The plural category of a whole number, by the cardinal rules of CLDR 48. English is also the language of what has no
/// file of its own.
/// </summary>
internal static class PluralRule
{
    public static string Of(long count) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
        {
            _ => count == 1 ? "one" : "other",
        };
}
