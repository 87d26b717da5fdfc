using System.Globalization;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Pdf;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

/// <summary>Draws a document as PDF on A4.</summary>
public static class SkiaReport
{
    /// <summary>The file. The same document gives the same bytes on the same platform.</summary>
    /// <exception cref="ArgumentException">The document has nothing to draw, or two sections have the same
    /// anchor.</exception>
    public static byte[] Render(ReportDocument document)
    {
        if (document.Sections.DistinctBy(s => s.Anchor).Count() != document.Sections.Count)
            throw new ArgumentException("Two sections have the same anchor.", nameof(document));

        using var type = new Typesetter();
        using var press = new PdfCanvas();
        var flow = Lay(document, new Blocks(type));
        if (flow.Sheets.Count == 0)
            throw new ArgumentException("The document has nothing to draw.", nameof(document));

        for (var page = 1; page <= flow.Sheets.Count; page++)
            Draw(document, flow, page, press, type);
        using var drawn = new MemoryStream();
        using (var pdf = SKDocument.CreatePdf(drawn, Metadata(document)))
        {
            for (var page = 1; page <= flow.Sheets.Count; page++)
            {
                press.Canvas = pdf.BeginPage(Theme.PageWidth, Theme.PageHeight);
                Draw(document, flow, page, press, type);
                pdf.EndPage();
            }
            pdf.Close();
        }
        return PdfMetadata.Of(drawn.ToArray(), document);
    }

    private static PageFlow Lay(ReportDocument document, Blocks blocks)
    {
        var flow = new PageFlow();
        foreach (var section in document.Sections)
        {
            var pieces = section.Blocks.SelectMany(blocks.Of).ToList();
            if (pieces.Count == 0)
                continue;
            if (section.StartsOnNewPage)
                flow.NewPage();
            else if (pieces.Sum(p => p.Before + p.Height) < (Theme.Bottom - Theme.Top) / 2)
                pieces = KeptWhole(pieces);
            pieces[0] = pieces[0] with { Anchor = section.Anchor };
            flow.Add(pieces);
        }
        return flow;
    }

    /// <summary>A short section that goes on where another ended is not torn apart.</summary>
    private static List<LayoutBlock> KeptWhole(List<LayoutBlock> pieces) =>
        [.. pieces[..^1].Select(p => p with { StaysWithNext = true }), pieces[^1]];

    private static void Draw(ReportDocument document, PageFlow flow, int page, PdfCanvas press, Typesetter type)
    {
        var isCover = page == 1 && document.Sections[0].Blocks is [Block.Cover, ..];
        if (!isCover)
            RunningLines(document.Running, page, flow.Pages.Count, press, type);
        foreach (var (piece, y) in flow.Sheets[page - 1])
        {
            if (piece.Anchor is { } anchor)
                press.Anchor(Math.Max(0, y - 24), anchor);
            piece.Draw(press, flow.Pages, y);
        }
    }

    private static void RunningLines(RunningLines running, int page, int pages, PdfCanvas press, Typesetter type)
    {
        const float top = 42,
            bottom = Theme.PageHeight - 48;
        At(running.HeaderLeft, Theme.RunningStrong, top, toTheEnd: false);
        At(running.HeaderRight, Theme.Running, top, toTheEnd: true);
        press.Box(new(Theme.Left, top + 16, Theme.Right, top + 16.5f), Theme.Hairline);
        At(running.FooterLeft, Theme.Running, bottom, toTheEnd: false);
        At(
            string.Format(CultureInfo.InvariantCulture, running.PageOf, page, pages),
            Theme.Running,
            bottom,
            toTheEnd: true
        );

        void At(string text, Style style, float y, bool toTheEnd)
        {
            if (type.Set(text, style, Theme.Width / 2) is [var line, ..])
                press.Text(line, toTheEnd ? Theme.Right - line.Width : Theme.Left, InlineBox.Baseline(style, y));
        }
    }

    /// <summary>
    /// Titles and dates are written by <see cref="PdfMetadata"/>, together with what Skia has no field for.
    /// </summary>
    private static SKDocumentPdfMetadata Metadata(ReportDocument document) =>
        new()
        {
            Title = document.Title,
            Author = document.Author,
            Subject = document.Subject,
            Creator = "ReviewFlow",
            Producer = "ReviewFlow",
            Creation = document.CreatedAt.ToDateTimeUtc(),
            Modified = document.CreatedAt.ToDateTimeUtc(),
            RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
        };
}
