using NodaTime;

namespace ReviewFlow.Application;

/// <summary>The time as the ledger writes it: UTC, to the millisecond.</summary>
public static class Clock
{
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
