using ReviewFlow.Reports.Document;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

/// <summary>Shapes that tell even where colours do not: a full disc, a half one, a ring with a cross.</summary>
internal static class Marks
{
    public const float Size = 8.5f;

    /// <summary>Draws the mark around its middle.</summary>
    public static void Draw(PdfCanvas press, Mark mark, float x, float y)
    {
        const float r = Size / 2;
        var colour = Theme.Of(mark);
        switch (mark)
        {
            case Mark.Met:
                press.Fill(colour, (c, p) => c.DrawCircle(x, y, r, p));
                break;
            case Mark.Partly:
                press.Stroke(colour, 1.1f, (c, p) => c.DrawCircle(x, y, r - 0.55f, p));
                press.Fill(colour, (c, p) => c.DrawArc(new SKRect(x - r, y - r, x + r, y + r), 90, 180, true, p));
                break;
            case Mark.Missed:
                press.Stroke(colour, 1.1f, (c, p) => c.DrawCircle(x, y, r - 0.55f, p));
                press.Stroke(colour, 1.1f, (c, p) =>
                {
                    c.DrawLine(x - 1.5f, y - 1.5f, x + 1.5f, y + 1.5f, p);
                    c.DrawLine(x - 1.5f, y + 1.5f, x + 1.5f, y - 1.5f, p);
                });
                break;
        }
    }

    /// <summary>
    /// The way from baseline to target, and how far it was gone. The tick is the target; what is beyond it still shows.
    /// </summary>
    public static void Bar(PdfCanvas press, decimal reached, Mark mark, float x, float y, float width)
    {
        const float height = 5;
        var target = width * 0.82f;
        var end = Math.Clamp((float)reached * target, 0, width);
        press.Box(new(x, y, x + width, y + height), Theme.Track, height / 2);
        if (end > 0)
        {
            press.Fill(Theme.Of(mark), (c, p) =>
            {
                c.Save();
                c.ClipRoundRect(new SKRoundRect(new SKRect(x, y, x + width, y + height), height / 2), antialias: true);
                c.DrawRect(x, y, end, height, p);
                c.Restore();
            });
        }
        press.Box(new(x + target - 0.75f, y - 2.5f, x + target + 0.75f, y + height + 2.5f), Theme.Ink);
    }
}
