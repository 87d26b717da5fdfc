using System.Runtime.InteropServices;
using HarfBuzzSharp;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering.Text;

/// <summary>
/// One shipped font. It lives as long as the process, in unmanaged memory: HarfBuzz keeps pointing into it, and over
/// managed memory a moving collector crashes it. Shared by all threads; nothing changes after it is made.
/// </summary>
#pragma warning disable CA1001 // It owns what the process keeps.
internal sealed unsafe class FontFace
#pragma warning restore CA1001
{
    private readonly byte* _data;
    private readonly int _length;
    private readonly Face _face;

    public FontFace(string file)
    {
        using var stream = typeof(FontFace).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The font {file} is not embedded.");
        _length = checked((int)stream.Length);
        _data = (byte*)NativeMemory.Alloc((nuint)_length);
        stream.ReadExactly(new Span<byte>(_data, _length));

        _face = new Face(new Blob((nint)_data, _length, MemoryMode.ReadOnly), 0);
        _face.MakeImmutable();
        Font = new Font(_face);
        Font.SetFunctionsOpenType();
        UnitsPerEm = _face.UnitsPerEm;
        Font.SetScale(UnitsPerEm, UnitsPerEm);
    }

    /// <summary>Measures in units of <see cref="UnitsPerEm"/>.</summary>
    public Font Font { get; }

    public int UnitsPerEm { get; }

    public bool Covers(int character) => Font.TryGetNominalGlyph((uint)character, out var glyph) && glyph != 0;

    /// <summary>The font with these glyphs only; the whole font where the platform cannot cut it.</summary>
    public SKTypeface Typeface(IEnumerable<ushort> glyphs, IEnumerable<int> characters)
    {
        using var data = Subset.Of(_face.Handle, glyphs, characters) is { } cut
            ? SKData.CreateCopy(cut)
            : SKData.Create((nint)_data, _length);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("A shipped font cannot be read.");
    }
}
