using System.Net;
using System.Net.Sockets;
using ReviewFlow.Application.Links;

namespace ReviewFlow.Web.Links;

/// <summary>What was tried; each is counted apart.</summary>
public enum Tried
{
    Link,
    OpsKey,
    AskForLink,
}

/// <summary>
/// Counts unknown links and wrong keys by the address they come from. It slows down those who guess and nobody else:
/// what is right is never held up, because an office, a mail gateway or a proxy has one address for everybody.
/// </summary>
public sealed class FailedAttemptLimiter(TimeProvider time)
{
    public const int MaxFailedAttempts = 20;

    /// <summary>Addresses are the attacker's choice, so only so many are remembered; the oldest goes first.</summary>
    public const int MaxAddresses = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock _turn = new();
    private readonly Dictionary<(Tried, string), Tries> _wrong = [];
    private readonly Queue<(Tried, string)> _oldestFirst = new();

    /// <summary>How many addresses are remembered.</summary>
    public int Addresses
    {
        get
        {
            lock (_turn)
                return _wrong.Count;
        }
    }

    /// <summary>Counts a wrong try. Null while there are few; else how long this address has to wait.</summary>
    public TimeSpan? Wrong(Tried what, IPAddress? address)
    {
        var (key, now) = ((what, Of(address)), time.GetUtcNow());
        lock (_turn)
        {
            while (_oldestFirst.TryPeek(out var oldest) && (_wrong[oldest].Since + Window <= now || IsFullFor(key)))
                _wrong.Remove(_oldestFirst.Dequeue());

            if (!_wrong.TryGetValue(key, out var tries))
            {
                tries = _wrong[key] = new(now);
                _oldestFirst.Enqueue(key);
            }
            return ++tries.Count > MaxFailedAttempts ? tries.Since + Window - now : null;
        }
    }

    private bool IsFullFor((Tried, string) key) => _wrong.Count >= MaxAddresses && !_wrong.ContainsKey(key);

    // One IPv6 subscriber holds a /64, so that is who is counted.
    private static string Of(IPAddress? address) =>
        address switch
        {
            null => "",
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes()[..8]),
            _ => address.ToString(),
        };

    private sealed class Tries(DateTimeOffset since)
    {
        public DateTimeOffset Since { get; } = since;
        public long Count { get; set; }
    }
}
