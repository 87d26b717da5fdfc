using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

internal sealed partial class Blocks
{
    private List<Piece> Tiles(Block.Tiles tiles)
    {
        var width = (Look.Width - (Look.Gutter * (tiles.All.Count - 1))) / tiles.All.Count;
        var style = TileStyle(tiles, width);
        var columns = tiles
            .All.Select(t =>
                (List<Bit>)
                    [
                        .. Bits(t.Value, style, width),
                        .. type.Set(t.Label, Look.Small, width - 14)
                            .Select((l, i) => new Bit(l.Style.Leading, (press, at, w) =>
                                    {
                                        if (t.Mark != Mark.None && i == 0)
                                            Marks.Draw(
                                                press,
                                                t.Mark,
                                                at.X + (Marks.Size / 2),
                                                at.Y + (l.Style.Leading / 2)
                                            );
                                        Bit.Of(l)
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
                    var x = Look.Left + (i * (width + Look.Gutter));
                    press.Box(new(x, y, x + width, y + 1.5f), Look.Of(tiles.All[i].Mark));
                    Stack(press, columns[i], new(x, y + 8), width);
                }
            })];
    }

    /// <summary>All figures of a row in one size: the largest at which none wraps.</summary>
    private Style TileStyle(Block.Tiles tiles, float width) =>
        Scales
            .Select(f => Look.TileValue with { Size = Look.TileValue.Size * f, Leading = Look.TileValue.Leading * f })
            .FirstOrDefault(
                s => tiles.All.All(t => type.Set(t.Value, s, width).Count <= 1),
                Look.Strong with
                {
                    Colour = Look.Accent,
                }
            );

    private static List<Piece> Proportion(Block.Proportion proportion)
    {
        const float height = 9,
            gap = 2;
        var parts = proportion.Parts.Where(p => p.Count > 0).ToArray();
        var total = parts.Sum(p => p.Count);
        return total == 0 ? [] : [new(18, height, (press, _, y) =>
                {
                    var x = Look.Left;
                    var room = Look.Width - (gap * (parts.Length - 1));
                    foreach (var part in parts)
                    {
                        var width = room * part.Count / total;
                        press.Box(new(x, y, x + width, y + height), Look.Of(part.Mark), 2);
                        x += width + gap;
                    }
                })];
    }

    private List<Piece> Contents(Block.Contents contents) =>
        [
            .. contents.Entries.Select(
                (entry, i) =>
                {
                    const float number = 40,
                        note = 150;
                    var text = Bits(entry.Text, Look.Body, Look.Width - number - note - (2 * Look.Gutter));
                    var side = Bits(entry.Note, Look.Small, note);
                    var height = Math.Max(Height(text), Height(side)) + 12;
                    return new Piece(i == 0 ? 14 : 0, height, (press, pages, y) =>
                    {
                        Stack(press, text, new(Look.Left, y + 6), Look.Width - number - note - (2 * Look.Gutter));
                        Stack(press, side, new(Look.Right - number - Look.Gutter - note, y + 7), note);
                        if (pages.Of.TryGetValue(entry.Anchor, out var page))
                            Bit.Of(type.Single($"{page}", Look.Body), toTheEnd: true)
                                .Draw(press, new(Look.Right - number, y + 6), number);
                        press.Box(new(Look.Left, y + height - 0.5f, Look.Right, y + height), Look.Hairline);
                        press.LinkTo(new(Look.Left, y, Look.Right, y + height), entry.Anchor);
                    });
                }
            ),
        ];
}
