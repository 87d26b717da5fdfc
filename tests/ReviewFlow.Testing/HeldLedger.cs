using NodaTime;
using ReviewFlow.Application.Ledger;

namespace ReviewFlow.Testing;

/// <summary>
/// A ledger whose next commit waits until the test lets it go, so that the test says what waits behind it and forms
/// the next batch.
/// </summary>
internal sealed class HeldLedger(ILedger inner) : ILedger
{
    private readonly List<Commit> _written = [];
    private volatile TaskCompletionSource? _gate;
    private volatile TaskCompletionSource _reached = new();

    /// <summary>What was written through it, in order.</summary>
    public IReadOnlyList<Commit> Written => _written;

    /// <summary>Comes before each commit; what it throws is what the commit comes to.</summary>
    public Func<Commit, Task> Before { get; set; } = _ => Task.CompletedTask;

    public void Hold() => (_reached, _gate) = (new(), new());

    /// <summary>Until a commit waits.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void Release()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    public async Task<CommitAnswer> Commit(Commit commit, CancellationToken cancellationToken)
    {
        if (_gate is { } gate)
        {
            _reached.TrySetResult();
            await gate.Task;
        }
        await Before(commit);
        var answer = await inner.Commit(commit, cancellationToken);
        if (answer is CommitAnswer.Written)
            _written.Add(commit);
        return answer;
    }

    public Task<LedgerTail> ReadToHead(QuarterId quarter, long after, CancellationToken cancellationToken) =>
        inner.ReadToHead(quarter, after, cancellationToken);

    public Task<IReadOnlyList<LedgerEntry>> Read(QuarterId quarter, long after, CancellationToken cancellationToken) =>
        inner.Read(quarter, after, cancellationToken);

    public Task<LedgerHead?> Head(QuarterId quarter, CancellationToken cancellationToken) =>
        inner.Head(quarter, cancellationToken);

    public Task<IReadOnlyList<QuarterId>> Quarters(CancellationToken cancellationToken) =>
        inner.Quarters(cancellationToken);

    public Task<IReadOnlyList<QuarterId>> Awake(Instant now, CancellationToken cancellationToken) =>
        inner.Awake(now, cancellationToken);

    public Task<Instant?> NextWake(CancellationToken cancellationToken) => inner.NextWake(cancellationToken);

    public Task<string?> TraceParent(QuarterId quarter, CancellationToken cancellationToken) =>
        inner.TraceParent(quarter, cancellationToken);
}
