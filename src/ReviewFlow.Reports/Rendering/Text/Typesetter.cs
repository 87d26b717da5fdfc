using System.Text;
using HarfBuzzSharp;
using ReviewFlow.Reports.Document;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace ReviewFlow.Reports.Rendering.Text;

/// <summary>Turns text into lines that fit a width. For one thread.</summary>
internal sealed class Typesetter : IDisposable
{
    /// <summary>
    /// No fi and ffi in one glyph, outside scripts that are written joined: their text travels as /ActualText, which
    /// many readers do not look at, and a search for "office" must find it in all of them.
    /// </summary>
    private static readonly Feature[] Plain = [new(Tag.Parse("liga"), 0), new(Tag.Parse("clig"), 0)];

    private readonly Buffer _buffer = new();

    public void Dispose() => _buffer.Dispose();

    /// <summary>The only line of a text that must not wrap.</summary>
    public Line Single(string text, Style style) =>
        Set(text.ReplaceLineEndings(" "), style, float.MaxValue) is [var line, ..]
            ? line
            : new Line(style, [], 0, false);

    /// <summary>
    /// Lines no wider than <paramref name="width"/> points. A word wider than that is cut between letters, never
    /// through one
    /// with its marks. Empty text has no line.
    /// </summary>
    public List<Line> Set(string text, Style style, float width)
    {
        var lines = new List<Line>();
        var all = Breaks.Clean(text);
        for (var from = 0; from < all.Length; )
        {
            var to = Array.IndexOf(all, '\n', from);
            if (to < 0)
                to = all.Length;
            if (to > from)
                SetParagraph(all[from..to], style, width, lines);
            from = to + 1;
        }
        return lines;
    }

    private void SetParagraph(int[] text, Style style, float width, List<Line> lines)
    {
        var levels = Bidi.Levels(text, out var @base);
        var items = Itemizer.Items(text, levels, style.Weight);
        var whole = items.ConvertAll(i => Shape(text, i.Start, i.End, i, style.Size));
        var advances = new float[text.Length];
        var starts = new bool[text.Length];
        foreach (var shaped in whole)
            shaped.Measure(advances, starts);

        int start = 0,
            opportunity = 0;
        var x = 0f;
        for (var i = 0; i < text.Length; i++)
        {
            if (i > start && starts[i] && x + advances[i] > width + 0.01f && !Breaks.IsSpace(text[i]))
            {
                var end = opportunity > start ? opportunity : i;
                Emit(start, end);
                start = end;
                x = 0;
                for (var k = start; k < i; k++)
                    x += advances[k];
            }
            x += advances[i];
            if (i + 1 < text.Length && starts[i + 1] && Breaks.After(text, i))
                opportunity = i + 1;
        }
        Emit(start, text.Length);

        void Emit(int from, int to)
        {
            while (to > from && Breaks.IsSpace(text[to - 1]))
                to--;
            if (to > from)
                lines.Add(Order(text, from, to, items, whole, style, @base));
        }
    }

    /// <summary>Rule L2 of UAX #9: from the highest level down, what runs the other way is turned round.</summary>
    private Line Order(int[] text, int from, int to, List<Item> items, List<Shaped> whole, Style style, byte @base)
    {
        var parts = new List<(byte Level, GlyphRun Run)>();
        for (var i = 0; i < items.Count; i++)
        {
            var (start, end) = (Math.Max(from, items[i].Start), Math.Min(to, items[i].End));
            if (start >= end)
                continue;
            var shaped =
                start == items[i].Start && end == items[i].End
                    ? whole[i]
                    : Shape(text, start, end, items[i], style.Size);
            parts.Add((items[i].Level, shaped.ToRun(text)));
        }
        for (var level = parts.Max(p => p.Level); level > 0; level--)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                var end = i;
                while (end < parts.Count && parts[end].Level >= level)
                    end++;
                if (end > i)
                    parts.Reverse(i, end - i);
                i = end;
            }
        }
        return new(style, parts.ConvertAll(p => p.Run), parts.Sum(p => p.Run.Width), @base == 1);
    }

    private Shaped Shape(int[] text, int from, int to, Item item, float size)
    {
        _buffer.ClearContents();
        _buffer.AddCodepoints(text, from, to - from);
        _buffer.Direction = (item.Level & 1) == 1 ? Direction.RightToLeft : Direction.LeftToRight;
        _buffer.Script = item.Script == Script.Common ? Script.Latin : item.Script;
        item.Face.Font.Shape(_buffer, item.Script == Script.Arabic || item.Script == Script.Devanagari ? [] : Plain);
        return new(item.Face, from, to, size / item.Face.UnitsPerEm, _buffer.GlyphInfos, _buffer.GlyphPositions);
    }

    private sealed record Shaped(
        FontFace Face,
        int From,
        int To,
        float Scale,
        GlyphInfo[] Infos,
        GlyphPosition[] Positions
    )
    {
        public void Measure(float[] advances, bool[] starts)
        {
            for (var i = 0; i < Infos.Length; i++)
            {
                advances[Infos[i].Cluster] += Positions[i].XAdvance * Scale;
                starts[Infos[i].Cluster] = true;
            }
        }

        public GlyphRun ToRun(int[] text)
        {
            var characters = text[From..To];
            var (utf8, offsets) = Encode(characters);
            var glyphs = new ushort[Infos.Length];
            var places = new SKPoint[Infos.Length];
            var clusters = new uint[Infos.Length];
            var x = 0f;
            for (var i = 0; i < Infos.Length; i++)
            {
                glyphs[i] = (ushort)Infos[i].Codepoint;
                places[i] = new(x + (Positions[i].XOffset * Scale), -Positions[i].YOffset * Scale);
                clusters[i] = offsets[Infos[i].Cluster - From];
                x += Positions[i].XAdvance * Scale;
            }
            return new(Face, x, glyphs, places, clusters, utf8, characters);
        }

        private static (byte[] Utf8, uint[] Offsets) Encode(int[] characters)
        {
            var utf8 = new byte[characters.Length * 4];
            var offsets = new uint[characters.Length];
            var length = 0;
            for (var i = 0; i < characters.Length; i++)
            {
                offsets[i] = (uint)length;
                length += new Rune(characters[i]).EncodeToUtf8(utf8.AsSpan(length));
            }
            return (utf8[..length], offsets);
        }
    }
}
