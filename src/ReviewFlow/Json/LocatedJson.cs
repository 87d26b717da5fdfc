using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ReviewFlow.Text;

namespace ReviewFlow.Json;

/// <summary>
/// A JSON value that knows where it stands, so that a reader can name every problem at once. The file is walked once; a
/// value, its path and its line are made only when somebody asks, so what nobody takes costs 20 bytes a token and no
/// more.
/// </summary>
internal sealed class LocatedJson
{
    /// <summary>A quarter of a thousand teams is under 2 MiB; more is not a roster.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>A roster is six levels deep; more is refused before it costs anything.</summary>
    public const int MostLevels = 16;

    private readonly Source _source;
    private readonly int _token;
    private readonly LocatedJson? _parent;
    private readonly string? _name;
    private readonly int _position;
    private string? _text;

    private LocatedJson(Source source, int token, LocatedJson? parent = null, string? name = null, int position = 0) =>
        (_source, _token, _parent, _name, _position) = (source, token, parent, name, position);

    public JsonValueKind Kind => _source.Tokens[_token].Kind;

    /// <summary>How many items or members it has.</summary>
    public int Count => _source.Tokens[_token].Count;

    /// <summary>Long names of members are cut.</summary>
    public string Path =>
        (_parent, _name) switch
        {
            (null, _) => "$",
            (_, null) => string.Create(CultureInfo.InvariantCulture, $"{_parent.Path}[{_position}]"),
            _ => $"{_parent.Path}.{VisibleText.Short(_name)}",
        };

    public int Line => _source.LineOf(_token);

    /// <summary>A scalar as it was written, a string without its escapes.</summary>
    public string Text => _text ??= Kind is JsonValueKind.Object or JsonValueKind.Array ? "" : _source.Text(_token);

    public IEnumerable<LocatedJson> Items
    {
        get
        {
            if (Kind != JsonValueKind.Array)
                yield break;
            for (int i = 0, at = _token + 1; i < Count; at = _source.Tokens[at].Next, i++)
                yield return new(_source, at, this, position: i);
        }
    }

    public IEnumerable<Member> Members
    {
        get
        {
            if (Kind != JsonValueKind.Object)
                yield break;
            for (int i = 0, at = _token + 1; i < Count; at = _source.Tokens[at + 1].Next, i++)
                yield return new(_source.Text(at), this, at);
        }
    }

    /// <summary>The value, or the one problem that keeps the text from being JSON.</summary>
    public static (LocatedJson? Value, Problem? Problem) Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
            return (
                null,
                new(
                    "$",
                    1,
                    JsonTexts.FileTooLarge.With(new { count = utf8.Length }),
                    JsonTexts.MaxBytes.With(new { max = Figure.Of(MaxBytes, "") })
                )
            );
        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return (null, new("$", 1, JsonTexts.Utf16, JsonTexts.SaveAsUtf8));
        if (utf8 is [0xEF, 0xBB, 0xBF, ..])
            utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8))
            return (null, new("$", LineOf(utf8, FirstInvalid(utf8)), JsonTexts.NotUtf8, JsonTexts.SaveAsUtf8));

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MostLevels });
        try
        {
            return (new(new(utf8.ToArray(), Tokens(ref reader)), token: 0), null);
        }
        catch (JsonException e)
        {
            return (
                null,
                new(
                    "$",
                    (int)(e.LineNumber ?? 0) + 1,
                    JsonTexts.NotJson.With(new { problem = Sentence(e) }),
                    JsonTexts.StrictJson
                )
            );
        }
        catch (InvalidOperationException)
        {
            return (
                null,
                new("$", LineOf(utf8, (int)reader.TokenStartIndex), JsonTexts.HalfEscape, JsonTexts.WriteWholeCharacter)
            );
        }
    }

    /// <exception cref="InvalidOperationException">A string has an escape that is half a surrogate pair.</exception>
    private static List<Token> Tokens(ref Utf8JsonReader reader)
    {
        var tokens = new List<Token>();
        var open = new Stack<int>();
        var unescaped = Array.Empty<byte>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                CollectionsMarshal.AsSpan(tokens)[open.Pop()].Next = tokens.Count;
                continue;
            }
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && reader.ValueIsEscaped)
            {
                if (unescaped.Length < reader.ValueSpan.Length)
                    unescaped = new byte[reader.ValueSpan.Length];
                reader.CopyString(unescaped);
            }
            if (reader.TokenType != JsonTokenType.PropertyName && open.TryPeek(out var holder))
                CollectionsMarshal.AsSpan(tokens)[holder].Count++;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(tokens.Count);
            var start = (int)reader.TokenStartIndex;
            tokens.Add(
                new()
                {
                    Kind = KindOf(reader.TokenType),
                    Start = start,
                    Length = (int)reader.BytesConsumed - start,
                    Next = tokens.Count + 1,
                }
            );
        }
        return tokens;
    }

    private static JsonValueKind KindOf(JsonTokenType type) =>
        type switch
        {
            JsonTokenType.StartObject => JsonValueKind.Object,
            JsonTokenType.StartArray => JsonValueKind.Array,
            JsonTokenType.Number => JsonValueKind.Number,
            JsonTokenType.True => JsonValueKind.True,
            JsonTokenType.False => JsonValueKind.False,
            JsonTokenType.Null => JsonValueKind.Null,
            _ => JsonValueKind.String,
        };

    private static string Sentence(JsonException e) => e.Message.Split(" LineNumber:")[0];

    private static int LineOf(ReadOnlySpan<byte> utf8, int position) => utf8[..position].Count((byte)'\n') + 1;

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        for (var at = 0; at < utf8.Length; )
        {
            if (Rune.DecodeFromUtf8(utf8[at..], out _, out var used) != System.Buffers.OperationStatus.Done)
                return at;
            at += used;
        }
        return 0;
    }

    /// <summary>
    /// One value, or the name of a member before its value. <c>Length</c> of a name includes the colon.
    /// </summary>
    private struct Token
    {
        public JsonValueKind Kind;
        public int Start,
            Length,
            Count,
            Next;
    }

    private sealed record Source(byte[] Utf8, List<Token> Tokens)
    {
        public int LineOf(int token) => LocatedJson.LineOf(Utf8, Tokens[token].Start);

        public string Text(int token)
        {
            var at = Tokens[token];
            var reader = new Utf8JsonReader(Utf8.AsSpan(at.Start, at.Length), isFinalBlock: false, state: default);
            if (at.Kind != JsonValueKind.String)
                return Encoding.UTF8.GetString(Utf8, at.Start, at.Length);
            reader.Read();
            return reader.GetString()!;
        }
    }

    /// <summary>A member of an object, at the line of its name.</summary>
    internal readonly record struct Member(string Name, LocatedJson Of, int Token)
    {
        public int Line => Of._source.LineOf(Token);

        public LocatedJson Value => new(Of._source, Token + 1, Of, Name);
    }
}
