using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Desk;

// What was decided becomes what is stored, and then the answers.
internal sealed partial class CommandBatches
{
    /// <summary>Commits and answers.</summary>
    /// <returns>Those that have to be decided again.</returns>
    private async Task<IReadOnlyList<QueuedCommand>> Commit(QuarterId id, IReadOnlyList<DecidedCommand> decided)
    {
        var writers = decided.Where(d => d.Writes).ToArray();
        CommitAnswer answer;
        try
        {
            answer =
                writers.Length == 0
                    ? new CommitAnswer.Written()
                    : await writers[^1]
                        .Asked.InCallersContext(() =>
                            ledger.Commit(PendingBatch.ToCommit(writers), CancellationToken.None)
                        );
        }
        // Where the store is away, or the ledger is not what was written, no smaller batch would fare better.
        catch (Exception e) when (e is not DependencyUnavailableException and not LedgerBrokenException)
        {
            return writers.Length > 1 ? await CommitInParts(id, decided, writers) : Exclude(decided, writers[0], e);
        }
        switch (answer)
        {
            case CommitAnswer.Written:
                // An erasure leaves a state that still has the names
                if (writers.Any(w => w.Entries.Any(e => e.Event is PersonErased)))
                    memory.Forget(id);
                else if (writers is [.., var last])
                    memory.Keep(last.After);
                foreach (var one in decided)
                    one.Asked.Done(one);
                return [];
            case CommitAnswer.Repeated repeated:
                var now = await memory.LoadState(id, CancellationToken.None);
                var spent = writers.Where(w => w.Key is not null && repeated.Keys.Contains(w.Key)).ToArray();
                foreach (var one in spent)
                    one.Asked.Done(new(one.Asked, now, now, new CommandResult.AlreadySo(now.Quarter!)));
                return [.. decided.Except(spent).Select(d => d.Asked)];
            default:
                Meters.Conflicts.Add(1);
                return [.. decided.Select(d => d.Asked)];
        }
    }

    /// <summary>
    /// One half after the other. The second was decided behind the first, so it stands if all of the first does.
    /// </summary>
    private async Task<IReadOnlyList<QueuedCommand>> CommitInParts(
        QuarterId id,
        IReadOnlyList<DecidedCommand> decided,
        DecidedCommand[] writers
    )
    {
        var half = decided.TakeWhile(d => d != writers[writers.Length / 2]).ToArray();
        var again = await Commit(id, half);
        return again.Count == 0
            ? await Commit(id, [.. decided.Skip(half.Length)])
            : [.. again, .. decided.Skip(half.Length).Select(d => d.Asked)];
    }

    /// <summary>
    /// Those before the one that cannot be committed were decided on what is; those behind it are decided again.
    /// </summary>
    private static IReadOnlyList<QueuedCommand> Exclude(
        IReadOnlyList<DecidedCommand> decided,
        DecidedCommand failed,
        Exception trouble
    )
    {
        var before = decided.TakeWhile(d => d != failed).ToArray();
        foreach (var one in before)
            one.Asked.Done(one);
        failed.Asked.Failed(trouble);
        return [.. decided.Skip(before.Length + 1).Select(d => d.Asked)];
    }
}
