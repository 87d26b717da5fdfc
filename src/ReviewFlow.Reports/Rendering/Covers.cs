using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

internal sealed partial class Blocks
{
    /// <summary>The whole first page: a panel with the title, below it what the report is.</summary>
    private LayoutBlock Cover(Block.Cover cover)
    {
        const float panel = 500,
            company = 64;
        var name = Fitting(cover.Company, Theme.CoverCompany, 3);
        List<InlineBox> title =
        [
            .. Fitting(cover.Title, Theme.CoverTitle, 4),
            InlineBox.Space(12),
            .. Fitting(cover.Period, Theme.CoverPeriod, 2),
        ];
        var statement = Fitting(cover.Statement, Theme.Statement, 4);
        var facts = cover.Details.SelectMany(f => Rows(f, 96, Theme.Width).Append(InlineBox.Space(4))).ToList();
        return new(0, Theme.Bottom - Theme.Top, (press, _, _) =>
        {
            press.Box(new(0, 0, Theme.PageWidth, panel), Theme.Accent);
            Stack(press, name, new(Theme.Left, company), Theme.Width);
            var y = panel - 52 - Height(title);
            press.Box(new(Theme.Left, y - 22, Theme.Left + 44, y - 20), Theme.Pale);
            Stack(press, title, new(Theme.Left, y), Theme.Width);
            Stack(press, statement, new(Theme.Left, panel + 44), Theme.Width);
            Stack(
                press,
                facts,
                new(Theme.Left, Math.Max(Theme.Bottom - Height(facts), panel + 60 + Height(statement))),
                Theme.Width
            );
        });
    }

    /// <summary>A text in at most so many lines: smaller where it is long, and at the smallest size cut off.</summary>
    private List<InlineBox> Fitting(string text, Style style, int lines)
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
                Theme.Width
            );
            if (bits.Count <= lines)
                return bits;
        }
        var smallest = style with { Size = style.Size * Scales[^1], Leading = style.Leading * Scales[^1] };
        return [.. Bits(text, smallest, Theme.Width).Take(lines * 2)];
    }
}
