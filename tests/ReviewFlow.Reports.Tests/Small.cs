using System.Globalization;
using NodaTime;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering;
using UglyToad.PdfPig;

namespace ReviewFlow.Reports.Tests;

/// <summary>Documents of a few blocks, and what their files hold.</summary>
internal static class Small
{
    public static ReportDocument Of(params Block[] blocks) =>
        new(
            "A title",
            "An author",
            "A subject",
            "en",
            Instant.FromUtc(2026, 10, 14, 8, 30),
            new("2026-Q3", 57, new string('a', 64)),
            new("", "", "", "Page {0} of {1}"),
            [new("Only", "only", true, blocks)]
        );

    public static Block Paragraph(string text) => new Block.Paragraph(text);

    public static byte[] Render(params Block[] blocks) => SkiaReport.Render(Of(blocks));

    /// <summary>The text as it lies in the file, page after page, without white space.</summary>
    public static string Text(byte[] file)
    {
        using var pdf = PdfDocument.Open(file);
        return Packed(string.Concat(pdf.GetPages().Select(p => p.Text)));
    }

    /// <summary>Without white space and without the marks of direction that readers put around lines.</summary>
    public static string Packed(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format));
}
