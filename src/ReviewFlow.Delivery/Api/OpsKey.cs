using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ReviewFlow.Delivery.Api;

/// <summary>The key that ops send with every call, header <see cref="Header"/>. Only its SHA-256 is kept, in <c>keys/ops.sha256</c>.</summary>
public sealed class OpsKey
{
    /// <summary>The header under which Azure Functions takes its keys, so that a client is the same everywhere.</summary>
    public const string Header = "x-functions-key";

    private readonly byte[] _hash;

    private OpsKey(byte[] hash) => _hash = hash;

    /// <summary>Reads the key's hash; on the first start makes a key and answers it, this once.</summary>
    /// <exception cref="UnusableException">The file is there but holds no hash, or may not be read.</exception>
    public static (OpsKey Key, string? JustMade) OpenOrCreate(string keys)
    {
        var path = Path.Combine(keys, "ops.sha256");
        try
        {
            if (File.Exists(path))
            {
                var hash = Convert.FromHexString(File.ReadAllText(path).Trim());
                return hash.Length == 32 ? (new(hash), null) : throw new FormatException($"it holds {hash.Length} bytes");
            }
            var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            SecretFile.Create(path, Convert.ToHexStringLower(HashOf(key)) + "\n");
            return (new(HashOf(key)), key);
        }
        catch (Exception e) when (e is FormatException or UnauthorizedAccessException or IOException)
        {
            throw new UnusableException($"The ops key's hash {path} cannot be used: {e.Message.TrimEnd('.')}. Delete the file to get a new key at the next start.", e);
        }
    }

    /// <summary>From the hash alone: 64 hexadecimal digits, as <c>ops.sha256</c> holds them.</summary>
    /// <exception cref="FormatException">It is no such hash.</exception>
    public static OpsKey OfHash(string sha256) => sha256.Trim() is { Length: 64 } hash ? new(Convert.FromHexString(hash)) : throw new FormatException("A SHA-256 has 64 hexadecimal digits.");

    /// <summary>Takes the same time whatever is sent.</summary>
    public bool Fits(string? key) => CryptographicOperations.FixedTimeEquals(HashOf(key ?? ""), _hash);

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
