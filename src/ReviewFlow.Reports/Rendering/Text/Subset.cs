using System.Runtime.InteropServices;

namespace ReviewFlow.Reports.Rendering.Text;

/// <summary>
/// Cuts a font down to the glyphs a document uses. SkiaSharp embeds whole fonts; HarfBuzz's subsetter is exported by
/// the native library of HarfBuzzSharp but has no managed API. Glyph ids stay what they were, so text shaped with the
/// whole font still fits.
/// </summary>
internal static unsafe partial class Subset
{
    private const string Library = "libHarfBuzzSharp";
    private const uint NoHinting = 0x01,
        RetainGlyphIds = 0x02,
        NotdefOutline = 0x40;
    private const int TablesToDrop = 3;

    /// <summary>Shaping is over when a font is cut: layout tables would only pull in glyphs nobody uses.</summary>
    private static readonly string[] Unneeded =
    [
        "GSUB",
        "GPOS",
        "GDEF",
        "BASE",
        "JSTF",
        "STAT",
        "DSIG",
        "MATH",
        "kern",
        "morx",
        "mort",
        "kerx",
    ];

    /// <summary>
    /// The smaller font, or null where the platform's library has no subsetter or it refuses the font.
    /// </summary>
    public static byte[]? Of(nint face, IEnumerable<ushort> glyphs, IEnumerable<int> characters)
    {
        try
        {
            return Cut(face, glyphs, characters);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static byte[]? Cut(nint face, IEnumerable<ushort> glyphs, IEnumerable<int> characters)
    {
        var input = InputCreate();
        if (input == 0)
            return null;
        nint cut = 0,
            blob = 0;
        try
        {
            InputSetFlags(input, NoHinting | RetainGlyphIds | NotdefOutline);
            foreach (var glyph in glyphs)
                SetAdd(InputGlyphSet(input), glyph);
            foreach (var character in characters)
                SetAdd(InputUnicodeSet(input), (uint)character);
            foreach (var table in Unneeded)
                SetAdd(InputSet(input, TablesToDrop), HarfBuzzSharp.Tag.Parse(table));
            cut = SubsetOrFail(face, input);
            if (cut == 0)
                return null;
            blob = FaceReferenceBlob(cut);
            var data = BlobGetData(blob, out var length);
            return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        }
        finally
        {
            if (blob != 0)
                BlobDestroy(blob);
            if (cut != 0)
                FaceDestroy(cut);
            InputDestroy(input);
        }
    }

    [LibraryImport(Library, EntryPoint = "hb_subset_input_create_or_fail")]
    private static partial nint InputCreate();

    [LibraryImport(Library, EntryPoint = "hb_subset_input_destroy")]
    private static partial void InputDestroy(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set_flags")]
    private static partial void InputSetFlags(nint input, uint flags);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_glyph_set")]
    private static partial nint InputGlyphSet(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_unicode_set")]
    private static partial nint InputUnicodeSet(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set")]
    private static partial nint InputSet(nint input, int kind);

    [LibraryImport(Library, EntryPoint = "hb_set_add")]
    private static partial void SetAdd(nint set, uint value);

    [LibraryImport(Library, EntryPoint = "hb_subset_or_fail")]
    private static partial nint SubsetOrFail(nint face, nint input);

    [LibraryImport(Library, EntryPoint = "hb_face_reference_blob")]
    private static partial nint FaceReferenceBlob(nint face);

    [LibraryImport(Library, EntryPoint = "hb_face_destroy")]
    private static partial void FaceDestroy(nint face);

    [LibraryImport(Library, EntryPoint = "hb_blob_get_data")]
    private static partial byte* BlobGetData(nint blob, out uint length);

    [LibraryImport(Library, EntryPoint = "hb_blob_destroy")]
    private static partial void BlobDestroy(nint blob);
}
