using Azure.Core;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// How often and how long a call to Azure Storage is tried. A <c>Retry-After</c> that the service names goes before
/// these pauses.
/// </summary>
public static class StorageRetry
{
    /// <summary>
    /// The first try and five more, some 12 seconds of pauses in all; throttling (429, 503), server errors, timeouts
    /// and lost connections alike.
    /// </summary>
    public static T WithStorageRetry<T>(this T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 5;
        options.Retry.Delay = TimeSpan.FromMilliseconds(400);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(8);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        return options;
    }
}
