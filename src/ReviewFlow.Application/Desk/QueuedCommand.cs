using ReviewFlow.Access;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Desk;

/// <summary>What waits in a quarter's queue.</summary>
internal abstract record DeskRequest
{
    private DeskRequest() { }

    /// <param name="Key">Spent by the commit; null where the events guard themselves.</param>
    /// <param name="By">With what a person came; null for ops and the system.</param>
    /// <param name="Draft">The slot of the form's draft, which goes out with what is written.</param>
    /// <param name="Ops">Which operator gave it; null where none did.</param>
    public sealed record Command(
        QuarterCommand What,
        string? Key,
        Credential? By = null,
        string? Draft = null,
        OperatorCall? Ops = null
    ) : DeskRequest;

    /// <summary>A person's draft. It leads to no event.</summary>
    public sealed record KeepDraft(string Slot, Draft Draft, Credential By) : DeskRequest;

    /// <summary>Deletes drafts whose round is over.</summary>
    public sealed record DropDrafts : DeskRequest;

    /// <summary>A mail to ops that no event owes.</summary>
    public sealed record TellUndelivered(Person Ops, IReadOnlyList<DeadLetteredMail> Lost) : DeskRequest;
}

/// <summary>A request on its way to its answer.</summary>
internal sealed class QueuedCommand(DeskRequest request)
{
    private const int Waiting = 0,
        Taken = 1,
        Cancelled = 2;

    private readonly TaskCompletionSource<DecidedCommand> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    // The language of sentences, the span that mails go on in
    private readonly ExecutionContext? _caller = ExecutionContext.Capture();
    private int _stage;

    public DeskRequest Request => request;

    /// <summary>
    /// It meets a ledger that was set back or is gone, so it is loaded by itself; or it takes names out of the state,
    /// on which nothing is decided any more then.
    /// </summary>
    public bool IsAlone =>
        request
            is DeskRequest.Command
            {
                What: QuarterCommand.Start or QuarterCommand.AcknowledgeRestore or QuarterCommand.ErasePerson
            };

    /// <summary>How often it was decided.</summary>
    public int Tries { get; set; }

    /// <summary>A cancellation counts until the command is taken; from then on its answer is waited for.</summary>
    public async Task<DecidedCommand> Answer(CancellationToken cancellationToken)
    {
        await using var cancelling = cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                if (Interlocked.CompareExchange(ref _stage, Cancelled, Waiting) == Waiting)
                    _answer.TrySetCanceled(token);
            },
            null
        );
        return await _answer.Task;
    }

    /// <summary>False if it was cancelled before.</summary>
    public bool Take() => Interlocked.CompareExchange(ref _stage, Taken, Waiting) == Waiting;

    public void Done(DecidedCommand decided)
    {
        if (decided.Trouble is { } trouble)
            _answer.TrySetException(trouble);
        else
            _answer.TrySetResult(decided);
    }

    public void Failed(Exception trouble) => _answer.TrySetException(trouble);

    public Task<T> InCallersContext<T>(Func<Task<T>> work)
    {
        if (_caller is null)
            return work();
        var running = default(Task<T>);
        ExecutionContext.Run(_caller, _ => running = work(), null);
        return running!;
    }
}

/// <summary>What a command came to on the state that those before it in its batch lead to.</summary>
/// <param name="Result">True once the batch is committed; null where <paramref name="Trouble"/> is the answer.</param>
internal sealed record DecidedCommand(
    QueuedCommand Asked,
    LedgerState Before,
    LedgerState After,
    CommandResult? Result,
    Exception? Trouble = null
)
{
    public IReadOnlyList<LedgerEntry> Entries { get; init; } = [];
    public IReadOnlyList<(OutboxMessage Mail, Link Link)> Mails { get; init; } = [];
    public IReadOnlyList<SealedWrite> SealedWrites { get; init; } = [];

    /// <summary>What its commit spends; null where nothing is.</summary>
    public string? Key { get; init; }

    public bool Writes => Entries.Count > 0 || Mails.Count > 0 || SealedWrites.Count > 0;
}
