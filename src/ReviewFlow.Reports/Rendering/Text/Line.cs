using SkiaSharp;

namespace ReviewFlow.Reports.Rendering.Text;

/// <param name="Size">In points.</param>
/// <param name="Leading">From baseline to baseline, in points.</param>
internal sealed record Style(Weight Weight, float Size, float Leading, SKColor Colour);

/// <summary>
/// Glyphs of one font in one direction, in the order in which they stand from left to right, with the text they came
/// from: it travels into the PDF, so that ligatures and joined letters extract as what was written.
/// </summary>
/// <param name="Places">From the start of the run on the baseline, in points.</param>
/// <param name="Clusters">For each glyph, where in <paramref name="Utf8"/> its text starts.</param>
internal sealed record GlyphRun(
    FontFace Face,
    float Width,
    ushort[] Glyphs,
    SKPoint[] Places,
    uint[] Clusters,
    byte[] Utf8,
    int[] Characters
);

/// <summary>One line of text, its runs from left to right.</summary>
internal sealed record Line(Style Style, IReadOnlyList<GlyphRun> Runs, float Width, bool IsRightToLeft);
