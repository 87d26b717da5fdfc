using NodaTime;
using NodaTime.Text;

namespace ReviewFlow.Application;

/// <summary>The time as the ledger writes it: UTC, to the millisecond.</summary>
public static class Clock
{
    /// <summary>RFC 3339, UTC, three digits of a second: what is signed has one spelling.</summary>
    public static readonly InstantPattern Milliseconds = InstantPattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'"
    );

    public static Instant Now(this TimeProvider time) =>
        Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}

public static class Cancellation
{
    /// <summary>
    /// We were told to stop. Every other exception, a timeout of somebody else's token too, is the trouble of the one
    /// item at hand.
    /// </summary>
    public static bool IsOurs(this Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
