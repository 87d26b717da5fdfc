using NodaTime;

namespace ReviewFlow.Application;

/// <summary>
/// How long to wait before the next try: <see cref="First"/>, then twice as long each time up to <see cref="Max"/>.
/// </summary>
public sealed record Backoff(Duration First, Duration Max)
{
    /// <summary>Short at first, so that what an outage held up goes soon after it.</summary>
    public static readonly Backoff Mail = new(Duration.FromSeconds(2), Duration.FromMinutes(15));

    /// <summary>One quarter whose due work fails.</summary>
    public static readonly Backoff DueWork = new(Duration.FromSeconds(2), Duration.FromMinutes(5));

    /// <summary>An activity of an orchestration; <see cref="ActivityTries"/> tries.</summary>
    public static readonly Backoff Activity = new(Duration.FromSeconds(2), Duration.FromMinutes(30));

    /// <summary>
    /// A call to Azure Storage: the first try and <see cref="StorageRetries"/> more, some 12 seconds in all.
    /// </summary>
    public static readonly Backoff Storage = new(Duration.FromMilliseconds(400), Duration.FromSeconds(8));

    public const int ActivityTries = 12;
    public const int StorageRetries = 5;

    /// <param name="failures">How many tries have failed before this one; the first wait is after 0.</param>
    public Duration Next(int failures) => Duration.Min(Max, First * (1L << Math.Min(failures, 30)));
}
