using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

internal sealed partial class Blocks
{
    private List<LayoutBlock> Tiles(Block.Tiles tiles)
    {
        var width = (Theme.Width - (Theme.Gutter * (tiles.All.Count - 1))) / tiles.All.Count;
        var style = TileStyle(tiles, width);
        var columns = tiles
            .All.Select(t =>
                (List<InlineBox>)
                    [
                        .. Bits(t.Value, style, width),
                        .. type.Set(t.Label, Theme.Small, width - 14)
                            .Select((l, i) => new InlineBox(l.Style.Leading, (press, at, w) =>
                                    {
                                        if (t.Mark != Mark.None && i == 0)
                                            Marks.Draw(
                                                press,
                                                t.Mark,
                                                at.X + (Marks.Size / 2),
                                                at.Y + (l.Style.Leading / 2)
                                            );
                                        InlineBox
                                            .Of(l)
                                            .Draw(
                                                press,
                                                at with
                                                {
                                                    X = at.X + (t.Mark == Mark.None ? 0 : Marks.Size + 5),
                                                },
                                                w
                                            );
                                    })),
                    ]
            )
            .ToArray();
        var height = columns.Max(Height) + 10;
        return [new(20, height, (press, _, y) =>
            {
                for (var i = 0; i < columns.Length; i++)
                {
                    var x = Theme.Left + (i * (width + Theme.Gutter));
                    press.Box(new(x, y, x + width, y + 1.5f), Theme.Of(tiles.All[i].Mark));
                    Stack(press, columns[i], new(x, y + 8), width);
                }
            })];
    }

    /// <summary>All figures of a row in one size: the largest at which none wraps.</summary>
    private Style TileStyle(Block.Tiles tiles, float width) =>
        Scales
            .Select(f =>
                Theme.TileValue with
                {
                    Size = Theme.TileValue.Size * f,
                    Leading = Theme.TileValue.Leading * f,
                }
            )
            .FirstOrDefault(
                s => tiles.All.All(t => type.Set(t.Value, s, width).Count <= 1),
                Theme.Strong with
                {
                    Colour = Theme.Accent,
                }
            );

    private static List<LayoutBlock> Proportion(Block.Proportion proportion)
    {
        const float height = 9,
            gap = 2;
        var parts = proportion.Parts.Where(p => p.Count > 0).ToArray();
        var total = parts.Sum(p => p.Count);
        return total == 0 ? [] : [new(18, height, (press, _, y) =>
                {
                    var x = Theme.Left;
                    var room = Theme.Width - (gap * (parts.Length - 1));
                    foreach (var part in parts)
                    {
                        var width = room * part.Count / total;
                        press.Box(new(x, y, x + width, y + height), Theme.Of(part.Mark), 2);
                        x += width + gap;
                    }
                })];
    }

    private IEnumerable<LayoutBlock> Contents(Block.Contents contents) =>
        contents.Entries.Select(
            (entry, i) =>
            {
                const float number = 40,
                    note = 150;
                var text = Bits(entry.Text, Theme.Body, Theme.Width - number - note - (2 * Theme.Gutter));
                var side = Bits(entry.Note, Theme.Small, note);
                var height = Math.Max(Height(text), Height(side)) + 12;
                return new LayoutBlock(i == 0 ? 14 : 0, height, (press, pages, y) =>
                {
                    Stack(press, text, new(Theme.Left, y + 6), Theme.Width - number - note - (2 * Theme.Gutter));
                    Stack(press, side, new(Theme.Right - number - Theme.Gutter - note, y + 7), note);
                    if (PageOf(entry, pages) is { } page)
                        InlineBox.Of(page, toTheEnd: true).Draw(press, new(Theme.Right - number, y + 6), number);
                    press.Box(new(Theme.Left, y + height - 0.5f, Theme.Right, y + height), Theme.Hairline);
                    press.LinkTo(new(Theme.Left, y, Theme.Right, y + height), entry.Anchor);
                });
            }
        );

    public Line? PageOf(Entry entry, Pages pages) =>
        pages.Of.TryGetValue(entry.Anchor, out var page) ? type.Single($"{page}", Theme.Body) : null;
}
