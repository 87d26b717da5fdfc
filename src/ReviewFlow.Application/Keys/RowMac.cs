using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Keys;

/// <summary>
/// HMAC-SHA-256 over the fields of a row that never change, under a key that is not in the database. So a row that
/// somebody else wrote into the database grants nothing. The key is the one in whose time the row was written; a MAC
/// names it. docs/ledger.md states which fields, in which order.
/// </summary>
public sealed class RowMac
{
    private const int KeyBytes = 32;
    private readonly Func<KeyRing> _ring;
    private readonly Func<IReadOnlyDictionary<string, byte[]>> _read;
    private readonly ConcurrentDictionary<string, byte[]> _known = new();

    private RowMac(Func<KeyRing> ring, Func<IReadOnlyDictionary<string, byte[]>> read) => (_ring, _read) = (ring, read);

    public static string PathIn(string keys) => Path.Combine(keys, "rows.key");

    /// <summary>
    /// Reads <c>rows.key</c> (a line for each key, base64 of 32 bytes), or makes the first at the first start.
    /// </summary>
    /// <exception cref="OperatorException">A key of the ring is gone, or the file holds no such key or may not be
    /// read.</exception>
    public static RowMac OpenOrCreate(string keys, TimeProvider? time = null)
    {
        var (path, file) = (PathIn(keys), new KeyRingFile(keys));
        try
        {
            if (!File.Exists(path) && file.Read().First(KeyKind.Mac) is { } gone)
                throw new ConfigurationException(KeyTexts.RowKeyMissing.With(new { path, id = gone.Id }));
            if (!File.Exists(path))
                SecretFile.Create(path, NewKey());
            var there = AllIn(path);
            if (file.Read().First(KeyKind.Mac) is null)
                file.Append(KeyRing.LineOf(new(Only(there, path), KeyKind.Mac, (time ?? TimeProvider.System).Now())));
            return Opened(file.Read, () => AllIn(path), path);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e);
        }
    }

    /// <param name="text">One key, or several with white space between them.</param>
    /// <param name="ring">Null where there is one key alone.</param>
    /// <exception cref="FormatException">One is not the base64 of 32 bytes; the message does not hold it.</exception>
    /// <exception cref="OperatorException">A key of the ring is missing.</exception>
    public static RowMac OfBase64(string text, KeyRing? ring = null)
    {
        var keys = AllOf(text);
        var known = ring?.First(KeyKind.Mac) is null
            ? KeyRing.Of([new(Only(keys, KeyTexts.TheSetting), KeyKind.Mac, default)])
            : ring;
        return Opened(() => known, () => keys, KeyTexts.TheSetting);
    }

    /// <summary>Makes a key that is used for what is written from this moment on.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="OperatorException">The files may not be written.</exception>
    public static string Add(string keys, Instant from)
    {
        var made = NewKey();
        try
        {
            // The ring last: a run that is cut short before leaves a key that nobody knows of.
            KeyRingFile.Append(PathIn(keys), made, Whole);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(PathIn(keys), e);
        }
        var id = AllOf(made).Single().Key;
        new KeyRingFile(keys).Append(KeyRing.LineOf(new(id, KeyKind.Mac, from)));
        return id;
    }

    /// <summary>
    /// <c>KEYID:BASE64</c>. Each field counts with its length, so that no two lists of fields give the same bytes.
    /// </summary>
    /// <param name="kind"><c>link</c>, <c>mail</c> or <c>sealed</c>: a row of one kind is never one of another.</param>
    /// <param name="at">When the row was written.</param>
    public string Of(string kind, Instant at, params ReadOnlySpan<string?> fields) =>
        Of(_ring().Current(KeyKind.Mac, at), kind, at, fields);

    /// <summary>Made with a key in its time that is not revoked. Takes the same time whatever is handed in.</summary>
    public bool Fits(string? mac, string kind, Instant at, params ReadOnlySpan<string?> fields) =>
        mac?.Split(':') is [var id, _]
        && _ring().Find(KeyKind.Mac, id) is { } key
        && key.IsInTime(at)
        && !key.IsRevokedAt(at)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(mac),
            Encoding.UTF8.GetBytes(Of(key, kind, at, fields))
        );

    private string Of(RingKey key, string kind, Instant at, ReadOnlySpan<string?> fields)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Find(key.Id));
        Append(mac, kind);
        Append(mac, at.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var field in fields)
            Append(mac, field);
        return $"{key.Id}:{Convert.ToBase64String(mac.GetHashAndReset())}";
    }

    private byte[] Find(string id)
    {
        if (_known.TryGetValue(id, out var known))
            return known;
        foreach (var (other, key) in _read())
            _known[other] = key;
        return _known.TryGetValue(id, out var found)
            ? found
            : throw new ConfigurationException(KeyTexts.RowKeyMissing.With(new { path = "rows.key", id }));
    }

    /// <summary>Retired keys have to be there as well: they hold up what was written in their time.</summary>
    private static RowMac Opened(Func<KeyRing> ring, Func<IReadOnlyDictionary<string, byte[]>> read, string path)
    {
        var there = read();
        return
            ring().Keys.FirstOrDefault(k => k.Kind == KeyKind.Mac && !k.IsRevokedThroughout && !there.ContainsKey(k.Id))
                is { Id: var id }
            ? throw new ConfigurationException(KeyTexts.RowKeyMissing.With(new { path, id }))
            : new(ring, read);
    }

    private static Dictionary<string, byte[]> AllIn(string path)
    {
        var text = File.ReadAllText(path);
        return AllOf(text[..Whole(text)]);
    }

    /// <summary>Without a last line that a crash cut short; one without its end may be whole.</summary>
    private static int Whole(string text)
    {
        var line = text.LastIndexOf('\n') + 1;
        return line == 0 || IsKey(text.AsSpan(line)) ? text.Length : line;
    }

    private static bool IsKey(ReadOnlySpan<char> line) =>
        Convert.TryFromBase64Chars(line, stackalloc byte[KeyBytes], out var length) && length == KeyBytes;

    private static Dictionary<string, byte[]> AllOf(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(one =>
            {
                var key = new byte[KeyBytes];
                return Convert.TryFromBase64String(one, key, out var length) && length == KeyBytes
                    ? key
                    : throw new FormatException(KeyTexts.NotBase64Of32Bytes);
            })
            .DistinctBy(IdOf)
            .ToDictionary(IdOf);

    /// <summary>The first 16 hexadecimal digits of the HMAC-SHA-256 of <c>id</c> under the key.</summary>
    private static string IdOf(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, "id"u8))[..16];

    private static string Only(Dictionary<string, byte[]> keys, string place) =>
        keys.Count switch
        {
            0 => throw new FormatException(KeyTexts.NotBase64Of32Bytes),
            1 => keys.Keys.Single(),
            _ => throw new ConfigurationException(KeyTexts.RingNeeded.With(new { place })),
        };

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n";

    private static ConfigurationException Unusable(string path, Exception e) =>
        new(KeyTexts.RowKeyUnusable.With(new { path, problem = e.Message.TrimEnd('.') }), e);

    private static void Append(IncrementalHash mac, string? field)
    {
        var bytes = Encoding.UTF8.GetBytes(field ?? "");
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
        mac.AppendData(length);
        mac.AppendData(bytes);
    }
}
