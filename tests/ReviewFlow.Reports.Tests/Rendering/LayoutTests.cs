using System.Text.RegularExpressions;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering;
using ReviewFlow.Reports.Sections;
using UglyToad.PdfPig;
using Group = ReviewFlow.Reports.Document.Group;

namespace ReviewFlow.Reports.Tests.Rendering;

public class LayoutTests
{
    private static readonly string Endless = string.Concat(
        Enumerable.Range(0, 3000).Select(i => (char)('a' + (i % 26)))
    );

    [Fact]
    public void A_word_longer_than_a_line_goes_on_on_the_next()
    {
        var file = Small.Render(Small.Paragraph(Endless));
        Assert.Contains(Endless, Small.Text(file), StringComparison.Ordinal);
        Assert.All(Letters(file), x => Assert.InRange(x, 0, 596));
    }

    [Fact]
    public void A_row_higher_than_a_page_goes_on_on_the_next_and_loses_nothing()
    {
        var words = string.Join(' ', Enumerable.Range(1, 4000));
        var file = Small.Render(
            new Block.Table(
                [new("Left", 1), new("Right", 1)],
                Group.One([new Row([new Cell.Words(words), new Cell.Words("short")])])
            )
        );
        var text = Small.Packed(Tools.Text(file));
        Assert.Contains("399839994000", text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(text, "short"));
        Assert.Equal(Regex.Count(text, "Left"), Regex.Count(text, "Page"));
    }

    [Fact]
    public void The_header_of_a_table_stands_on_each_of_its_pages()
    {
        var rows = Enumerable.Range(1, 120).Select(i => new Row([new Cell.Words($"Row {i}"), new Cell.Words("x")]));
        using var pdf = PdfDocument.Open(
            Small.Render(new Block.Table([new("Heading", 1), new("Other", 1)], Group.One(rows)))
        );
        Assert.True(pdf.NumberOfPages > 3);
        Assert.All(pdf.GetPages(), p => Assert.Contains("Heading", p.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_heading_stays_with_what_follows()
    {
        for (var lines = 30; lines < 60; lines++)
        {
            Block[] blocks =
            [
                .. Enumerable.Range(0, lines).Select(i => Small.Paragraph($"Line {i}")),
                new Block.Heading("Alone", Level.Part),
                Small.Paragraph("Follower"),
            ];
            using var pdf = PdfDocument.Open(Small.Render(blocks));
            Assert.Equal(
                pdf.GetPages().Single(p => p.Text.Contains("Alone", StringComparison.Ordinal)).Number,
                pdf.GetPages().Single(p => p.Text.Contains("Follower", StringComparison.Ordinal)).Number
            );
        }
    }

    [Fact]
    public void A_short_section_that_follows_another_is_not_torn_apart()
    {
        for (var lines = 20; lines < 45; lines++)
        {
            var first = new Section(
                "First",
                "first",
                true,
                [.. Enumerable.Range(0, lines).Select(i => Small.Paragraph($"Line {i}"))]
            );
            var second = new Section(
                "Second",
                "second",
                false,
                [
                    new Block.Heading("Begins", Level.Section),
                    Small.Paragraph("Middle"),
                    new Block.Facts([new("Label", "Ends")]),
                ]
            );
            using var pdf = PdfDocument.Open(SkiaReport.Render(Small.Of() with { Sections = [first, second] }));
            Assert.Equal(
                pdf.GetPages().Single(p => p.Text.Contains("Begins", StringComparison.Ordinal)).Number,
                pdf.GetPages().Single(p => p.Text.Contains("Ends", StringComparison.Ordinal)).Number
            );
        }
    }

    [Fact]
    public void Nothing_is_drawn_outside_the_margins_whatever_the_names()
    {
        var roster = Sample.With(teams =>
        {
            var team = teams[0]!.AsObject();
            team["name"] = Endless[..90];
            var outcome = team["outcomes"]![0]!.AsObject();
            outcome["objective"] = Endless[..150];
            outcome["metric"] = string.Join(' ', Enumerable.Repeat("metric", 20));
            outcome["cause"] = string.Join(' ', Enumerable.Repeat(Endless[..60], 25));
        });
        var file = SkiaReport.Render(ReportComposer.Compose(Sample.Quarter(roster), Sample.Head, Sample.Released));
        Assert.IsType<Verdict.Sound>(ReportFile.Verify(file));
        Assert.All(Letters(file), x => Assert.InRange(x, 57, 539));
    }

    [Fact]
    public void Empty_texts_take_no_room_and_break_nothing()
    {
        var file = Small.Render(
            Small.Paragraph(""),
            new Block.Facts([]),
            new Block.Contents([]),
            new Block.Proportion([]),
            new Block.Callout(Mark.Missed, "Only a title", [new("Cause", "")]),
            new Block.Table([new("A", 1), new("", 1)], Group.One([new Row([new Cell.Words(""), new Cell.Words("")])])),
            new Block.Table([new("B", 1)], Group.One([]))
        );
        Assert.IsType<Verdict.Sound>(ReportFile.Verify(file));
    }

    [Fact]
    public void Three_hundred_teams_fit()
    {
        var document = ReportComposer.Compose(Sample.Quarter(Sample.OfTeams(300)), Sample.Head, Sample.Released);
        var file = SkiaReport.Render(document);
        var sound = Assert.IsType<Verdict.Sound>(ReportFile.Verify(file));
        Assert.InRange(sound.Pages, 300, 900);
        Assert.InRange(sound.Bytes, 100_000, 8_000_000);
    }

    private static IEnumerable<double> Letters(byte[] file)
    {
        using var pdf = PdfDocument.Open(file);
        return
        [
            .. pdf.GetPages()
                .SelectMany(p => p.Letters)
                .Where(l => !string.IsNullOrWhiteSpace(l.Value))
                .SelectMany(l => new[] { l.StartBaseLine.X, l.EndBaseLine.X }),
        ];
    }
}
