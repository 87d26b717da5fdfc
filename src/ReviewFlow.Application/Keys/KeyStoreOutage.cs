using System.Security.Cryptography;

namespace ReviewFlow.Application.Keys;

/// <summary>
/// Data protection makes one error of every error. Where the place of its keys does not answer, nothing is known of
/// what was to be opened: it is neither forged nor lost, and it opens when the keys are back.
/// </summary>
public static class KeyStoreOutage
{
    /// <summary>
    /// What keeps the keys away, in the cloud or in a folder; null where they were there and this is an honest no.
    /// </summary>
    public static DependencyUnavailableException? Trouble(this CryptographicException e)
    {
        for (Exception? cause = e.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperatorException trouble)
                return new(trouble.Message, e);
            if (
                cause
                is IOException
                    or UnauthorizedAccessException
                    or TimeoutException
                    or OperationCanceledException
                    or HttpRequestException
                    or System.Net.Sockets.SocketException
            )
                return new(KeyTexts.LinkKeysUnreadable, e);
        }
        return null;
    }

    public static bool IsHonestNo(this CryptographicException e) => e.Trouble() is null;
}
