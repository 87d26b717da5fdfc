using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>Tables, whose header stands again on every page they go on to.</summary>
internal static class Tables
{
    public static void Draw(IContainer container, Block.Table table) => container.Table(cells =>
    {
        Columns(cells, table);
        cells.Header(header =>
        {
            foreach (var column in table.Columns) Aligned(header.Cell().BorderBottom(1).BorderColor(Look.Accent).PaddingRight(Look.Gutter).PaddingBottom(5), column).Text(column.Heading).Style(Look.Head);
        });
        foreach (var group in table.Groups)
        {
            var isTitled = group.Title is { Length: > 0 } || group.Code is { Length: > 0 };
            cells.Cell().ColumnSpan((uint)table.Columns.Count).EnsureSpace(isTitled ? Look.Torn : 0).Column(lines =>
            {
                if (isTitled) lines.Item().PaddingTop(12).Column(title =>
                {
                    if (group.Title is { Length: > 0 } name) title.Item().Text(name).Style(Look.Strong);
                    if (group.Code is { Length: > 0 } code) title.Item().Text(code).Style(Look.SmallCode);
                });
                lines.Item().Table(rows => Rows(rows, table, group));
            });
        }
    });

    private static void Rows(TableDescriptor cells, Block.Table table, Group group)
    {
        Columns(cells, table);
        foreach (var row in group.Rows)
        {
            foreach (var (column, cell) in table.Columns.Zip(row.Cells))
            {
                var box = cells.Cell().BorderBottom(0.5f).BorderColor(Look.Hairline).Background(row.IsTotal ? Look.Wash : Look.White).PaddingVertical(7).PaddingRight(Look.Gutter).EnsureSpace(Look.TornRow);
                Draw(cell is Cell.Words { Anchor: { } anchor } ? box.SectionLink(anchor) : box, cell, column, row.IsTotal);
            }
        }
    }

    private static void Columns(TableDescriptor cells, Block.Table table) => cells.ColumnsDefinition(columns =>
    {
        foreach (var column in table.Columns) columns.RelativeColumn(column.Share);
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
                    lines.Item().Element(c => Blocks.Marked(c, status.Mark, status.Word, Look.StrongCell.FontColor(Look.Colour(status.Mark))));
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

    private static IContainer Aligned(IContainer container, Column column) => column.IsNumber ? container.AlignRight() : container;
}
