using NodaTime;

namespace ReviewFlow.Application;

/// <summary>The time as the ledger writes it: UTC, to the millisecond.</summary>
public static class Clock
{
    public static Instant Now(this TimeProvider time) =>
        Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
