using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

internal sealed partial class Blocks
{
    /// <summary>The whole first page: a panel with the title, below it what the report is.</summary>
    private Piece Cover(Block.Cover cover)
    {
        const float panel = 500,
            company = 64;
        var name = Fitting(cover.Company, Look.CoverCompany, 3);
        List<Bit> title =
        [
            .. Fitting(cover.Title, Look.CoverTitle, 4),
            Bit.Space(12),
            .. Fitting(cover.Period, Look.CoverPeriod, 2),
        ];
        var statement = Fitting(cover.Statement, Look.Statement, 4);
        var facts = cover.Details.SelectMany(f => Rows(f, 96, Look.Width).Append(Bit.Space(4))).ToList();
        return new(0, Look.Bottom - Look.Top, (press, _, _) =>
        {
            press.Box(new(0, 0, Look.PageWidth, panel), Look.Accent);
            Stack(press, name, new(Look.Left, company), Look.Width);
            var y = panel - 52 - Height(title);
            press.Box(new(Look.Left, y - 22, Look.Left + 44, y - 20), Look.Pale);
            Stack(press, title, new(Look.Left, y), Look.Width);
            Stack(press, statement, new(Look.Left, panel + 44), Look.Width);
            Stack(
                press,
                facts,
                new(Look.Left, Math.Max(Look.Bottom - Height(facts), panel + 60 + Height(statement))),
                Look.Width
            );
        });
    }

    /// <summary>A text in at most so many lines: smaller where it is long, and at the smallest size cut off.</summary>
    private List<Bit> Fitting(string text, Style style, int lines)
    {
        foreach (var scale in Scales)
        {
            var bits = Bits(
                text,
                style with
                {
                    Size = style.Size * scale,
                    Leading = style.Leading * scale,
                },
                Look.Width
            );
            if (bits.Count <= lines)
                return bits;
        }
        var smallest = style with { Size = style.Size * Scales[^1], Leading = style.Leading * Scales[^1] };
        return [.. Bits(text, smallest, Look.Width).Take(lines * 2)];
    }
}
