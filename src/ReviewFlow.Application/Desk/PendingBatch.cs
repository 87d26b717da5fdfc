using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Desk;

/// <summary>What was decided and is not yet committed, and the state that it leads to.</summary>
internal sealed class PendingBatch(LedgerState state)
{
    private readonly List<DecidedCommand> _decided = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _sealed = new(StringComparer.Ordinal);

    public LedgerState State { get; private set; } = state;
    public IReadOnlyList<DecidedCommand> Decided => _decided;

    /// <summary>By slot, what the batch lays into the sealed store; null where it takes out.</summary>
    public IReadOnlyDictionary<string, string?> Sealed => _sealed;

    public bool Spends(string key) => _keys.Contains(key);

    public DecidedCommand AlreadySo(QueuedCommand asked) =>
        new(asked, State, State, new CommandResult.AlreadySo(State.Quarter!));

    public void Add(DecidedCommand decided)
    {
        _decided.Add(decided);
        State = decided.After;
        if (decided.Key is { } key)
            _keys.Add(key);
        foreach (var write in decided.SealedWrites)
            _sealed[write.Slot] = write.Text;
    }

    /// <summary>What was decided, as it is written.</summary>
    /// <param name="writers">At least one, in the order they were decided in.</param>
    public static Commit ToCommit(IReadOnlyList<DecidedCommand> writers)
    {
        var mails = writers.SelectMany(w => w.Mails).ToArray();
        return new Commit(
            writers[0].Before.Id,
            writers[0].Before.Version,
            [.. writers.SelectMany(w => w.Entries)],
            [.. mails.Select(m => m.Mail)],
            [.. mails.Select(m => m.Link)],
            QuarterSchedule.NextDue(writers[^1].After.Quarter!),
            [.. writers.Select(w => w.Key).OfType<string>()],
            Traces.Here
        )
        {
            // A slot is a row, which a transaction writes once
            SealedWrites =
            [
                .. writers
                    .SelectMany(w => w.SealedWrites)
                    .GroupBy(w => w.Slot, StringComparer.Ordinal)
                    .Select(g => g.Last()),
            ],
        };
    }
}
