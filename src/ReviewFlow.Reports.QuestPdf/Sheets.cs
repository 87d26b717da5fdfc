using System.Globalization;
using QuestPDF.Fluent;
using QuestPDF.Helpers;
using QuestPDF.Infrastructure;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>The model's blocks as QuestPDF's elements, one to one.</summary>
internal sealed class Sheets(Document document) : IDocument
{
    private const float LabelWidth = 128;

    public DocumentMetadata GetMetadata() => new()
    {
        Title = document.Title,
        Author = document.Author,
        Subject = document.Subject,
        Language = document.Language,
        Creator = "ReviewFlow",
        Producer = "ReviewFlow",
        CreationDate = document.CreatedAt.ToDateTimeOffset(),
        ModifiedDate = document.CreatedAt.ToDateTimeOffset(),
    };

    public DocumentSettings GetSettings() => DocumentSettings.Default;

    public void Compose(IDocumentContainer container)
    {
        var rest = document.Sections.ToList();
        if (rest is [{ Blocks: [Block.Cover cover, ..] } first, ..])
        {
            container.Page(page =>
            {
                page.Size(PageSizes.A4);
                page.Content().Section(first.Anchor).Element(c => Cover(c, cover));
            });
            rest[0] = first with { Blocks = [.. first.Blocks.Skip(1)], StartsOnNewPage = false, Anchor = "" };
        }
        if (rest.All(s => s.Blocks.Count == 0)) return;
        container.Page(page =>
        {
            page.Size(PageSizes.A4);
            page.MarginHorizontal(Look.Side);
            page.MarginTop(Look.Top);
            page.MarginBottom(Look.Bottom);
            page.DefaultTextStyle(Look.Body);
            page.Header().Element(Header);
            page.Footer().Element(Footer);
            page.Content().PaddingTop(20).Column(column =>
            {
                foreach (var (place, section) in rest.Where(s => s.Blocks.Count > 0).Index())
                {
                    if (section.StartsOnNewPage && place > 0) column.Item().PageBreak();
                    var whole = column.Item();
                    if (section.Anchor.Length > 0) whole = whole.Section(section.Anchor);
                    whole.Column(blocks =>
                    {
                        foreach (var block in section.Blocks) Draw(blocks, block);
                    });
                }
            });
        });
    }

    private void Header(IContainer container) => container.BorderBottom(0.5f).BorderColor(Look.Hairline).PaddingBottom(4).Row(row =>
    {
        row.RelativeItem().Text(document.Running.HeaderLeft).Style(Look.RunningStrong);
        row.RelativeItem().AlignRight().Text(document.Running.HeaderRight).Style(Look.Running);
    });

    private void Footer(IContainer container) => container.Row(row =>
    {
        row.RelativeItem().Text(document.Running.FooterLeft).Style(Look.Running);
        row.RelativeItem().AlignRight().Text(text =>
        {
            text.DefaultTextStyle(Look.Running);
            // "Page {0} of {1}": the numbers are only known to who draws.
            foreach (var piece in document.Running.PageOf.Split(["{0}", "{1}"], StringSplitOptions.None).Index())
            {
                if (piece.Index == 1) text.CurrentPageNumber();
                if (piece.Index == 2) text.TotalPages();
                if (piece.Item.Length > 0) text.Span(piece.Item);
            }
        });
    });

    private static void Draw(ColumnDescriptor column, Block block)
    {
        switch (block)
        {
            case Block.Cover: break; // it has a page of its own
            case Block.Heading h: Heading(column, h); break;
            case Block.Paragraph p: column.Item().PaddingTop(6).Text(p.Text).Style(p.Tone switch { Tone.Lead => Look.Lead, Tone.Quiet => Look.Small, _ => Look.Body }); break;
            case Block.Tiles t: Tiles(column.Item().PaddingTop(20), t); break;
            case Block.Proportion p: Proportion(column.Item().PaddingTop(18), p); break;
            case Block.Contents c: Contents(column, c); break;
            case Block.Facts f: foreach (var fact in f.All) Fact(column.Item().PaddingTop(4), fact, LabelWidth); break;
            case Block.Table t: Table(column.Item().PaddingTop(14), t); break;
            case Block.Callout c: Callout(column.Item().PaddingTop(10), c); break;
            default: throw new ArgumentOutOfRangeException(nameof(block), block, null);
        }
    }

    private static void Cover(IContainer container, Block.Cover cover) => container.Column(page =>
    {
        page.Item().MinHeight(500).Background(Look.Accent).PaddingHorizontal(Look.Side).PaddingTop(64).PaddingBottom(52).Column(panel =>
        {
            panel.Item().Text(cover.Company).Style(Look.CoverCompany);
            panel.Item().PaddingTop(200).Width(44).Height(2).Background(Look.Pale);
            panel.Item().PaddingTop(20).Text(cover.Title).Style(Look.CoverTitle);
            panel.Item().PaddingTop(12).Text(cover.Period).Style(Look.CoverPeriod);
        });
        page.Item().PaddingHorizontal(Look.Side).PaddingTop(40).Text(cover.Statement).Style(Look.Statement);
        page.Item().PaddingHorizontal(Look.Side).PaddingTop(60).Column(facts =>
        {
            foreach (var fact in cover.Details) Fact(facts.Item().PaddingBottom(4), fact, 96);
        });
    });

    private static void Heading(ColumnDescriptor column, Block.Heading heading) => column.Item().PaddingTop(heading.Level == Level.Section ? 30 : 22).EnsureSpace(90).Column(lines =>
    {
        if (heading.Above is { Length: > 0 } above) lines.Item().Text(above).Style(Look.Above);
        lines.Item().Text(heading.Text).Style(heading.Level == Level.Section ? Look.Section : Look.Part);
    });

    private static void Tiles(IContainer container, Block.Tiles tiles) => container.ShowEntire().Row(row =>
    {
        row.Spacing(Look.Gutter);
        foreach (var tile in tiles.All)
        {
            row.RelativeItem().BorderTop(1.5f).BorderColor(Look.Colour(tile.Mark)).PaddingTop(6).Column(column =>
            {
                column.Item().Text(tile.Value).Style(Look.TileValue.FontSize(tile.Value.Length > 8 ? 17 : 34));
                column.Item().Element(c => Marked(c, tile.Mark, tile.Label, Look.Small));
            });
        }
    });

    private static void Marked(IContainer container, Mark mark, string words, TextStyle style)
    {
        if (mark == Mark.None) container.Text(words).Style(style);
        else container.Row(row =>
        {
            row.ConstantItem(Look.Mark).PaddingTop(2).Height(Look.Mark).Svg(Look.Shape(mark));
            row.ConstantItem(5);
            row.RelativeItem().Text(words).Style(style);
        });
    }

    private static void Proportion(IContainer container, Block.Proportion proportion)
    {
        if (proportion.Parts.All(p => p.Count == 0)) return;
        container.Height(9).Row(row =>
        {
            row.Spacing(2);
            foreach (var part in proportion.Parts.Where(p => p.Count > 0)) row.RelativeItem(part.Count).Background(Look.Colour(part.Mark));
        });
    }

    private static void Contents(ColumnDescriptor column, Block.Contents contents)
    {
        foreach (var entry in contents.Entries)
        {
            column.Item().SectionLink(entry.Anchor).BorderBottom(0.5f).BorderColor(Look.Hairline).PaddingVertical(6).Row(row =>
            {
                row.Spacing(Look.Gutter);
                row.RelativeItem().Text(entry.Text).Style(Look.Body);
                row.ConstantItem(150).Text(entry.Note).Style(Look.Small);
                row.ConstantItem(40).AlignRight().Text(t => t.BeginPageNumberOfSection(entry.Anchor));
            });
        }
    }

    private static void Fact(IContainer container, Fact fact, float label) => container.Row(row =>
    {
        row.Spacing(Look.Gutter);
        row.ConstantItem(label).Text(fact.Label).Style(Look.Small);
        row.RelativeItem().Text(fact.Value).Style(fact.IsCode ? Look.Code : Look.Body);
    });

    private static void Table(IContainer container, Block.Table table) => container.Table(cells =>
    {
        cells.ColumnsDefinition(columns =>
        {
            foreach (var column in table.Columns) columns.RelativeColumn(column.Share);
        });
        cells.Header(header =>
        {
            foreach (var column in table.Columns) Aligned(header.Cell().BorderBottom(1).BorderColor(Look.Accent).PaddingRight(Look.Gutter).PaddingBottom(5), column).Text(column.Heading).Style(Look.Head);
        });
        foreach (var group in table.Groups)
        {
            if (group.Title is not null || group.Code is not null) cells.Cell().ColumnSpan((uint)table.Columns.Count).PaddingTop(12).Column(title =>
            {
                if (group.Title is { Length: > 0 } name) title.Item().Text(name).Style(Look.Strong);
                if (group.Code is { Length: > 0 } code) title.Item().Text(code).Style(Look.SmallCode);
            });
            foreach (var row in group.Rows)
            {
                foreach (var (column, cell) in table.Columns.Zip(row.Cells))
                {
                    var box = cells.Cell().BorderBottom(0.5f).BorderColor(Look.Hairline).Background(row.IsTotal ? Look.Wash : Look.White).PaddingVertical(7).PaddingRight(Look.Gutter);
                    Draw(cell is Cell.Words { Anchor: { } anchor } ? box.SectionLink(anchor) : box, cell, column, row.IsTotal);
                }
            }
        }
    });

    private static void Draw(IContainer box, Cell cell, Column column, bool isTotal)
    {
        switch (cell)
        {
            case Cell.Words words:
                box.Column(lines =>
                {
                    Aligned(lines.Item(), column).Text(words.Text).Style(words.IsStrong || isTotal ? Look.StrongCell : Look.Cell);
                    if (words.Under is { Length: > 0 } under) Aligned(lines.Item(), column).Text(under).Style(Look.Small);
                    if (words.Link is { } link) lines.Item().Hyperlink(link.Target.AbsoluteUri).Text(link.Text).Style(Look.Evidence.Underline());
                });
                break;
            case Cell.Status status:
                box.Column(lines =>
                {
                    lines.Item().Element(c => Marked(c, status.Mark, status.Word, Look.StrongCell.FontColor(Look.Colour(status.Mark))));
                    if (status.Under is { Length: > 0 } under) lines.Item().Text(under).Style(Look.Small);
                });
                break;
            case Cell.Bar bar:
                box.Column(lines =>
                {
                    var reached = Math.Clamp((float)bar.Reached, 0.001f, 1.2f);
                    lines.Item().PaddingVertical(4).Height(5).Background(Look.Track).Row(row =>
                    {
                        row.RelativeItem(reached).Background(Look.Colour(bar.Mark));
                        row.RelativeItem(1.221f - reached);
                    });
                    lines.Item().Text(bar.Word).Style(Look.Small);
                });
                break;
            default: throw new ArgumentOutOfRangeException(nameof(cell), cell, null);
        }
    }

    private static void Callout(IContainer container, Block.Callout callout) => container.BorderLeft(2.5f).BorderColor(Look.Colour(callout.Mark)).Background(Look.Wash).Padding(11).Column(column =>
    {
        column.Item().Element(c => Marked(c, callout.Mark, callout.Title, Look.Strong));
        // All labels of a callout in one column: narrow for "Cause", wider for "Technology changes".
        var label = callout.Details.Any(f => f.Label.Length > 8) ? 82 : 38;
        foreach (var fact in callout.Details) Fact(column.Item().PaddingTop(3), fact, label);
    });

    private static IContainer Aligned(IContainer container, Column column) => column.IsNumber ? container.AlignRight() : container;
}
