namespace ReviewFlow.Delivery.Desk;

/// <summary>Rings when something was written that somebody may be waiting to carry out. A hint, never a record.</summary>
public sealed class Bell
{
    private readonly SemaphoreSlim _rings = new(0, 1);

    public void Ring()
    {
        try
        {
            _rings.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Waits for the bell, but no longer than <paramref name="most"/>.</summary>
    public async Task Wait(TimeSpan most, TimeProvider time, CancellationToken stop)
    {
        using var enough = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, stop);
        try
        {
            await _rings.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Time to look by itself.
        }
    }
}
