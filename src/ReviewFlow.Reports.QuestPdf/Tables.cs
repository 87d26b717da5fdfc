using QuestPDF.Fluent;
using QuestPDF.Helpers;
using QuestPDF.Infrastructure;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>Rows under a header, which stands again on every page the table goes on to.</summary>
internal static class Tables
{
    public static void Draw(IContainer container, Block.Table table) =>
        container.Table(cells =>
        {
            var widths = Widths(table.Columns);
            cells.ColumnsDefinition(columns =>
            {
                foreach (var width in widths)
                    columns.ConstantColumn(width);
            });
            cells.Header(header =>
            {
                foreach (var column in table.Columns)
                    Aligned(
                            header
                                .Cell()
                                .BorderBottom(1)
                                .BorderColor(Theme.Accent)
                                .PaddingRight(After(table, column))
                                .PaddingBottom(5),
                            column
                        )
                        .Text(column.Heading)
                        .Style(Theme.Head);
            });
            foreach (var group in table.Groups)
            {
                foreach (var (place, rows) in Together(group.Rows).Index())
                    Rows(
                        cells.Cell().ColumnSpan((uint)table.Columns.Count),
                        table,
                        widths,
                        place == 0 ? group : group with { Title = null, Code = null },
                        rows
                    );
            }
        });

    /// <summary>
    /// A few rows stay on one page; of many, the first two and the last two do, so that no row stands alone.
    /// </summary>
    private static IEnumerable<IReadOnlyList<Row>> Together(IReadOnlyList<Row> rows) =>
        AreShort(rows) || rows.Count < 4
            ? [rows]
            :
            [
                [.. rows.Take(2)],
                .. rows.Skip(2).SkipLast(2).Select(r => new[] { r }),
                [.. rows.TakeLast(2)],
            ];

    /// <summary>In one cell, so that neither a title nor a row is left behind at the end of a page.</summary>
    private static void Rows(
        IContainer container,
        Block.Table table,
        float[] widths,
        Group group,
        IReadOnlyList<Row> rows
    )
    {
        if (AreShort(rows))
            container = container.ShowEntire();
        var hasTitle = group.Title is { Length: > 0 } || group.Code is { Length: > 0 };
        container
            .PaddingTop(hasTitle ? 12 : 0)
            .Column(lines =>
            {
                if (group.Title is { Length: > 0 } name)
                    lines.Item().Text(name).Style(Theme.Strong);
                if (group.Code is { Length: > 0 } code)
                    lines.Item().Text(code).Style(Theme.SmallCode);
                foreach (var row in rows)
                {
                    lines
                        .Item()
                        .Row(boxes =>
                        {
                            foreach (var ((column, cell), width) in table.Columns.Zip(row.Cells).Zip(widths))
                                Boxed(boxes.ConstantItem(width), table, row, column, cell);
                        });
                }
            });
    }

    private static void Boxed(IContainer box, Block.Table table, Row row, Column column, Cell cell)
    {
        if (AreShort([row]))
            box = box.ShowEntire();
        // Nothing behind a plain row: it would cover the line of the row above.
        if (row.IsTotal)
            box = box.Background(Theme.Wash);
        box = box.BorderBottom(0.5f).BorderColor(Theme.Hairline).PaddingVertical(7).PaddingRight(After(table, column));
        Draw(cell is Cell.Words { Anchor: { } anchor } ? box.SectionLink(anchor) : box, cell, column, row.IsTotal);
    }

    /// <summary>
    /// As SkiaSharp has them: shares of what the gutters leave. A hair less than the page, so that no rounding makes
    /// them too wide.
    /// </summary>
    private static float[] Widths(IReadOnlyList<Column> columns)
    {
        var room = PageSizes.A4.Width - (2 * Theme.Side) - (Theme.Gutter * (columns.Count - 1)) - 0.1f;
        var total = columns.Sum(c => c.Share);
        return [.. columns.Select((c, i) => (room * c.Share / total) + (i < columns.Count - 1 ? Theme.Gutter : 0))];
    }

    /// <summary>The last column ends where the page does.</summary>
    private static float After(Block.Table table, Column column) =>
        ReferenceEquals(column, table.Columns[^1]) ? 0 : Theme.Gutter;

    /// <summary>Sure to fit on one page even in a narrow column, so that they need not be torn.</summary>
    public static bool AreShort(IReadOnlyList<Row> rows) =>
        rows.Count <= 5 && rows.All(r => Longest(r) <= 200) && rows.Sum(r => 20 + Longest(r)) <= 320;

    private static int Longest(Row row) => row.Cells.Select(Length).Append(0).Max();

    private static int Length(Cell cell) =>
        cell is Cell.Words words ? words.Text.Length + (words.Under?.Length ?? 0) : 0;

    private static void Draw(IContainer box, Cell cell, Column column, bool isTotal)
    {
        switch (cell)
        {
            case Cell.Words words:
                box.Column(lines =>
                {
                    Aligned(lines.Item(), column)
                        .Text(words.Text)
                        .Style(words.IsStrong || isTotal ? Theme.StrongCell : Theme.Cell);
                    if (words.Under is { Length: > 0 } under)
                        Aligned(lines.Item(), column).Text(under).Style(Theme.Small);
                    if (words.Link is { } link)
                        lines
                            .Item()
                            .Hyperlink(link.Target.AbsoluteUri)
                            .Text(link.Text)
                            .Style(Theme.Evidence.Underline());
                });
                break;
            case Cell.Status status:
                box.Column(lines =>
                {
                    lines
                        .Item()
                        .Element(c =>
                            Blocks.Marked(
                                c,
                                status.Mark,
                                status.Word,
                                Theme.StrongCell.FontColor(Theme.Colour(status.Mark))
                            )
                        );
                    if (status.Under is { Length: > 0 } under)
                        lines.Item().Text(under).Style(Theme.Small);
                });
                break;
            case Cell.Bar bar:
                box.Column(lines =>
                {
                    lines.Item().Element(c => Bar(c, bar));
                    lines.Item().Text(bar.Word).Style(Theme.Small);
                });
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(cell), cell, null);
        }
    }

    /// <summary>From the baseline on the left past the tick, which is the target, to a fifth more.</summary>
    private static void Bar(IContainer container, Cell.Bar bar) =>
        container
            .PaddingTop(1.5f)
            .Height(10)
            .Layers(layers =>
            {
                const float target = 0.82f;
                var reached = Math.Clamp((float)bar.Reached * target, 0, 1);
                layers
                    .PrimaryLayer()
                    .PaddingVertical(2.5f)
                    .Background(Theme.Track)
                    .Row(row =>
                    {
                        if (reached > 0)
                            row.RelativeItem(reached).Background(Theme.Colour(bar.Mark));
                        if (reached < 1)
                            row.RelativeItem(1 - reached);
                    });
                layers
                    .Layer()
                    .Row(row =>
                    {
                        row.RelativeItem(target);
                        row.ConstantItem(1.5f).Background(Theme.Ink);
                        row.RelativeItem(1 - target);
                    });
            });

    private static IContainer Aligned(IContainer container, Column column) =>
        column.IsNumber ? container.AlignRight() : container;
}
