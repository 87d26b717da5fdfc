using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>The model's blocks as QuestPDF's elements, one to one.</summary>
internal static class Blocks
{
    private const float LabelWidth = 128;

    public static void Draw(ColumnDescriptor column, Block block)
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
            case Block.Table t: Tables.Draw(column.Item().PaddingTop(14), t); break;
            case Block.Callout c: Callout(column.Item().PaddingTop(10), c); break;
            default: throw new ArgumentOutOfRangeException(nameof(block), block, null);
        }
    }

    public static void Cover(IContainer container, Block.Cover cover) => container.Column(page =>
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

    private static void Heading(ColumnDescriptor column, Block.Heading heading) => column.Item().PaddingTop(heading.Level == Level.Section ? 30 : 22).Column(lines =>
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
                column.Item().MinHeight(47).AlignBottom().Text(tile.Value).Style(Look.TileValue.FontSize(tile.Value.Length > 8 ? 17 : 34));
                column.Item().Element(c => Marked(c, tile.Mark, tile.Label, Look.Small));
            });
        }
    });

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

    private static void Callout(IContainer container, Block.Callout callout) => container.BorderLeft(2.5f).BorderColor(Look.Colour(callout.Mark)).Background(Look.Wash).Padding(11).Column(column =>
    {
        column.Item().Element(c => Marked(c, callout.Mark, callout.Title, Look.Strong));
        // All labels of a callout in one column: narrow for "Cause", wider for "Technology changes".
        var label = callout.Details.Any(f => f.Label.Length > 8) ? 82 : 38;
        foreach (var fact in callout.Details) Fact(column.Item().PaddingTop(3), fact, label);
    });

    public static void Marked(IContainer container, Mark mark, string words, TextStyle style)
    {
        if (mark == Mark.None) container.Text(words).Style(style);
        else container.Row(row =>
        {
            row.ConstantItem(Look.Mark).PaddingTop(2).Height(Look.Mark).Svg(Look.Shape(mark));
            row.ConstantItem(5);
            row.RelativeItem().Text(words).Style(style);
        });
    }
}
