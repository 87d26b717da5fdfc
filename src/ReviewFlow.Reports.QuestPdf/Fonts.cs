using System.Collections.Frozen;
using QuestPDF.Drawing;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>
/// The fonts that ReviewFlow.Reports ships, under names of their own: nothing of the machine's is used.
/// </summary>
internal static class Fonts
{
    public const string Light = "RF Light",
        Regular = "RF Regular",
        SemiBold = "RF SemiBold",
        Code = "RF Code";

    private static readonly FrozenDictionary<string, string> Files = new Dictionary<string, string>
    {
        [Light] = "NotoSans-Light",
        [Regular] = "NotoSans-Regular",
        [SemiBold] = "NotoSans-SemiBold",
        [Code] = "NotoSansMono-Regular",
        ["RF Arabic"] = "NotoSansArabic-Regular",
        ["RF Hebrew"] = "NotoSansHebrew-Regular",
        ["RF Devanagari"] = "NotoSansDevanagari-Regular",
        ["RF Thai"] = "NotoSansThai-Regular",
        ["RF East Asian"] = "DroidSansFallback",
    }.ToFrozenDictionary();

    /// <summary>What another script is looked for in, in this order.</summary>
    public static readonly string[] Others =
    [
        Regular,
        "RF Arabic",
        "RF Hebrew",
        "RF Devanagari",
        "RF Thai",
        "RF East Asian",
    ];

    private static readonly Lazy<bool> Registered = new(() =>
    {
        foreach (var (name, file) in Files)
        {
            using var font = typeof(ReportFile).Assembly.GetManifestResourceStream($"{file}.ttf")
                ?? throw new InvalidOperationException(
                    $"The font {file} is not in {typeof(ReportFile).Assembly.GetName().Name}."
                );
            FontManager.RegisterFontWithCustomName(name, font);
        }
        return true;
    });

    public static void Register() => _ = Registered.Value;
}
