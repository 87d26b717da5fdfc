using System.Net;
using System.Threading.RateLimiting;

namespace ReviewFlow.Delivery.Links;

/// <summary>Counts wrong links and wrong keys by the address they come from. Who is over the limit is not heard at all, right or wrong.</summary>
public sealed class TriesLimiter : IDisposable
{
    public const int MostWrongTries = 20;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<string> _wrong = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new() { PermitLimit = MostWrongTries, Window = Window }));

    public bool IsOver(IPAddress? address) => _wrong.GetStatistics(Of(address))?.CurrentAvailablePermits == 0;

    public void Wrong(IPAddress? address)
    {
        using var _ = _wrong.AttemptAcquire(Of(address));
    }

    public void Dispose() => _wrong.Dispose();

    // One IPv6 subscriber holds a /64, so that is who is counted.
    private static string Of(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes()[..8]),
        _ => address.ToString(),
    };
}
