using System.Collections.Immutable;
using ReviewFlow.Access;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Desk;

/// <summary>
/// Decides a batch of commands, each on the state that those before it lead to, and commits all of it at once. No
/// command is answered before the batch it was decided on is committed, and none can fail its neighbours.
/// </summary>
internal sealed partial class CommandBatches(
    ILedger ledger,
    QuarterCache memory,
    OutboxComposer post,
    SealedContent sealedContent,
    DraftStore drafts,
    SignInCodes codes,
    TimeProvider time
)
{
    /// <summary>Of the processes that write at the same moment one is always first.</summary>
    private const int MaxAttempts = 500;

    /// <summary>Answers every command. Never throws.</summary>
    public async Task Run(QuarterId id, IReadOnlyList<QueuedCommand> commands)
    {
        var open = commands;
        try
        {
            for (var tries = 0; open.Count > 0; tries++)
            {
                if (tries == MaxAttempts)
                    throw new DependencyUnavailableException(DeskTexts.TooManyWriters.With(new { quarter = id }));
                if (await Decide(id, open) is { } decided)
                    open = await Commit(id, decided);
            }
        }
#pragma warning disable CA1031 // It is the answer of those who still wait, and the queue goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var command in open)
                command.Failed(e);
        }
    }

    /// <summary>
    /// Null where the quarter went on while the sealed store was asked: then what is stored belongs to a later state.
    /// </summary>
    private async Task<IReadOnlyList<DecidedCommand>?> Decide(QuarterId id, IReadOnlyList<QueuedCommand> commands)
    {
        var (loaded, lost) = await Load(id, (commands[0].Request as DeskRequest.Command)?.What);
        var pending = new PendingBatch(loaded);
        foreach (var asked in commands)
        {
            asked.Tries++;
            var decided = await asked.InCallersContext(() => Decide(pending, asked, lost));
            if (
                decided.Trouble is OperatorException
                && (await memory.LoadState(id, CancellationToken.None)).Version != loaded.Version
            )
                return null;
            pending.Add(decided);
        }
        return pending.Decided;
    }

    /// <summary>With what the anchors know and the ledger does not, for the two commands that ask for it.</summary>
    public async Task<(LedgerState State, ImmutableArray<LostHead> Lost)> Load(QuarterId id, QuarterCommand? first)
    {
        if (first is QuarterCommand.AcknowledgeRestore or QuarterCommand.Start)
        {
            var setBack = await memory.LoadSetBack(id, CancellationToken.None);
            if (setBack.State.Quarter is null || first is QuarterCommand.AcknowledgeRestore)
                return setBack;
        }
        return (await memory.LoadState(id, CancellationToken.None), []);
    }

    private async Task<DecidedCommand> Decide(PendingBatch pending, QueuedCommand asked, ImmutableArray<LostHead> lost)
    {
        try
        {
            return asked.Request switch
            {
                DeskRequest.Command { Key: { } key } when pending.Spends(key) => pending.AlreadySo(asked),
                DeskRequest.Command { By: { } by } when WhyNot(pending.State.Quarter, by) is { } refused => new(
                    asked,
                    pending.State,
                    pending.State,
                    refused
                ),
                DeskRequest.Command r => await Decide(pending, asked, r, Completed(r.What, pending.State, lost)),
                DeskRequest.TellUndelivered r => Tell(pending, asked, r),
                DeskRequest.KeepDraft r => await Keep(pending, asked, r),
                DeskRequest.DropDrafts => Beside(
                    pending,
                    asked,
                    await drafts.DropEnded(pending.State.Quarter!, pending.Sealed)
                ),
                _ => throw new InvalidOperationException("The desk was asked for something new."),
            };
        }
#pragma warning disable CA1031 // It is this command's answer, and no other's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new(asked, pending.State, pending.State, Result: null, e);
        }
    }

    private async Task<DecidedCommand> Decide(
        PendingBatch pending,
        QueuedCommand asked,
        DeskRequest.Command request,
        QuarterCommand command
    )
    {
        var (state, before, at) = (pending.State, pending.State.Quarter, time.Now());
        var (whole, code) = codes.Complete(
            before,
            await sealedContent.Complete(before, command, pending.Sealed, CancellationToken.None),
            at
        );
        switch (QuarterRules.Decide(before, state.Id, whole, at, request.Ops?.FourEyes))
        {
            case Decision.Refused refused:
                return new(asked, state, state, Answer(refused));
            case Decision.Accepted accepted:
                var (after, entries) = state.Append(whole, accepted.Events, request.Ops?.Name);
                return new(asked, state, after, new CommandResult.Done(after.Quarter!, state.Version + 1, at))
                {
                    Entries = entries,
                    Mails = post.Compose(state.Id, before, accepted.Events, at, code).Mails,
                    SealedWrites =
                    [
                        .. sealedContent.SealedWrites(state.Id, before, after.Quarter!, whole),
                        .. request.Draft is { } draft ? new[] { new SealedWrite(draft, null) } : [],
                    ],
                    Key = request.Key,
                };
            default:
                return pending.AlreadySo(asked);
        }
    }

    /// <summary>With what the command alone does not know.</summary>
    internal static QuarterCommand Completed(
        QuarterCommand command,
        LedgerState state,
        ImmutableArray<LostHead> lost
    ) =>
        command switch
        {
            QuarterCommand.Start c => c with { Lost = lost },
            QuarterCommand.AcknowledgeRestore c => c with { Lost = lost },
            QuarterCommand.ErasePerson c => c with { Spellings = state.People.SpellingsOf(c.Person) },
            _ => command,
        };

    private async Task<DecidedCommand> Keep(PendingBatch pending, QueuedCommand asked, DeskRequest.KeepDraft request) =>
        WhyNot(pending.State.Quarter!, request.By) is { } refused
            ? new(asked, pending.State, pending.State, refused)
            : Beside(
                pending,
                asked,
                await drafts.Keep(pending.State.Quarter!, request.Slot, request.Draft, pending.Sealed)
            );

    /// <summary>What is stored beside the ledger and leads to no event.</summary>
    private static DecidedCommand Beside(
        PendingBatch pending,
        QueuedCommand asked,
        IReadOnlyList<SealedWrite> writes
    ) => pending.AlreadySo(asked) with { SealedWrites = writes };

    /// <summary>Decided with the command, so that a link that ends at the same moment acts no more.</summary>
    private CommandResult? WhyNot(Quarter? quarter, Credential by) =>
        quarter is not null && AccessRules.WhyNot(quarter, by, post.NeedsProof) is Decision.Refused refused
            ? Answer(refused)
            : null;

    private static CommandResult.Refused Answer(Decision.Refused refused) =>
        new(refused.Why, refused.Sentence) { Fields = refused.Fields };

    private DecidedCommand Tell(PendingBatch pending, QueuedCommand asked, DeskRequest.TellUndelivered request)
    {
        var (state, quarter, at) = (pending.State, pending.State.Quarter!, time.Now());
        var key = $"undelivered/{quarter.Id}/{OutboxComposer.BatchOf(request.Lost)}";
        return pending.Spends(key)
            ? pending.AlreadySo(asked)
            : new(asked, state, state, new CommandResult.Done(quarter, quarter.Version, at))
            {
                Mails = [post.Undelivered(quarter, request.Ops, request.Lost, at)],
                Key = key,
            };
    }
}
