using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Keys;

/// <summary>
/// HMAC-SHA-256 over the fields of a row that never change, under a key that is not in the database. So a row that
/// somebody else wrote into the database grants nothing. docs/ledger.md states which fields, in which order.
/// </summary>
public sealed class RowMac
{
    private const int KeyBytes = 32;
    private readonly byte[] _key;

    private RowMac(byte[] key) => _key = key;

    public static string PathIn(string keys) => Path.Combine(keys, "rows.key");

    /// <summary>Reads <c>rows.key</c> (base64 of 32 bytes), or makes it on the first start.</summary>
    /// <exception cref="OperatorException">The file holds no such key or may not be read.</exception>
    public static RowMac OpenOrCreate(string keys)
    {
        var path = PathIn(keys);
        try
        {
            if (!File.Exists(path))
                SecretFile.Create(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n");
            return OfBase64(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                KeyTexts.RowKeyUnusable.With(new { path, problem = e.Message.TrimEnd('.') }),
                e
            );
        }
    }

    /// <exception cref="FormatException">It is not the base64 of 32 bytes; the message does not hold it.</exception>
    public static RowMac OfBase64(string text)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == KeyBytes
            ? new(key)
            : throw new FormatException(KeyTexts.NotBase64Of32Bytes);
    }

    /// <summary>
    /// Base64. Each field counts with its length, so that no two lists of fields give the same bytes.
    /// </summary>
    /// <param name="kind"><c>link</c>, <c>mail</c> or <c>sealed</c>: a row of one kind is never one of another.</param>
    public string Of(string kind, params ReadOnlySpan<string?> fields)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        Append(mac, kind);
        foreach (var field in fields)
            Append(mac, field);
        return Convert.ToBase64String(mac.GetHashAndReset());
    }

    /// <summary>Takes the same time whatever is handed in.</summary>
    public bool Fits(string? mac, string kind, params ReadOnlySpan<string?> fields) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(mac ?? ""),
            Encoding.UTF8.GetBytes(Of(kind, fields))
        );

    private static void Append(IncrementalHash mac, string? field)
    {
        var bytes = Encoding.UTF8.GetBytes(field ?? "");
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
        mac.AppendData(length);
        mac.AppendData(bytes);
    }
}
