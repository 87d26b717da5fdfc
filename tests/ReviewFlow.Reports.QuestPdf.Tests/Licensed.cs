using Microsoft.Extensions.Logging.Abstractions;

namespace ReviewFlow.Reports.QuestPdf.Tests;

/// <summary>What only QuestPDF can draw is skipped, with the reason, where its native library does not load.</summary>
internal static class Licensed
{
    private static readonly Lazy<bool> IsHere = new(() =>
        QuestReport.Renderer(QuestLicense.Community, NullLogger.Instance) == QuestReport.Render
    );

    public static void Here() =>
        Assert.SkipUnless(IsHere.Value, "QuestPDF's native library does not load on this machine.");
}
