using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.Rendering.Pdf;

/// <summary>
/// A revision appended to a PDF file whose cross-reference is a classic table: new objects, new versions of old ones, a
/// table that names only these, and a trailer that points back to the one before (ISO 32000-1 §7.5.6). What was written
/// stays as it is.
/// </summary>
internal sealed class PdfIncrementalUpdate
{
    private readonly MemoryStream _file;
    private readonly ReadOnlyMemory<byte> _before;
    private readonly long _previousTable;
    private readonly SortedDictionary<int, byte[]> _objects = [];
    private int _size;

    /// <param name="file">It is written on, so that no second one of its size is held.</param>
    /// <exception cref="FormatException">The file ends in no classic cross-reference table.</exception>
    public PdfIncrementalUpdate(MemoryStream file)
    {
        _file = file;
        _before = file.GetBuffer().AsMemory(0, (int)file.Length);
        var end = Find("startxref", At(0).LastIndexOf("startxref"u8));
        _previousTable = Number(end + "startxref".Length, out _);
        if (!At(_previousTable).StartsWith("xref"u8))
            throw new FormatException("The file has no classic cross-reference table.");

        var trailer = Find("trailer", (int)_previousTable + At(_previousTable).IndexOf("trailer"u8));
        Trailer = Encoding.Latin1.GetString(At(trailer)[..(end - trailer)]);
        _size = (int)Entry("Size");
        Root = (int)Entry("Root");
        Info = (int)Entry("Info");
    }

    public int Root { get; }

    public int Info { get; }

    private string Trailer { get; }

    /// <summary>A number for an object that is not there yet.</summary>
    public int NewNumber() => _size++;

    public void Set(int number, string content) => Set(number, Encoding.Latin1.GetBytes(content));

    public void Set(int number, byte[] content) => _objects[number] = content;

    public void SetStream(int number, string dictionary, byte[] data) =>
        Set(
            number,
            [
                .. Encoding.Latin1.GetBytes($"<<{dictionary} /Length {data.Length}>>\nstream\n"),
                .. data,
                .. "\nendstream"u8,
            ]
        );

    /// <summary>What stands between <c>&lt;&lt;</c> and <c>&gt;&gt;</c> of an object that is a dictionary.</summary>
    public string Dictionary(int number)
    {
        var from = OffsetOf(number);
        var text = Encoding.Latin1.GetString(At(from)[..At(from).IndexOf("endobj"u8)]);
        return text[
            (text.IndexOf("<<", StringComparison.Ordinal) + 2)..text.LastIndexOf(">>", StringComparison.Ordinal)
        ];
    }

    /// <summary>The file with the revision at its end.</summary>
    public byte[] ToArray()
    {
        var file = _file;
        file.Position = file.Length;
        if (_before.Span[^1] != '\n')
            file.WriteByte((byte)'\n');

        var offsets = new SortedDictionary<int, long>();
        foreach (var (number, content) in _objects)
        {
            offsets[number] = file.Position;
            Write($"{number} 0 obj\n");
            file.Write(content);
            Write("\nendobj\n");
        }

        var table = file.Position;
        Write("xref\n");
        foreach (var (number, offset) in offsets)
            Write(string.Create(CultureInfo.InvariantCulture, $"{number} 1\n{offset:D10} 00000 n \n"));
        var id = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)table)).AsSpan(0, 16));
        Write(
            $"trailer\n<</Size {_size} /Root {Root} 0 R /Info {Info} 0 R /Prev {_previousTable} /ID [<{id}> "
                + $"<{id}>]>>\nstartxref\n{table}\n%%EOF\n"
        );
        return file.ToArray();

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }

    private ReadOnlySpan<byte> At(long offset) => _before.Span[checked((int)offset)..];

    private static int Find(string what, int at) =>
        at >= 0 ? at : throw new FormatException($"The file has no '{what}'.");

    private long Entry(string name)
    {
        var at = Trailer.IndexOf($"/{name} ", StringComparison.Ordinal);
        if (at < 0)
            throw new FormatException($"The trailer has no /{name}.");
        var digits = Trailer.AsSpan(at + name.Length + 2);
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return long.Parse(length < 0 ? digits : digits[..length], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Reads through the subsections of the table: <c>first count</c>, then 20 bytes for each object.
    /// </summary>
    private long OffsetOf(int number)
    {
        var before = _before.Span;
        var at = (int)_previousTable + "xref".Length;
        while (true)
        {
            var first = Number(at, out at);
            var count = Number(at, out at);
            while (before[at] is (byte)' ' or (byte)'\r' or (byte)'\n')
                at++;
            if (number >= first && number < first + count)
                return Number(at + (20 * (number - (int)first)), out _);
            at += 20 * (int)count;
            if (At(at).StartsWith("trailer"u8))
                throw new FormatException($"The file has no object {number}.");
        }
    }

    private long Number(int at, out int end)
    {
        var before = _before.Span;
        while (before[at] is (byte)' ' or (byte)'\r' or (byte)'\n')
            at++;
        end = at;
        while (end < before.Length && before[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        return long.Parse(before[at..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
