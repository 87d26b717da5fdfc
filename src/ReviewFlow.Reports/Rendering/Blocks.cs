using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

/// <summary>Turns blocks into pieces.</summary>
internal sealed partial class Blocks(Typesetter type)
{
    /// <summary>No piece is higher than this: a longer row or callout goes on on the next page.</summary>
    private const float Highest = (Theme.Bottom - Theme.Top) * 0.8f;

    /// <summary>How much smaller what must fit may be set.</summary>
    private static readonly float[] Scales = [1, 0.75f, 0.6f, 0.45f];

    /// <summary>What a block of many parts becomes is made as it is asked for.</summary>
    public IEnumerable<LayoutBlock> Of(Block block) =>
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

    private List<InlineBox> Bits(string text, Style style, float width, bool toTheEnd = false) =>
        type.Set(text, style, width).ConvertAll(l => InlineBox.Of(l, toTheEnd));

    private List<LayoutBlock> Heading(Block.Heading heading)
    {
        var isSection = heading.Level == Level.Section;
        List<InlineBox> bits =
        [
            .. Bits(heading.Above ?? "", Theme.Above, Theme.Width),
            .. Bits(heading.Text, isSection ? Theme.Section : Theme.Part, Theme.Width),
        ];
        if (isSection)
            bits.Add(InlineBox.Space(6));
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
    private List<LayoutBlock> Paragraph(Block.Paragraph paragraph)
    {
        var (style, before) = paragraph.Tone switch
        {
            Tone.Lead => (Theme.Lead, 6f),
            Tone.Quiet => (Theme.Small, 7f),
            _ => (Theme.Body, 6f),
        };
        var bits = Bits(paragraph.Text, style, Theme.Width);
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

    private static LayoutBlock Column(float before, InlineBox bit) =>
        new(before, bit.Height, (press, _, y) => bit.Draw(press, new(Theme.Left, y), Theme.Width));

    private List<LayoutBlock> Facts(Block.Facts facts) =>
        [
            .. facts.All.SelectMany(
                (fact, i) =>
                    Rows(fact, 128, Theme.Width)
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
    private List<InlineBox> Rows(Fact fact, float labelWidth, float width)
    {
        var value = type.Set(fact.Value, fact.IsCode ? Theme.Code : Theme.Body, width - labelWidth - Theme.Gutter);
        var label = type.Set(fact.Label, Theme.Small, labelWidth);
        return
        [
            .. Enumerable
                .Range(0, Math.Max(label.Count, value.Count))
                .Select(i => new InlineBox(Theme.Body.Leading, (press, at, w) =>
                {
                    // Both stand on the baseline of the value, whatever their sizes.
                    var y = InlineBox.Baseline(Theme.Body, at.Y);
                    if (i < label.Count)
                        press.Text(label[i], label[i].IsRightToLeft ? at.X + labelWidth - label[i].Width : at.X, y);
                    if (i < value.Count)
                        press.Text(
                            value[i],
                            value[i].IsRightToLeft ? at.X + w - value[i].Width : at.X + labelWidth + Theme.Gutter,
                            y
                        );
                })),
        ];
    }

    private List<LayoutBlock> Callout(Block.Callout callout)
    {
        const float padding = 11,
            inset = 16,
            indent = Marks.Size + 6;
        var width = Theme.Width - inset - padding;
        var title = type.Set(callout.Title, Theme.Strong, width - indent)
            .Select((l, i) => new InlineBox(l.Style.Leading, (press, at, w) =>
                    {
                        if (i == 0)
                            Marks.Draw(press, callout.Mark, at.X + (Marks.Size / 2), at.Y + (l.Style.Leading / 2));
                        InlineBox.Of(l).Draw(press, at with { X = at.X + indent }, w - indent);
                    }));
        // All labels of a callout in one column, as wide as its longest.
        var label = callout
            .Details.SelectMany(f => type.Set(f.Label, Theme.Small, 96))
            .Select(l => l.Width)
            .Append(38)
            .Max();
        var rows = callout.Details.SelectMany(f => Rows(f, label, width).Prepend(InlineBox.Space(3)));
        return
        [
            .. Slices([.. title, .. rows], Highest)
                .Select((bits, i) => new LayoutBlock(i == 0 ? 10 : 0, Height(bits) + (2 * padding), (press, _, y) =>
                        {
                            var height = Height(bits) + (2 * padding);
                            press.Box(new(Theme.Left, y, Theme.Right, y + height), Theme.Wash);
                            press.Box(new(Theme.Left, y, Theme.Left + 2.5f, y + height), Theme.Of(callout.Mark));
                            Stack(press, bits, new(Theme.Left + inset, y + padding), width);
                        })),
        ];
    }

    private static float Height(List<InlineBox> bits) => bits.Sum(b => b.Height);

    private static void Stack(PdfCanvas press, List<InlineBox> bits, SKPoint at, float width)
    {
        foreach (var bit in bits)
        {
            bit.Draw(press, at, width);
            at.Y += bit.Height;
        }
    }

    private static IEnumerable<List<InlineBox>> Slices(List<InlineBox> bits, float limit)
    {
        var slice = new List<InlineBox>();
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
