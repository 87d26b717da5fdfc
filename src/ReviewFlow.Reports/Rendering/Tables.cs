using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.Rendering;

internal sealed partial class Blocks
{
    private IEnumerable<LayoutBlock> Table(Block.Table table)
    {
        var widths = Widths(table.Columns);
        var header = Header(table.Columns, widths);
        yield return header;
        foreach (var group in table.Groups)
        {
            var rows = Together(group.Rows.SelectMany(r => Row(table.Columns, widths, r)));
            foreach (var piece in Title(group).Concat(rows))
                yield return piece with
                {
                    Header = header,
                };
        }
    }

    /// <summary>
    /// A few rows stay on one page; of many, the first two and the last two do, so that no row stands alone.
    /// </summary>
    private static IEnumerable<LayoutBlock> Together(IEnumerable<LayoutBlock> rows)
    {
        const int few = 5;
        var (held, areMany) = (new Queue<LayoutBlock>(), false);
        foreach (var row in rows)
        {
            held.Enqueue(row);
            if (held.Count <= few)
                continue;
            yield return held.Dequeue() with
            {
                StaysWithNext = !areMany,
            };
            areMany = true;
        }
        while (held.TryDequeue(out var row))
            yield return row with
            {
                StaysWithNext = areMany ? held.Count == 1 : held.Count > 0,
            };
    }

    private static float[] Widths(IReadOnlyList<Column> columns)
    {
        var room = Theme.Width - (Theme.Gutter * (columns.Count - 1));
        var total = columns.Sum(c => c.Share);
        return [.. columns.Select(c => room * c.Share / total)];
    }

    private LayoutBlock Header(IReadOnlyList<Column> columns, float[] widths)
    {
        var cells = columns.Select((c, i) => Bits(c.Heading, Theme.Head, widths[i], c.IsNumber)).ToList();
        var height = cells.Max(Height) + 12;
        return new(14, height, (press, _, y) =>
        {
            Across(widths, (i, x) => Stack(press, cells[i], new(x, y + height - 6 - Height(cells[i])), widths[i]));
            press.Box(new(Theme.Left, y + height - 1, Theme.Right, y + height), Theme.Accent);
        }) { StaysWithNext = true };
    }

    private List<LayoutBlock> Title(Group group)
    {
        List<InlineBox> bits =
        [
            .. Bits(group.Title ?? "", Theme.Strong, Theme.Width),
            .. Bits(group.Code ?? "", Theme.SmallCode, Theme.Width),
        ];
        return [.. bits.Select((b, i) => Column(i == 0 ? 12 : 0, b) with { StaysWithNext = true })];
    }

    private IEnumerable<LayoutBlock> Row(IReadOnlyList<Column> columns, float[] widths, Row row)
    {
        var slices = row
            .Cells.Select((c, i) => Slices(Cells(c, widths[i], columns[i].IsNumber, row.IsTotal), Highest).ToList())
            .ToList();
        var anchor = row.Cells.OfType<Cell.Words>().FirstOrDefault(w => w.Anchor is not null)?.Anchor;
        var count = Math.Max(1, slices.Max(s => s.Count));
        for (var n = 0; n < count; n++)
        {
            var part = slices.ConvertAll(s => n < s.Count ? s[n] : []);
            var isLast = n == count - 1;
            var height = part.Max(Height) + (2 * Theme.RowPadding);
            yield return new(0, height, (press, _, y) =>
            {
                if (row.IsTotal)
                    press.Box(new(Theme.Left, y - 0.5f, Theme.Right, y + height), Theme.Wash);
                Across(widths, (i, x) => Stack(press, part[i], new(x, y + Theme.RowPadding), widths[i]));
                if (isLast)
                    press.Box(new(Theme.Left, y + height - 0.5f, Theme.Right, y + height), Theme.Hairline);
                if (anchor is not null)
                    press.LinkTo(new(Theme.Left, y, Theme.Right, y + height), anchor);
            });
        }
    }

    private List<InlineBox> Cells(Cell cell, float width, bool isNumber, bool isTotal) =>
        cell switch
        {
            Cell.Words w =>
            [
                .. Bits(w.Text, w.IsStrong || isTotal ? Theme.StrongCell : Theme.Cell, width, isNumber),
                .. Bits(w.Under ?? "", Theme.Small, width, isNumber),
                .. w.Link is { } link
                    ? type.Set(link.Text, Theme.Evidence, width)
                        .ConvertAll(l => Linked(InlineBox.Of(l), l.Width, link.Target))
                    : [],
            ],
            Cell.Status s =>
            [
                .. type.Set(s.Word, Theme.StrongCell with { Colour = Theme.Of(s.Mark) }, width - Marks.Size - 6)
                    .Select((l, i) => new InlineBox(l.Style.Leading, (press, at, w) =>
                            {
                                if (i == 0)
                                    Marks.Draw(press, s.Mark, at.X + (Marks.Size / 2), at.Y + (l.Style.Leading / 2));
                                InlineBox.Of(l).Draw(press, at with { X = at.X + Marks.Size + 6 }, w - Marks.Size - 6);
                            })),
                .. Bits(s.Under ?? "", Theme.Small, width),
            ],
            Cell.Bar b =>
            [
                new(Theme.Cell.Leading, (press, at, w) => Marks.Bar(press, b.Reached, b.Mark, at.X, at.Y + 4.5f, w)),
                .. Bits(b.Word, Theme.Small, width),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, null),
        };

    private static InlineBox Linked(InlineBox bit, float length, Uri target) =>
        bit with
        {
            Draw = (press, at, width) =>
            {
                bit.Draw(press, at, width);
                press.Box(new(at.X, at.Y + bit.Height - 1.6f, at.X + length, at.Y + bit.Height - 1.1f), Theme.Pale);
                press.Link(new(at.X, at.Y, at.X + length, at.Y + bit.Height), target);
            },
        };

    private static void Across(float[] widths, Action<int, float> each)
    {
        var x = Theme.Left;
        for (var i = 0; i < widths.Length; i++)
        {
            each(i, x);
            x += widths[i] + Theme.Gutter;
        }
    }
}
