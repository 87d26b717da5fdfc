using System.Collections.Concurrent;
using System.Security.Cryptography;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Keys;

/// <summary>
/// The ECDSA P-256 keys that sign ledger heads. The current one signs; each verifies what was signed in its time. Their
/// private parts live in <c>keys/ledger.pem</c> (PKCS #8, one after the other), readable by its owner alone, their
/// public parts in the ring.
/// </summary>
public sealed class LedgerKeys : IDisposable
{
    private readonly Func<KeyRing> _ring;
    private readonly Func<IReadOnlyList<EcKey>> _privateKeys;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, EcKey> _signers = new(),
        _verifiers = new();

    private LedgerKeys(Func<KeyRing> ring, Func<IReadOnlyList<EcKey>> privateKeys, TimeProvider? time)
    {
        (_ring, _privateKeys, _time) = (ring, privateKeys, time ?? TimeProvider.System);
        foreach (var key in ring().Keys.Where(k => k.Kind == KeyKind.Ledger))
            Verifier(key);
    }

    /// <summary>Of the ring's first key: it stays the same for this installation whatever is rotated.</summary>
    public string InstallationId => _ring().First(KeyKind.Ledger)!.Id;

    /// <summary>As it is now; another one as soon as it has changed.</summary>
    public KeyRing Ring => _ring();

    public static string PathIn(string keys) => Path.Combine(keys, "ledger.pem");

    public static string PublicPathIn(string keys) => Path.Combine(keys, "ledger.pub.pem");

    /// <summary>
    /// Reads the keys, or makes the first at the first start; the public parts lie beside it as <c>ledger.pub.pem</c>.
    /// Where only a public part or its line in the ring is left no new key is made: it would pass for the old one and
    /// nothing signed before would verify.
    /// </summary>
    /// <exception cref="OperatorException">A key that signs is gone, or a file holds no such key or may not be
    /// read.</exception>
    public static LedgerKeys OpenOrCreate(string keys, TimeProvider? time = null)
    {
        var (path, publicPart, file) = (PathIn(keys), PublicPathIn(keys), new KeyRingFile(keys));
        if (!File.Exists(path))
        {
            if (File.Exists(publicPart) || file.Read().First(KeyKind.Ledger) is not null)
                throw new ConfigurationException(KeyTexts.SigningKeyMissing.With(new { path }));
            using var made = EcKey.Make();
            SecretFile.Create(path, made.PrivatePem + "\n");
        }
        var (there, now) = (AllIn(path), (time ?? TimeProvider.System).Now());
        if (!File.Exists(publicPart)) // also when the first start was cut short
            SecretFile.Create(publicPart, string.Concat(there.Select(k => k.PublicPem + "\n")));
        if (file.Read().First(KeyKind.Ledger) is null)
            file.Append(KeyRing.LineOf(new(Only(there, path).Id, KeyKind.Ledger, now, there[0].PublicKey)));
        var opened = new LedgerKeys(file.Read, () => AllIn(path), time);
        opened.RequireSigners(now, path);
        return opened;
    }

    /// <summary>Only to verify: from <c>ring.jsonl</c>, or from <c>ledger.pub.pem</c>, which knows no times.</summary>
    /// <exception cref="OperatorException">There is no such key.</exception>
    public static LedgerKeys OpenPublic(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            var ring = text.TrimStart().StartsWith('{') ? KeyRing.Parse(text) : Unbounded(EcKey.AllOf(text));
            return new(() => ring, () => [], time: null);
        }
        catch (Exception e) when (IsUnusable(e) || e is FormatException)
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>From the texts themselves, where a secret store hands them over.</summary>
    /// <param name="ring">Null where there is one key alone.</param>
    /// <exception cref="OperatorException">It is no such key; the message does not hold it.</exception>
    public static LedgerKeys OfPem(string pem, KeyRing? ring = null, TimeProvider? time = null)
    {
        try
        {
            var keys = EcKey.AllOf(pem);
            foreach (var key in keys)
                key.Sign([]); // a public part imports as well
            var known = ring?.First(KeyKind.Ledger) is null ? Unbounded([Only(keys, KeyTexts.TheSetting)]) : ring;
            var opened = new LedgerKeys(() => known, () => keys, time);
            opened.RequireSigners((time ?? TimeProvider.System).Now(), KeyTexts.TheSetting);
            return opened;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new ConfigurationException(KeyTexts.SigningKeyUnusable, e);
        }
    }

    /// <summary>Makes a key that signs from this moment on.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="OperatorException">The files may not be written.</exception>
    public static string Add(string keys, Instant from)
    {
        using var made = EcKey.Make();
        try
        {
            // The ring last: a run that is cut short before leaves a key that nobody knows of.
            KeyRingFile.Append(PathIn(keys), made.PrivatePem + "\n", EcKey.WholeBlocks);
            KeyRingFile.Append(PublicPathIn(keys), made.PublicPem + "\n", EcKey.WholeBlocks);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(PathIn(keys), e);
        }
        new KeyRingFile(keys).Append(KeyRing.LineOf(new(made.Id, KeyKind.Ledger, from, made.PublicKey)));
        return made.Id;
    }

    public LedgerHead Sign(QuarterId quarter, long version, string hash)
    {
        // The ring before the moment: a key that the ring does not name yet is not in use yet either.
        var ring = _ring();
        var at = _time.Now();
        var key = Signer(ring.Current(KeyKind.Ledger, at));
        var head = new LedgerHead(LedgerHead.CurrentFormat, quarter, version, hash, at, key.Id, "");
        return head with { Signature = key.Sign(head.SignedBytes()) };
    }

    public bool Verifies(LedgerHead head) => Problem(head) is null;

    /// <summary>Why the head counts for nothing, in one sentence; null where a key in its time signed it.</summary>
    public string? Problem(LedgerHead head)
    {
        if (SignerOf(head) is not { } key)
            return LedgerTexts.WrongHeadSignature.With(new { key = head.KeyId });
        if (_ring().Accepts(head))
            return null;
        var at = Clock.Milliseconds.Format(head.At);
        if (key.IsRevokedAt(head.At))
            return KeyTexts.HeadKeyRevoked.With(
                new
                {
                    at,
                    key = key.Id,
                    since = Clock.Milliseconds.Format(key.RevokedSince!.Value),
                }
            );
        return key.IsInTime(head.At) ? null : KeyTexts.HeadKeyOutOfTime.With(new { at, key = key.Id });
    }

    /// <summary>Signed with a key of the ring that was revoked by then, and not accepted by ops since.</summary>
    public bool IsRevoked(LedgerHead head) =>
        SignerOf(head) is { } key && key.IsRevokedAt(head.At) && !_ring().Accepts(head);

    /// <summary>The key of the ring whose signature it is, whatever its time.</summary>
    private RingKey? SignerOf(LedgerHead head) =>
        head.Format == LedgerHead.CurrentFormat
        && _ring().Find(KeyKind.Ledger, head.KeyId) is { } key
        && Verifier(key).Verifies(head.SignedBytes(), head.Signature)
            ? key
            : null;

    public void Dispose()
    {
        foreach (var key in _signers.Values.Concat(_verifiers.Values))
            key.Dispose();
    }

    private EcKey Signer(RingKey key) =>
        _signers.GetOrAdd(key.Id, id =>
            _privateKeys().FirstOrDefault(k => k.Id == id)
            ?? throw new ConfigurationException(KeyTexts.SigningKeyOfRingMissing.With(new { id }))
        );

    private EcKey Verifier(RingKey key) =>
        _verifiers.GetOrAdd(
            key.Id,
            static (id, publicKey) =>
                EcKey.OfPublic(publicKey ?? "") is { } made && made.Id == id
                    ? made
                    : throw new ConfigurationException(KeyTexts.RingKeyDiffers.With(new { id })),
            key.PublicKey
        );

    /// <summary>Those that sign now or later; a retired one may be gone.</summary>
    private void RequireSigners(Instant now, string path)
    {
        foreach (var key in _ring().Keys.Where(k => k.Kind == KeyKind.Ledger && !(k.Retired <= now)))
        {
            if (key.RevokedSince is null && _privateKeys().All(k => k.Id != key.Id))
                throw new ConfigurationException(KeyTexts.SigningKeyMissing.With(new { path }));
        }
    }

    private static KeyRing Unbounded(IEnumerable<EcKey> keys) =>
        KeyRing.Of(keys.Select(k => new RingKey(k.Id, KeyKind.Ledger, default, k.PublicKey)));

    private static EcKey Only(IReadOnlyList<EcKey> keys, string place) =>
        keys is [var only] ? only : throw new ConfigurationException(KeyTexts.RingNeeded.With(new { place }));

    private static IReadOnlyList<EcKey> AllIn(string path)
    {
        try
        {
            return EcKey.AllOf(File.ReadAllText(path));
        }
        catch (Exception e) when (IsUnusable(e))
        {
            throw Unusable(path, e);
        }
    }

    private static bool IsUnusable(Exception e) =>
        e is ArgumentException or CryptographicException or UnauthorizedAccessException or IOException;

    private static ConfigurationException Unusable(string path, Exception e) =>
        new(KeyTexts.SigningKeyFileUnusable.With(new { path, problem = e.Message.TrimEnd('.') }), e);
}
