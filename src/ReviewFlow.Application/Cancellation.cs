namespace ReviewFlow.Application;

public static class Cancellation
{
    /// <summary>
    /// We were told to stop. Every other exception, a timeout of somebody else's token too, is the trouble of the one
    /// item at hand.
    /// </summary>
    public static bool IsOurs(this Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
