using System.Security.Cryptography;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Keys;

/// <summary>
/// The ECDSA P-256 key that signs ledger heads. Lives in <c>keys/ledger.pem</c> (PKCS #8), readable by its owner alone.
/// </summary>
public sealed class LedgerKeys : IDisposable
{
    private readonly ECDsa _key;
    private readonly TimeProvider _time;
    private readonly Lock _signing = new(); // an ECDsa instance is not for two threads at once

    private LedgerKeys(ECDsa key, TimeProvider? time = null)
    {
        (_key, _time) = (key, time ?? TimeProvider.System);
        Id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
    }

    public string Id { get; }

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>
    /// Reads the key, or makes it on the first start; its public part lies beside it as <c>ledger.pub.pem</c>. Where
    /// only the public part is left no new key is made: it would pass for the old one and nothing signed before would
    /// verify.
    /// </summary>
    /// <exception cref="OperatorException">The key is gone, or the file holds no such key or may not be
    /// read.</exception>
    public static LedgerKeys OpenOrCreate(string keys, TimeProvider? time = null)
    {
        var (path, publicPart) = (Path.Combine(keys, "ledger.pem"), Path.Combine(keys, "ledger.pub.pem"));
        if (!File.Exists(path))
        {
            if (File.Exists(publicPart))
                throw new ConfigurationException(KeyTexts.SigningKeyMissing.With(new { path }));
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            SecretFile.Create(path, made.ExportPkcs8PrivateKeyPem() + "\n");
        }
        var key = Open(path, time);
        if (!File.Exists(publicPart))
            SecretFile.Create(publicPart, key.PublicPem + "\n"); // also when the first start was cut short
        return key;
    }

    /// <summary>Only to verify: from <c>ledger.pub.pem</c>.</summary>
    /// <exception cref="OperatorException">There is no such key.</exception>
    public static LedgerKeys OpenPublic(string path) => Open(path);

    /// <summary>From the text itself, where a secret store hands it over.</summary>
    /// <exception cref="OperatorException">It is no such key; the message does not hold it.</exception>
    public static LedgerKeys OfPem(string pem, TimeProvider? time = null)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize != 256)
                throw new CryptographicException(KeyTexts.WrongKeySize.With(new { bits = key.KeySize }));
            key.SignHash(new byte[32]); // a public part imports as well
            return new(key, time);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new ConfigurationException(KeyTexts.SigningKeyUnusable, e);
        }
    }

    private static LedgerKeys Open(string path, TimeProvider? time = null)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.KeySize != 256)
                throw new CryptographicException(KeyTexts.WrongKeySize.With(new { bits = key.KeySize }));
            return new(key, time);
        }
        catch (Exception e)
            when (e is ArgumentException or CryptographicException or UnauthorizedAccessException or IOException)
        {
            key.Dispose();
            throw new ConfigurationException(
                KeyTexts.SigningKeyFileUnusable.With(new { path, problem = e.Message.TrimEnd('.') }),
                e
            );
        }
    }

    public LedgerHead Sign(QuarterId quarter, long version, string hash)
    {
        var head = new LedgerHead(LedgerHead.CurrentFormat, quarter, version, hash, _time.Now(), Id, "");
        lock (_signing)
            return head with
            {
                Signature = Convert.ToBase64String(_key.SignData(head.SignedBytes(), HashAlgorithmName.SHA256)),
            };
    }

    public bool Verifies(LedgerHead head)
    {
        var signature = new byte[64];
        if (head.Format != LedgerHead.CurrentFormat || head.KeyId != Id)
            return false;
        if (!Convert.TryFromBase64String(head.Signature, signature, out var length))
            return false;
        if (Convert.ToBase64String(signature.AsSpan(0, length)) != head.Signature)
            return false; // one signature, one spelling: base64 has spare bits and lets spaces pass
        lock (_signing)
            return _key.VerifyData(head.SignedBytes(), signature.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    public void Dispose() => _key.Dispose();
}
