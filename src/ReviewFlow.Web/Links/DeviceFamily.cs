using ReviewFlow.Text;

namespace ReviewFlow.Web.Links;

/// <summary>
/// Browser and system by family, from the User-Agent header. Whatever the header says, the answer is one of ours: it
/// stands in a mail, so that its reader can tell whether it was them.
/// </summary>
internal static class DeviceFamily
{
    // The first that occurs counts: other browsers name Chrome and Safari as well.
    private static readonly (string Token, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Token, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent) =>
        (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
        {
            ({ } browser, { } system) => LinkTexts.DeviceFamily.With(new { browser, system }),
            ({ } browser, null) => browser,
            (null, { } system) => LinkTexts.DeviceSystemOnly.With(new { system }),
            _ => LinkTexts.DeviceUnknown,
        };

    private static string? Find((string Token, string Name)[] families, string? userAgent) =>
        Array.Find(families, f => userAgent?.Contains(f.Token, StringComparison.Ordinal) == true).Name;
}
