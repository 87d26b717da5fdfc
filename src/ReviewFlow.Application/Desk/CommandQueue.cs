using System.Threading.Channels;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Desk;

/// <summary>
/// The commands of one quarter in the order they came. A batch at a time is decided and committed; what has come by
/// then is the next one, so nobody waits for a batch to fill.
/// </summary>
internal sealed class CommandQueue
{
    private readonly Channel<QueuedCommand> _waiting = Channel.CreateUnbounded<QueuedCommand>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly QuarterId _id;
    private readonly CommandBatches _batches;

    public CommandQueue(QuarterId id, CommandBatches batches)
    {
        (_id, _batches) = (id, batches);
        // Without the context of the first caller: language and trace are for that caller's command alone.
        ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.Serve(), this, preferLocal: false);
    }

    public void Add(QueuedCommand command) => _waiting.Writer.TryWrite(command);

    private async Task Serve()
    {
        while (await _waiting.Reader.WaitToReadAsync())
            await _batches.Run(_id, Take());
    }

    private List<QueuedCommand> Take()
    {
        var batch = new List<QueuedCommand>();
        while (
            batch.Count < ReviewDesk.MaxBatch
            && _waiting.Reader.TryPeek(out var next)
            && (batch.Count == 0 || !next.IsAlone)
        )
        {
            _waiting.Reader.TryRead(out _);
            if (next.Take())
                batch.Add(next);
            if (next.IsAlone)
                break;
        }
        return batch;
    }
}
