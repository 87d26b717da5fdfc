using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>The model's blocks as QuestPDF's elements, one to one.</summary>
internal static class Blocks
{
    private const float LabelWidth = 128;

    /// <summary>From the top of a body line to that of a smaller one on the same baseline.</summary>
    private const float ToBaseline = 1.9f;

    public static void Draw(ColumnDescriptor column, Block block)
    {
        switch (block)
        {
            case Block.Cover:
                break; // it has a page of its own
            case Block.Heading h:
                Heading(column.Item(), h);
                break;
            case Block.Paragraph p:
                column
                    .Item()
                    .PaddingTop(6)
                    .Text(p.Text)
                    .Style(
                        p.Tone switch
                        {
                            Tone.Lead => Theme.Lead,
                            Tone.Quiet => Theme.Small,
                            _ => Theme.Body,
                        }
                    );
                break;
            case Block.Tiles t:
                Tiles(column.Item().PaddingTop(20), t);
                break;
            case Block.Proportion p:
                Proportion(column.Item().PaddingTop(18), p);
                break;
            case Block.Contents c:
                Contents(column, c);
                break;
            case Block.Facts f:
                foreach (var (i, fact) in f.All.Index())
                    Fact(column.Item().PaddingTop(i == 0 ? 10 : 3), fact, LabelWidth);
                break;
            case Block.Table t:
                Tables.Draw(column.Item().PaddingTop(14), t);
                break;
            case Block.Callout c:
                Callout((IsShort(c) ? column.Item().ShowEntire() : column.Item()).PaddingTop(10), c);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, null);
        }
    }

    /// <summary>Sure to fit on one page, so that it need not be torn.</summary>
    public static bool IsShort(Block block) =>
        block switch
        {
            Block.Callout c => c.Details.Count <= 10 && c.Title.Length + c.Details.Sum(f => f.Value.Length) <= 600,
            Block.Table { Groups: [{ Rows: var rows }] } => Tables.AreShort(rows),
            _ => false,
        };

    private static void Heading(IContainer container, Block.Heading heading) =>
        container
            .PaddingTop(heading.Level == Level.Section ? 30 : 22)
            .PaddingBottom(heading.Level == Level.Section ? 6 : 0)
            .Column(lines =>
            {
                if (heading.Above is { Length: > 0 } above)
                    lines.Item().Text(above).Style(Theme.Above);
                lines.Item().Text(heading.Text).Style(heading.Level == Level.Section ? Theme.Section : Theme.Part);
            });

    private static void Tiles(IContainer container, Block.Tiles tiles) =>
        container
            .ShowEntire()
            .Row(row =>
            {
                row.Spacing(Theme.Gutter);
                // All figures of a row in one size, at which the longest does not wrap.
                var size = tiles.All.Max(t => t.Value.Length) switch
                {
                    <= 8 => 34,
                    <= 16 => 20.4f,
                    _ => 13,
                };
                foreach (var tile in tiles.All)
                {
                    row.RelativeItem()
                        .BorderTop(1.5f)
                        .BorderColor(Theme.Colour(tile.Mark))
                        .PaddingTop(6)
                        .Column(column =>
                        {
                            column.Item().Text(tile.Value).Style(Theme.TileValue.FontSize(size));
                            column.Item().Element(c => Marked(c, tile.Mark, tile.Label, Theme.Small));
                        });
                }
            });

    public static void Marked(IContainer container, Mark mark, string words, TextStyle style)
    {
        if (mark == Mark.None)
            container.Text(words).Style(style);
        else
            container.Row(row =>
            {
                row.ConstantItem(Theme.Mark).PaddingTop(2).Height(Theme.Mark).Svg(Theme.Shape(mark));
                row.ConstantItem(5);
                row.RelativeItem().Text(words).Style(style);
            });
    }

    private static void Proportion(IContainer container, Block.Proportion proportion)
    {
        if (proportion.Parts.All(p => p.Count == 0))
            return;
        container
            .Height(9)
            .Row(row =>
            {
                row.Spacing(2);
                foreach (var part in proportion.Parts.Where(p => p.Count > 0))
                    row.RelativeItem(part.Count).Background(Theme.Colour(part.Mark));
            });
    }

    private static void Contents(ColumnDescriptor column, Block.Contents contents)
    {
        foreach (var entry in contents.Entries)
        {
            column
                .Item()
                .SectionLink(entry.Anchor)
                .BorderBottom(0.5f)
                .BorderColor(Theme.Hairline)
                .PaddingVertical(6)
                .Row(row =>
                {
                    row.Spacing(Theme.Gutter);
                    row.RelativeItem().Text(entry.Text).Style(Theme.Body);
                    row.ConstantItem(150).PaddingTop(ToBaseline).Text(entry.Note).Style(Theme.Small);
                    row.ConstantItem(40).AlignRight().Text(t => t.BeginPageNumberOfSection(entry.Anchor));
                });
        }
    }

    public static void Fact(IContainer container, Fact fact, float label) =>
        container.Row(row =>
        {
            row.Spacing(Theme.Gutter);
            row.ConstantItem(label).PaddingTop(ToBaseline).Text(fact.Label).Style(Theme.Small);
            row.RelativeItem()
                .PaddingTop(fact.IsCode ? ToBaseline : 0)
                .Text(fact.Value)
                .Style(fact.IsCode ? Theme.Code : Theme.Body);
        });

    private static void Callout(IContainer container, Block.Callout callout) =>
        container
            .BorderLeft(2.5f)
            .BorderColor(Theme.Colour(callout.Mark))
            .Background(Theme.Wash)
            .Padding(11)
            .Column(column =>
            {
                column.Item().Element(c => Marked(c, callout.Mark, callout.Title, Theme.Strong));
                // All labels of a callout in one column: narrow for "Cause", wider for "Joint view" and "Technology
                // changes".
                var label = callout.Details.Select(f => f.Label.Length).Append(0).Max() switch
                {
                    <= 8 => 38,
                    <= 12 => 50,
                    _ => 82,
                };
                foreach (var fact in callout.Details)
                    Fact(column.Item().PaddingTop(3), fact, label);
            });
}
