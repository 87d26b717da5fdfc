using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

/// <summary>What draws itself at a place: x, y and the width it has.</summary>
internal delegate void Drawing(PdfCanvas press, SKPoint at, float width);

/// <summary>A part of a column that is never cut: a line of text, a bar.</summary>
internal sealed record InlineBox(float Height, Drawing Draw)
{
    /// <summary>A line of text. Text that runs right to left starts at the right edge, figures end there.</summary>
    public static InlineBox Of(Line line, bool toTheEnd = false) =>
        new(line.Style.Leading, (press, at, width) =>
            press.Text(
                line,
                toTheEnd || line.IsRightToLeft ? at.X + width - line.Width : at.X,
                Baseline(line.Style, at.Y)
            )
        );

    public static float Baseline(Style style, float y) => y + (style.Leading / 2) + (style.Size * 0.355f);

    public static InlineBox Space(float height) => new(height, (_, _, _) => { });
}

/// <summary>A part of a page that is never cut: a heading's line, a row of a table.</summary>
/// <param name="Before">Space above it, in points, that falls away at the top of a page.</param>
internal sealed record LayoutBlock(float Before, float Height, Action<PdfCanvas, Pages, float> Draw)
{
    /// <summary>Stands on the same page as what follows.</summary>
    public bool StaysWithNext { get; init; }

    /// <summary>What is drawn again above this piece where it comes first on a page.</summary>
    public LayoutBlock? Header { get; init; }

    /// <summary>What links to here are called.</summary>
    public string? Anchor { get; init; }
}

/// <summary>Where everything came to stand: known only when all of it is placed.</summary>
internal sealed record Pages(IReadOnlyDictionary<string, int> Of, int Count)
{
    public static readonly Pages Unknown = new(new Dictionary<string, int>(), 0);
}
