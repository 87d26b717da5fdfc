using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ReviewFlow.Json;

/// <summary>Something wrong with an input: where (JSON path, 1-based line), what, and what would be right.</summary>
public sealed record Problem(string Path, int Line, string What, string Right)
{
    public override string ToString() => $"{Path} (line {Line.ToString(CultureInfo.InvariantCulture)}): {What} {Right}";
}

/// <summary>A JSON value that knows where it stands, so that a reader can name every problem at once.</summary>
internal sealed record LocatedJson(string Path, int Line, JsonValueKind Kind, string Text, IReadOnlyList<Member> Members, IReadOnlyList<LocatedJson> Items)
{
    /// <summary>A quarter of a thousand teams is under 2 MiB; more is not a roster.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>A roster is six levels deep; more is refused before it costs anything.</summary>
    public const int MostLevels = 16;

    /// <summary>The value, or the one problem that keeps the text from being JSON.</summary>
    public static (LocatedJson? Value, Problem? Problem) Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MostBytes) return (null, new("$", 1, $"The file has {utf8.Length:N0} bytes.", $"At most {MostBytes:N0} are read."));
        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return (null, new("$", 1, "The file is UTF-16.", "Save it as UTF-8."));
        if (utf8 is [0xEF, 0xBB, 0xBF, ..]) utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8)) return (null, new("$", LineOf(utf8, FirstInvalid(utf8)), "The file is not UTF-8 here.", "Save it as UTF-8."));

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MostLevels });
        try
        {
            var lines = new Lines(utf8);
            reader.Read();
            var value = Read(ref reader, "$", ref lines);
            return reader.Read() ? (null, null) : (value, null); // a second value makes Read throw
        }
        catch (JsonException e)
        {
            return (null, new("$", (int)(e.LineNumber ?? 0) + 1, "This is not JSON: " + Sentence(e), "Numbers such as NaN, comments and trailing commas are not part of JSON."));
        }
        catch (InvalidOperationException)
        {
            return (null, new("$", LineOf(utf8, (int)reader.TokenStartIndex), "A string has an escape that is half a surrogate pair.", "Write the whole character."));
        }
    }

    private static LocatedJson Read(ref Utf8JsonReader reader, string path, ref Lines lines)
    {
        var line = lines.At((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<Member>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    var at = lines.At((int)reader.TokenStartIndex);
                    reader.Read();
                    members.Add(new(name, at, Read(ref reader, $"{path}.{name}", ref lines)));
                }
                return new(path, line, JsonValueKind.Object, "", members, []);

            case JsonTokenType.StartArray:
                var items = new List<LocatedJson>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader, $"{path}[{items.Count}]", ref lines));
                return new(path, line, JsonValueKind.Array, "", [], items);

            case JsonTokenType.String: return Scalar(JsonValueKind.String, reader.GetString()!);
            case JsonTokenType.Number: return Scalar(JsonValueKind.Number, Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True: return Scalar(JsonValueKind.True, "true");
            case JsonTokenType.False: return Scalar(JsonValueKind.False, "false");
            default: return Scalar(JsonValueKind.Null, "null");
        }

        LocatedJson Scalar(JsonValueKind kind, string text) => new(path, line, kind, text, [], []);
    }

    private static string Sentence(JsonException e) => e.Message.Split(" LineNumber:")[0];

    private static int LineOf(ReadOnlySpan<byte> utf8, int position) => utf8[..position].Count((byte)'\n') + 1;

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        for (var at = 0; at < utf8.Length;)
        {
            if (Rune.DecodeFromUtf8(utf8[at..], out _, out var used) != System.Buffers.OperationStatus.Done) return at;
            at += used;
        }
        return 0;
    }

    /// <summary>Counts lines as the reader goes forward, so that a long file is walked once.</summary>
    private ref struct Lines(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;
        private int _position;
        private int _line = 1;

        public int At(int position)
        {
            _line += _utf8[_position..position].Count((byte)'\n');
            _position = position;
            return _line;
        }
    }
}

internal sealed record Member(string Name, int Line, LocatedJson Value);
