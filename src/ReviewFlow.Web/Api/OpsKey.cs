using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Text;

namespace ReviewFlow.Web.Api;

/// <summary>
/// The key that ops send with every call, header <see cref="Header"/>. On one machine ops read it from
/// <c>keys/ops-key</c>; it is checked against its SHA-256 in <c>keys/ops.sha256</c>, which is read at each call, so
/// that a running server knows a rotation at once.
/// </summary>
public sealed class OpsKey
{
    /// <summary>
    /// The header under which Azure Functions takes its keys, so that a client is the same everywhere.
    /// </summary>
    public const string Header = "x-functions-key";

    /// <summary>The longest that a rotation keeps the old key.</summary>
    public static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(30);

    private readonly Func<IReadOnlyList<byte[]>> _accepted;

    private OpsKey(Func<IReadOnlyList<byte[]>> accepted) => _accepted = accepted;

    /// <summary>Where the key itself lies, readable by its owner alone.</summary>
    public static string FileIn(string keys) => Path.Combine(keys, "ops-key");

    /// <summary>
    /// Takes the hashes that lie in the folder; on the first start makes a key and writes it to <see cref="FileIn"/>.
    /// </summary>
    /// <exception cref="OperatorException">The file is there but holds no hash, or may not be read or
    /// written.</exception>
    public static (OpsKey Key, string? JustMade) OpenOrCreate(string keys, TimeProvider? time = null)
    {
        var (hashes, clock) = (new OpsKeyHashes(keys), time ?? TimeProvider.System);
        var made = hashes.Exist ? null : Make(keys, hashes.Begin);
        hashes.Accepted(clock.GetUtcNow());
        return (new(() => hashes.Accepted(clock.GetUtcNow())), made);
    }

    /// <summary>
    /// Makes a new key. The ones before it are accepted until <paramref name="oldUntil"/> and no longer than they were
    /// before.
    /// </summary>
    /// <exception cref="OperatorException">There is no key in this folder, or it may not be written.</exception>
    public static void Rotate(string keys, DateTimeOffset oldUntil)
    {
        var hashes = new OpsKeyHashes(keys);
        if (!hashes.Exist)
            throw new ConfigurationException(ApiTexts.OpsKeyMissing.With(new { keys }));
        Make(keys, hash => hashes.Add(hash, oldUntil));
    }

    /// <summary>From the hashes alone, each 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">One is no such hash.</exception>
    public static OpsKey OfHash(string sha256, string? oldSha256 = null)
    {
        byte[][] accepted =
        [
            OpsKeyHashes.Parse(sha256),
            .. oldSha256 is null ? [] : new[] { OpsKeyHashes.Parse(oldSha256) },
        ];
        return new(() => accepted);
    }

    /// <summary>Takes the same time whatever is sent.</summary>
    public bool Fits(string? key)
    {
        var (sent, fits) = (HashOf(key ?? ""), false);
        foreach (var hash in _accepted())
            fits |= CryptographicOperations.FixedTimeEquals(sent, hash);
        return fits;
    }

    // The key comes to disk before its hash: a run that is cut short in between leaves the accepted key as it was.
    private static string Make(string keys, Action<byte[]> accept)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        try
        {
            SecretFile.Write(FileIn(keys), key + "\n");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ConfigurationException(
                ApiTexts.OpsKeyNotWritable.With(new { keys = FileIn(keys), reason = e.Message }),
                e
            );
        }
        accept(HashOf(key));
        return key;
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
