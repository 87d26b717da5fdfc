using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

/// <summary>Turns blocks into pieces.</summary>
internal sealed partial class Blocks(Typesetter type)
{
    /// <summary>No piece is higher than this: a longer row or callout goes on on the next page.</summary>
    private const float Highest = (Look.Bottom - Look.Top) * 0.8f;

    /// <summary>How much smaller what must fit may be set.</summary>
    private static readonly float[] Scales = [1, 0.75f, 0.6f, 0.45f];

    public IReadOnlyList<Piece> Of(Block block) =>
        block switch
        {
            Block.Cover c => [Cover(c)],
            Block.Heading h => Heading(h),
            Block.Paragraph p => Paragraph(p),
            Block.Tiles t => Tiles(t),
            Block.Proportion p => Proportion(p),
            Block.Contents c => Contents(c),
            Block.Facts f => Facts(f),
            Block.Table t => Table(t),
            Block.Callout c => Callout(c),
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, null),
        };

    private List<Bit> Bits(string text, Style style, float width, bool toTheEnd = false) =>
        type.Set(text, style, width).ConvertAll(l => Bit.Of(l, toTheEnd));

    private List<Piece> Heading(Block.Heading heading)
    {
        var isSection = heading.Level == Level.Section;
        List<Bit> bits =
        [
            .. Bits(heading.Above ?? "", Look.Above, Look.Width),
            .. Bits(heading.Text, isSection ? Look.Section : Look.Part, Look.Width),
        ];
        if (isSection)
            bits.Add(Bit.Space(6));
        return
        [
            .. bits.Select(
                (b, i) =>
                    Column(
                        i > 0 ? 0
                            : isSection ? 30
                            : 22,
                        b
                    ) with
                    {
                        StaysWithNext = true,
                    }
            ),
        ];
    }

    /// <summary>A paragraph leaves no line of its own behind on a page, and sends none ahead.</summary>
    private List<Piece> Paragraph(Block.Paragraph paragraph)
    {
        var (style, before) = paragraph.Tone switch
        {
            Tone.Lead => (Look.Lead, 6f),
            Tone.Quiet => (Look.Small, 7f),
            _ => (Look.Body, 6f),
        };
        var bits = Bits(paragraph.Text, style, Look.Width);
        return
        [
            .. bits.Select(
                (b, i) =>
                    Column(i == 0 ? before : 0, b) with
                    {
                        StaysWithNext = bits.Count > 1 && (i == 0 || i == bits.Count - 2),
                    }
            ),
        ];
    }

    private static Piece Column(float before, Bit bit) =>
        new(before, bit.Height, (press, _, y) => bit.Draw(press, new(Look.Left, y), Look.Width));

    private List<Piece> Facts(Block.Facts facts) =>
        [
            .. facts.All.SelectMany(
                (fact, i) =>
                    Rows(fact, 128, Look.Width)
                        .Select(
                            (b, k) =>
                                Column(
                                    k > 0 ? 0
                                        : i == 0 ? 10
                                        : 3,
                                    b
                                )
                        )
            ),
        ];

    /// <summary>A label with its value beside it, line by line.</summary>
    private List<Bit> Rows(Fact fact, float labelWidth, float width)
    {
        var value = type.Set(fact.Value, fact.IsCode ? Look.Code : Look.Body, width - labelWidth - Look.Gutter);
        var label = type.Set(fact.Label, Look.Small, labelWidth);
        return
        [
            .. Enumerable
                .Range(0, Math.Max(label.Count, value.Count))
                .Select(i => new Bit(Look.Body.Leading, (press, at, w) =>
                {
                    // Both stand on the baseline of the value, whatever their sizes.
                    var y = Bit.Baseline(Look.Body, at.Y);
                    if (i < label.Count)
                        press.Text(label[i], label[i].IsRightToLeft ? at.X + labelWidth - label[i].Width : at.X, y);
                    if (i < value.Count)
                        press.Text(
                            value[i],
                            value[i].IsRightToLeft ? at.X + w - value[i].Width : at.X + labelWidth + Look.Gutter,
                            y
                        );
                })),
        ];
    }

    private List<Piece> Callout(Block.Callout callout)
    {
        const float padding = 11,
            inset = 16,
            indent = Marks.Size + 6;
        var width = Look.Width - inset - padding;
        var title = type.Set(callout.Title, Look.Strong, width - indent)
            .Select((l, i) => new Bit(l.Style.Leading, (press, at, w) =>
                    {
                        if (i == 0)
                            Marks.Draw(press, callout.Mark, at.X + (Marks.Size / 2), at.Y + (l.Style.Leading / 2));
                        Bit.Of(l).Draw(press, at with { X = at.X + indent }, w - indent);
                    }));
        // All labels of a callout in one column, as wide as its longest.
        var label = callout
            .Details.SelectMany(f => type.Set(f.Label, Look.Small, 96))
            .Select(l => l.Width)
            .Append(38)
            .Max();
        var rows = callout.Details.SelectMany(f => Rows(f, label, width).Prepend(Bit.Space(3)));
        return
        [
            .. Slices([.. title, .. rows], Highest)
                .Select((bits, i) => new Piece(i == 0 ? 10 : 0, Height(bits) + (2 * padding), (press, _, y) =>
                        {
                            var height = Height(bits) + (2 * padding);
                            press.Box(new(Look.Left, y, Look.Right, y + height), Look.Wash);
                            press.Box(new(Look.Left, y, Look.Left + 2.5f, y + height), Look.Of(callout.Mark));
                            Stack(press, bits, new(Look.Left + inset, y + padding), width);
                        })),
        ];
    }

    private static float Height(List<Bit> bits) => bits.Sum(b => b.Height);

    private static void Stack(Press press, List<Bit> bits, SKPoint at, float width)
    {
        foreach (var bit in bits)
        {
            bit.Draw(press, at, width);
            at.Y += bit.Height;
        }
    }

    private static IEnumerable<List<Bit>> Slices(List<Bit> bits, float limit)
    {
        var slice = new List<Bit>();
        var height = 0f;
        foreach (var bit in bits)
        {
            if (height + bit.Height > limit && slice.Count > 0)
            {
                yield return slice;
                (slice, height) = ([], 0);
            }
            slice.Add(bit);
            height += bit.Height;
        }
        if (slice.Count > 0)
            yield return slice;
    }
}
