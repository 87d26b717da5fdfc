using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using ReviewFlow.Application;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// Long text in a row: UTF-8, Brotli, cut into binary properties <c>Text00</c>, <c>Text01</c>, … of at most 64 KiB. The
/// service holds strings as UTF-16 and a row to 1 MiB; mails and scorecards repeat themselves so much that they shrink
/// to a tenth.
/// </summary>
internal static class CompressedText
{
    private const int Piece = 64 * 1024;

    /// <summary>What one row takes; the rest of its 1 MiB is for names and the other properties.</summary>
    public const int MaxBytes = 15 * Piece;

    public static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            brotli.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    public static TableEntity With(this TableEntity row, byte[] packed)
    {
        for (var piece = 0; piece * Piece < packed.Length; piece++)
            row[Name(piece)] = packed[(piece * Piece)..Math.Min((piece + 1) * Piece, packed.Length)];
        return row;
    }

    /// <exception cref="InvalidDataException">It is not what <see cref="Pack"/> made.</exception>
    public static string Unpack(this TableEntity row)
    {
        using var packed = new MemoryStream();
        for (var piece = 0; row.GetBinary(Name(piece)) is { } bytes; piece++)
            packed.Write(bytes);
        packed.Position = 0;
        using var text = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    /// <summary>
    /// Packs <paramref name="items"/> into as few texts as fit into a row each: all into one, else each half by itself.
    /// </summary>
    /// <exception cref="OperatorException">One alone does not fit.</exception>
    public static IEnumerable<(IReadOnlyList<T> Items, byte[] Bytes)> Fit<T>(
        IReadOnlyList<T> items,
        Func<IReadOnlyList<T>, string> write
    )
    {
        if (items.Count == 0)
            return [];
        var packed = Pack(write(items));
        if (packed.Length <= MaxBytes)
            return [(items, packed)];
        if (items.Count == 1)
            throw new IntegrityException(
                StorageTexts.EntryTooLong.With(new { size = packed.Length / 1024, limit = MaxBytes / 1024 })
            );
        var half = items.Count / 2;
        return [.. Fit([.. items.Take(half)], write), .. Fit([.. items.Skip(half)], write)];
    }

    private static string Name(int piece) => "Text" + piece.ToString("00", CultureInfo.InvariantCulture);
}
