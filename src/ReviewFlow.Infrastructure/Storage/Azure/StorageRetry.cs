using Azure.Core;
using ReviewFlow.Application;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// How often and how long a call to Azure Storage is tried. A <c>Retry-After</c> that the service names goes before
/// these pauses.
/// </summary>
public static class StorageRetry
{
    /// <summary>Throttling (429, 503), server errors, timeouts and lost connections alike.</summary>
    public static T WithStorageRetry<T>(this T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = Backoff.StorageRetries;
        options.Retry.Delay = Backoff.Storage.First.ToTimeSpan();
        options.Retry.MaxDelay = Backoff.Storage.Max.ToTimeSpan();
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        return options;
    }
}
