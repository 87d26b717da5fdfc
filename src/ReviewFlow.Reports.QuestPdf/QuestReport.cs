using Microsoft.Extensions.Logging;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReviewFlow.Reports.Skia;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>Which of QuestPDF's licences the company holds. Community is free only below a revenue limit, so it is never assumed.</summary>
public enum QuestLicense
{
    Community,
    Professional,
    Enterprise,
}

/// <summary>Draws a document through QuestPDF: the same text in the same order as SkiaSharp.</summary>
public static partial class QuestReport
{
    /// <summary>The renderer; where QuestPDF's native library does not load, SkiaSharp's, and the log says so.</summary>
    public static ReportRenderer Renderer(QuestLicense license, ILogger log) => Renderer(
        () =>
        {
            QuestPDF.Settings.License = license switch
            {
                QuestLicense.Community => LicenseType.Community,
                QuestLicense.Professional => LicenseType.Professional,
                _ => LicenseType.Enterprise,
            };
            QuestPDF.Settings.UseEnvironmentFonts = false;
            Fonts.Register();
        }, log);

    /// <param name="load">The first use of QuestPDF; it throws where the library is not there.</param>
    internal static ReportRenderer Renderer(Action load, ILogger log)
    {
        try
        {
            load();
            return Render;
        }
        catch (Exception e) when (IsNotHere(e))
        {
            LogFallback(log, e.GetBaseException().Message);
            return SkiaReport.Render;
        }
    }

    /// <summary>The file.</summary>
    /// <exception cref="ArgumentException">The document has nothing to draw.</exception>
    public static byte[] Render(Document document)
    {
        if (document.Sections.All(s => s.Blocks.Count == 0)) throw new ArgumentException("The document has nothing to draw.", nameof(document));
        return ReportFile.Stamp(new Sheets(document).GeneratePdf(), document);
    }

    /// <summary>Musl, an old C library, a processor QuestPDF is not built for.</summary>
    private static bool IsNotHere(Exception? e) => e is not null && (
        e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or PlatformNotSupportedException
        || e.GetType().Name == "InitializationException" || IsNotHere(e.InnerException));

    [LoggerMessage(Level = LogLevel.Warning, Message = "QuestPDF does not load on this machine, so SkiaSharp draws the report: {Why}")]
    private static partial void LogFallback(ILogger log, string why);
}
