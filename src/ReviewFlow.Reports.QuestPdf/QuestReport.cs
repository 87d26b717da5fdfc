using Microsoft.Extensions.Logging;
using QuestPDF.Drawing.Exceptions;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>Draws a document through QuestPDF: the same text in the same order as SkiaSharp.</summary>
public static partial class QuestReport
{
    /// <summary>
    /// The renderer; where QuestPDF's native library does not load, or refuses a document, SkiaSharp draws it, and the
    /// log says so.
    /// </summary>
    public static ReportRenderer Renderer(QuestLicense license, ILogger log) =>
        Renderer(
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
            },
            Render,
            log
        );

    /// <param name="load">The first use of QuestPDF; it throws where the library is not there.</param>
    /// <param name="draw">How QuestPDF draws.</param>
    internal static ReportRenderer Renderer(Action load, ReportRenderer draw, ILogger log)
    {
        try
        {
            load();
        }
        catch (Exception e) when (IsNotHere(e))
        {
            LogFallback(log, e.GetBaseException().Message);
            return SkiaReport.Render;
        }
        return document =>
        {
            try
            {
                return draw(document);
            }
            catch (DocumentLayoutException)
            {
                LogRefused(log); // without its message: that may quote the report
                return SkiaReport.Render(document);
            }
        };
    }

    /// <summary>The file.</summary>
    /// <exception cref="ArgumentException">The document has nothing to draw.</exception>
    public static byte[] Render(ReportDocument document)
    {
        if (document.Sections.All(s => s.Blocks.Count == 0))
            throw new ArgumentException("The document has nothing to draw.", nameof(document));
        return ReportFile.Stamp(new Sheets(document).GeneratePdf(), document);
    }

    /// <summary>Musl, an old C library, a processor QuestPDF is not built for.</summary>
    private static bool IsNotHere(Exception? e) =>
        e is not null
        && (
            e
                is DllNotFoundException
                    or BadImageFormatException
                    or EntryPointNotFoundException
                    or PlatformNotSupportedException
            || e.GetType().Name == "InitializationException"
            || IsNotHere(e.InnerException)
        );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "QuestPDF does not load on this machine, so SkiaSharp draws the report: {Why}"
    )]
    private static partial void LogFallback(ILogger log, string why);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "QuestPDF finds no place for a part of the report, so SkiaSharp draws it"
    )]
    private static partial void LogRefused(ILogger log);
}
