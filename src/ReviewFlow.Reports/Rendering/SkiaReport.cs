using System.Globalization;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Pdf;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

/// <summary>Draws a document as PDF on A4.</summary>
public static class SkiaReport
{
    /// <summary>About what a page takes in the file; a stream that doubles leaves as much behind again.</summary>
    private const int BytesPerPage = 5 * 1024;

    /// <summary>The file. The same document gives the same bytes on the same platform.</summary>
    /// <exception cref="ArgumentException">The document has nothing to draw, or two sections have the same
    /// anchor.</exception>
    public static byte[] Render(ReportDocument document)
    {
        if (document.Sections.DistinctBy(s => s.Anchor).Count() != document.Sections.Count)
            throw new ArgumentException("Two sections have the same anchor.", nameof(document));

        using var type = new Typesetter();
        using var press = new PdfCanvas();
        var blocks = new Blocks(type);
        // Laid out twice, a page at a time: what is on all pages takes several times as much memory as the file.
        var pages = Lay(document, blocks, (_, pieces) => Draw(pieces, Pages.Unknown, press));
        if (pages.Count == 0)
            throw new ArgumentException("The document has nothing to draw.", nameof(document));
        CountNumbers(document, pages, blocks, press, type);

        using var file = new MemoryStream(capacity: pages.Count * BytesPerPage);
        using (var pdf = SKDocument.CreatePdf(file, Metadata(document)))
        {
            Lay(document, blocks, (page, pieces) =>
            {
                press.Canvas = pdf.BeginPage(Theme.PageWidth, Theme.PageHeight);
                RunningLines(document, page, pages, press, type);
                Draw(pieces, pages, press);
                pdf.EndPage();
            });
            pdf.Close();
        }
        return PdfMetadata.Of(file, document);
    }

    private static Pages Lay(
        ReportDocument document,
        Blocks blocks,
        Action<int, IReadOnlyList<(LayoutBlock LayoutBlock, float Y)>> full
    )
    {
        var flow = new PageFlow(full);
        foreach (var section in document.Sections)
        {
            var pieces = section
                .Blocks.SelectMany(blocks.Of)
                .Select((piece, i) => i == 0 ? piece with { Anchor = section.Anchor } : piece);
            flow.Add(section.StartsOnNewPage ? pieces : KeptWhole([.. pieces]), section.StartsOnNewPage);
        }
        flow.End();
        return flow.Pages;
    }

    /// <summary>A short section that goes on where another ended is not torn apart.</summary>
    private static IEnumerable<LayoutBlock> KeptWhole(List<LayoutBlock> pieces) =>
        pieces.Sum(p => p.Before + p.Height) < (Theme.Bottom - Theme.Top) / 2
            ? pieces.Select((piece, i) => i < pieces.Count - 1 ? piece with { StaysWithNext = true } : piece)
            : pieces;

    private static void Draw(IReadOnlyList<(LayoutBlock LayoutBlock, float Y)> page, Pages pages, PdfCanvas press)
    {
        foreach (var (piece, y) in page)
        {
            if (piece.Anchor is { } anchor)
                press.Anchor(Math.Max(0, y - 24), anchor);
            piece.Draw(press, pages, y);
        }
    }

    /// <summary>Counts the glyphs that depend on where everything came to stand.</summary>
    private static void CountNumbers(
        ReportDocument document,
        Pages pages,
        Blocks blocks,
        PdfCanvas press,
        Typesetter type
    )
    {
        for (var page = 1; page <= pages.Count; page++)
            RunningLines(document, page, pages, press, type);
        foreach (var contents in document.Sections.SelectMany(s => s.Blocks).OfType<Block.Contents>())
        {
            foreach (var entry in contents.Entries)
            {
                if (blocks.PageOf(entry, pages) is { } number)
                    press.Text(number, 0, 0);
            }
        }
    }

    private static void RunningLines(ReportDocument document, int page, Pages pages, PdfCanvas press, Typesetter type)
    {
        if (page == 1 && document.Sections[0].Blocks is [Block.Cover, ..])
            return;
        var running = document.Running;
        const float top = 42,
            bottom = Theme.PageHeight - 48;
        At(running.HeaderLeft, Theme.RunningStrong, top, toTheEnd: false);
        At(running.HeaderRight, Theme.Running, top, toTheEnd: true);
        press.Box(new(Theme.Left, top + 16, Theme.Right, top + 16.5f), Theme.Hairline);
        At(running.FooterLeft, Theme.Running, bottom, toTheEnd: false);
        At(
            string.Format(CultureInfo.InvariantCulture, running.PageOf, page, pages.Count),
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
