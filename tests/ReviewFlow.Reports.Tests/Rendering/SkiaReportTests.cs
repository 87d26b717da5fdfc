using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering;
using ReviewFlow.Reports.Sections;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Outline;

namespace ReviewFlow.Reports.Tests.Rendering;

public class SkiaReportTests
{
    [Fact]
    public void The_file_is_sound()
    {
        var sound = Assert.IsType<Verdict.Sound>(ReportFile.Verify(Sample.Pdf));
        Assert.Equal(Sample.Pdf.Length, sound.Bytes);
    }

    [Fact]
    public void A_strict_reader_finds_nothing_to_complain_of() =>
        Assert.DoesNotContain("WARNING", Tools.Check(Sample.Pdf), StringComparison.Ordinal);

    [Fact]
    public void Every_text_of_the_document_lies_in_the_file_in_its_order()
    {
        var file = Small.Text(Sample.Pdf);
        var at = 0;
        foreach (var text in DocumentText.Of(Sample.Report).Select(Small.Packed))
        {
            var found = file.IndexOf(text, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{text}' is not in the file after position {at}.");
            at = found + text.Length;
        }
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes() => Assert.Equal(Sample.Pdf, SkiaReport.Render(Sample.Report));

    [Fact]
    public async Task Two_reports_at_once_do_not_disturb_each_other()
    {
        var both = await Task.WhenAll(
            Task.Run(() => SkiaReport.Render(Sample.Report), TestContext.Current.CancellationToken),
            Task.Run(() => SkiaReport.Render(Sample.Report), TestContext.Current.CancellationToken)
        );
        Assert.All(both, file => Assert.Equal(Sample.Pdf, file));
    }

    [Fact]
    public void Every_page_but_the_cover_says_which_of_how_many_it_is()
    {
        using var pdf = PdfDocument.Open(Sample.Pdf);
        Assert.All(pdf.GetPages().Skip(1), p =>
            Assert.Contains(
                Small.Packed($"Page {p.Number} of {pdf.NumberOfPages}"),
                Small.Packed(p.Text),
                StringComparison.Ordinal
            )
        );
        Assert.DoesNotContain("Page", pdf.GetPage(1).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_outline_names_every_section_and_leads_to_its_page()
    {
        using var pdf = PdfDocument.Open(Sample.Pdf);
        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        var nodes = bookmarks.GetNodes().OfType<DocumentBookmarkNode>().ToArray();
        Assert.Equal(Sample.Report.Sections.Select(s => s.Title), nodes.Select(n => n.Title));
        Assert.All(nodes.Skip(1), n =>
            Assert.Contains(
                Small.Packed(n.Title),
                Small.Packed(pdf.GetPage(n.PageNumber).Text),
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void The_contents_give_the_page_on_which_each_section_starts()
    {
        using var pdf = PdfDocument.Open(Sample.Pdf);
        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        var contents = Small.Packed(pdf.GetPage(3).Text);
        foreach (
            var node in bookmarks
                .GetNodes()
                .OfType<DocumentBookmarkNode>()
                .Where(n => n.PageNumber > 3 && n.Title != "Ledger")
        )
        {
            var review = Sample
                .Report.Sections.SelectMany(s => s.Blocks)
                .OfType<Block.Contents>()
                .Single()
                .Entries.Single(e => e.Text == node.Title);
            Assert.Contains(
                Small.Packed($"{review.Text}{review.Note}{node.PageNumber}"),
                contents,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Links_lead_to_sections_and_to_evidence()
    {
        using var pdf = PdfDocument.Open(Sample.Pdf);
        var links = pdf.GetPages().SelectMany(p => p.GetAnnotations()).ToArray();
        var outside = links.Select(l => l.Action).OfType<UriAction>().Select(a => a.Uri).ToArray();
        Assert.Equal(
            [
                "https://example.com/dash/conversion",
                "https://example.com/dash/payments",
                "https://example.com/dash/latency",
            ],
            outside
        );

        var anchors = Sample.Report.Sections.Select(s => s.Anchor).ToHashSet();
        var inside = links
            .Select(l => l.AnnotationDictionary.Data.GetValueOrDefault("Dest")?.ToString()?.TrimStart('/'))
            .OfType<string>()
            .ToArray();
        Assert.Equal(8 + 11, inside.Length);
        Assert.All(inside, name => Assert.Contains(name, anchors));
    }

    [Fact]
    public void The_file_names_its_language_title_and_author()
    {
        using var pdf = PdfDocument.Open(Sample.Pdf);
        Assert.Equal(Sample.Report.Title, pdf.Information.Title);
        Assert.Equal(Sample.Report.Author, pdf.Information.Author);
        Assert.Equal("D:20261014083000Z", pdf.Information.CreationDate);
        var catalog = pdf.Structure.Catalog.CatalogDictionary.Data;
        Assert.Equal("/UseOutlines", catalog["PageMode"].ToString());
        Assert.Equal("en", ((UglyToad.PdfPig.Tokens.HexToken)catalog["Lang"]).Data);
    }

    [Fact]
    public void Fonts_hold_only_what_is_used()
    {
        Assert.InRange(Sample.Pdf.Length, 20_000, 150_000);
        Assert.InRange(Small.Render(Small.Paragraph("Ελληνικά, 季度绩效评审, سلة, עברית, ไทย")).Length, 5_000, 120_000);
    }

    [Fact]
    public void A_document_without_anything_to_draw_is_refused() =>
        Assert.Throws<ArgumentException>(() => SkiaReport.Render(Small.Of()));

    [Fact]
    public void Lines_of_a_cause_are_lines_in_the_file()
    {
        var roster = System.Text.Json.Nodes.JsonNode.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "line-breaks.json"))
        )!;
        roster["assessment"] = "signOffOnly";
        var quarter = Sample.Quarter(roster.ToJsonString());
        var text = Tools.Text(SkiaReport.Render(ReportComposer.Compose(quarter, Sample.Head, Sample.Released)));
        var lines = text.Split('\n').Select(line => line.Trim()).ToArray();
        Assert.Contains(lines, line => line.EndsWith("First the vendor was late.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Then the tests were.", StringComparison.Ordinal));
    }
}
