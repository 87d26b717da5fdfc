using System.Security.Cryptography;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Keys;

/// <summary>One ECDSA P-256 key, with or without its private part.</summary>
internal sealed class EcKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _turn = new(); // an ECDsa instance is not for two threads at once

    private EcKey(ECDsa key)
    {
        if (key.KeySize != 256)
            throw new CryptographicException(KeyTexts.WrongKeySize.With(new { bits = key.KeySize }));
        var publicPart = key.ExportSubjectPublicKeyInfo();
        (_key, PublicKey) = (key, Convert.ToBase64String(publicPart));
        Id = Convert.ToHexStringLower(SHA256.HashData(publicPart))[..16];
    }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo (DER), first 16 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>SubjectPublicKeyInfo, DER, base64.</summary>
    public string PublicKey { get; }

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    public string PrivatePem => _key.ExportPkcs8PrivateKeyPem();

    public static EcKey Make() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Null where it is no such key.</summary>
    public static EcKey? OfPublic(string base64)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(base64), out _);
            return new(key);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    /// <summary>Every key of a text that holds PEM blocks one after the other; a last one may be cut short.</summary>
    /// <exception cref="CryptographicException">One is no such key, or there is none.</exception>
    /// <exception cref="ArgumentException">As the one before.</exception>
    public static IReadOnlyList<EcKey> AllOf(string pem)
    {
        var keys = new List<EcKey>();
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var block); rest = rest[block.Location.End..])
        {
            var key = ECDsa.Create();
            key.ImportFromPem(rest[block.Location]);
            keys.Add(new(key));
        }
        return keys.Count > 0 ? keys : throw new CryptographicException(KeyTexts.NoKey);
    }

    /// <summary>How many characters of the text the whole PEM blocks take.</summary>
    public static int WholeBlocks(string pem)
    {
        var end = 0;
        while (PemEncoding.TryFind(pem.AsSpan(end), out var block))
            end += block.Location.End.GetOffset(pem.Length - end);
        return end;
    }

    /// <summary>64 bytes r‖s (IEEE P1363), base64.</summary>
    /// <exception cref="CryptographicException">It has no private part.</exception>
    public string Sign(byte[] data)
    {
        lock (_turn)
            return Convert.ToBase64String(_key.SignData(data, HashAlgorithmName.SHA256));
    }

    public bool Verifies(byte[] data, string signature)
    {
        var bytes = new byte[64];
        if (!Convert.TryFromBase64String(signature, bytes, out var length))
            return false;
        if (Convert.ToBase64String(bytes.AsSpan(0, length)) != signature)
            return false; // one signature, one spelling: base64 has spare bits and lets spaces pass
        lock (_turn)
            return _key.VerifyData(data, bytes.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    public void Dispose() => _key.Dispose();
}
