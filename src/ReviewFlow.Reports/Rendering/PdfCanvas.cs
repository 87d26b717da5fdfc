using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

/// <summary>
/// Draws onto one page after the other. Each report goes through twice: the first time without a canvas, to learn which
/// glyphs of which font it needs; the second time with fonts cut down to those.
/// </summary>
internal sealed class PdfCanvas : IDisposable
{
    private readonly Dictionary<FontFace, (HashSet<ushort> Glyphs, HashSet<int> Characters)> _used = [];
    private readonly Dictionary<FontFace, SKTypeface> _typefaces = [];
    private readonly Dictionary<(FontFace, float), SKFont> _fonts = [];
    private readonly SKPaint _paint = new() { IsAntialias = true };

    /// <summary>Null while glyphs are only counted.</summary>
    public SKCanvas? Canvas { get; set; }

    /// <summary>Draws a line of text whose baseline starts at (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public void Text(Line line, float x, float y)
    {
        foreach (var run in line.Runs)
        {
            if (Canvas is null)
                Count(run);
            else
                Draw(Canvas, run, line.Style, x, y);
            x += run.Width;
        }
    }

    public void Box(SKRect box, SKColor colour, float radius = 0) =>
        Fill(colour, (c, p) => c.DrawRoundRect(box, radius, radius, p));

    public void Fill(SKColor colour, Action<SKCanvas, SKPaint> draw)
    {
        if (Canvas is null)
            return;
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = colour;
        draw(Canvas, _paint);
    }

    public void Stroke(SKColor colour, float width, Action<SKCanvas, SKPaint> draw)
    {
        if (Canvas is null)
            return;
        _paint.Style = SKPaintStyle.Stroke;
        _paint.StrokeWidth = width;
        _paint.StrokeCap = SKStrokeCap.Round;
        _paint.Color = colour;
        draw(Canvas, _paint);
    }

    public void Link(SKRect box, Uri target)
    {
        using var _ = Canvas?.DrawUrlAnnotation(box, target.AbsoluteUri);
    }

    public void LinkTo(SKRect box, string anchor)
    {
        using var _ = Canvas?.DrawLinkDestinationAnnotation(box, anchor);
    }

    public void Anchor(float y, string name)
    {
        using var _ = Canvas?.DrawNamedDestinationAnnotation(new(0, y), name);
    }

    public void Dispose()
    {
        foreach (var font in _fonts.Values)
            font.Dispose();
        foreach (var typeface in _typefaces.Values)
            typeface.Dispose();
        _paint.Dispose();
    }

    private void Count(GlyphRun run)
    {
        if (!_used.TryGetValue(run.Face, out var used))
            _used[run.Face] = used = ([], []);
        used.Glyphs.UnionWith(run.Glyphs);
        used.Characters.UnionWith(run.Characters);
    }

    private void Draw(SKCanvas canvas, GlyphRun run, Style style, float x, float y)
    {
        using var builder = new SKTextBlobBuilder();
        var buffer = builder.AllocateRawPositionedTextRun(
            FontFor(run.Face, style.Size),
            run.Glyphs.Length,
            run.Utf8.Length
        );
        run.Glyphs.CopyTo(buffer.Glyphs);
        run.Places.CopyTo(buffer.Positions);
        run.Clusters.CopyTo(buffer.Clusters);
        run.Utf8.CopyTo(buffer.Text);
        using var blob = builder.Build();
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = style.Colour;
        if (blob is not null)
            canvas.DrawText(blob, x, y, _paint);
    }

    private SKFont FontFor(FontFace face, float size)
    {
        if (_fonts.TryGetValue((face, size), out var font))
            return font;
        if (!_typefaces.TryGetValue(face, out var typeface))
        {
            var (glyphs, characters) = _used[face];
            _typefaces[face] = typeface = face.Typeface(glyphs, characters);
        }
        return _fonts[(face, size)] = new SKFont(typeface, size)
        {
            Subpixel = true,
            LinearMetrics = true,
            Hinting = SKFontHinting.None,
            Edging = SKFontEdging.Antialias,
        };
    }
}
