using System.Threading.Channels;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Desk;

/// <summary>
/// Says that something was written that another part may be waiting for. A hint, never a record: it may be lost. Never
/// throws, because what it speaks of is on disk.
/// </summary>
public interface IWorkSignal
{
    /// <param name="before">The quarter before the commit; null if it has just started.</param>
    /// <param name="queuedMail">The commit put a mail into the outbox.</param>
    Task Committed(Quarter? before, Quarter after, bool queuedMail);
}

/// <summary>On one machine: wakes <see cref="DueWork.DueWorkService"/> in this process.</summary>
public sealed class LocalWorkSignal : IWorkSignal
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public Task Committed(Quarter? before, Quarter after, bool queuedMail)
    {
        _signals.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    /// <summary>Waits for a signal, but no longer than <paramref name="timeout"/>.</summary>
    public async Task Wait(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _signals.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No signal came in that time.
        }
    }
}
