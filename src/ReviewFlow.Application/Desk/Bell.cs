using System.Threading.Channels;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Desk;

/// <summary>
/// Rings when something was written that somebody may be waiting to carry out. A hint, never a record: it may be lost.
/// </summary>
public interface IBell
{
    /// <summary>Never throws: what it rings for is on disk.</summary>
    /// <param name="before">The quarter as it was; null if it has just begun.</param>
    /// <param name="after">The same as before where only a mail is owed.</param>
    /// <param name="owesMail">A mail waits to be delivered.</param>
    Task Ring(Quarter? before, Quarter after, bool owesMail);
}

/// <summary>On one machine: wakes the courier in this process.</summary>
public sealed class Bell : IBell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public Task Ring(Quarter? before, Quarter after, bool owesMail)
    {
        _rings.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    /// <summary>Waits for the bell, but no longer than <paramref name="most"/>.</summary>
    public async Task Wait(TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look by itself.
        }
    }
}
