using NodaTime;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Keys;

/// <summary>Rotates and revokes the keys that lie in a folder. A running server takes it by itself.</summary>
public sealed class KeyRotation(string keys, TimeProvider time)
{
    /// <summary>A server that read the ring just before a new key came signs with the old one, in its time.</summary>
    public static readonly Duration Notice = Duration.FromSeconds(5);

    private readonly KeyRingFile _file = new(keys);

    private KeyRing Ring => _file.Read();

    /// <exception cref="OperatorException">There is none here.</exception>
    public KeyRing RequireRing() =>
        Ring is { Keys.IsEmpty: false } ring
            ? ring
            : throw new ConfigurationException(KeyTexts.NoRing.With(new { keys }));

    /// <param name="from">When the new key takes over; null for as soon as possible.</param>
    /// <returns>The new key.</returns>
    /// <exception cref="OperatorException">There is no key yet, the last one has not taken over yet, or the files may
    /// not be written.</exception>
    public RingKey Rotate(KeyKind kind, Instant? from)
    {
        var now = time.Now();
        if (Last(kind) is var last && last.Created > now)
            throw new ConfigurationException(
                KeyTexts.KeyAlreadyChanges.With(
                    new
                    {
                        kind = kind.Name(),
                        id = last.Id,
                        from = Clock.Milliseconds.Format(last.Created),
                    }
                )
            );
        return Make(kind, from is { } then && then > now + Notice ? then : now + Notice);
    }

    /// <summary>What the key made since then counts for nothing. A key that is in use is replaced at once.</summary>
    /// <returns>The key that took over; null where another was in use already.</returns>
    /// <exception cref="OperatorException">There is no such key, or the files may not be written.</exception>
    public RingKey? Revoke(string id, Instant since, string? reason)
    {
        var key = Ring.Keys.FirstOrDefault(k => k.Id == id)
            ?? throw new ConfigurationException(KeyTexts.KeyUnknown.With(new { id }));
        var (now, next) = (time.Now(), default(RingKey));
        if (key.Retired is null)
            next = Make(key.Kind, now > key.Created ? now : key.Created + Duration.FromMilliseconds(1));
        _file.Append(KeyRing.LineOfRevocation(id, since, reason));
        return next;
    }

    /// <summary>Begins a ring for the keys that lie here without one, each good for any time.</summary>
    /// <exception cref="OperatorException">There is a ring, or no key.</exception>
    public void Adopt()
    {
        if (!Ring.Keys.IsEmpty || !File.Exists(LedgerKeys.PathIn(keys)) || !File.Exists(RowMac.PathIn(keys)))
            throw new ConfigurationException(KeyTexts.NothingToAdopt.With(new { keys }));
        LedgerKeys.OpenOrCreate(keys, time).Dispose();
        RowMac.OpenOrCreate(keys, time);
    }

    /// <summary>Says that ops looked at this head of a revoked key and vouch for it.</summary>
    public void Accept(Ledger.LedgerHead head, string reason) => _file.Append(KeyRing.LineOfAcceptance(head, reason));

    private RingKey Make(KeyKind kind, Instant from)
    {
        var id = kind == KeyKind.Ledger ? LedgerKeys.Add(keys, from) : RowMac.Add(keys, from);
        return Ring.Find(kind, id)!;
    }

    private RingKey Last(KeyKind kind) =>
        Ring.Keys.LastOrDefault(k => k.Kind == kind)
        ?? throw new ConfigurationException(KeyTexts.NoRing.With(new { keys }));
}
