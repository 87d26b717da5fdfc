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
        var (loaded, lost) = await Load(id, commands[0]);
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
    private async Task<(LedgerState State, ImmutableArray<LostHead> Lost)> Load(QuarterId id, QueuedCommand first)
    {
        if (first.Request is DeskRequest.Command { What: QuarterCommand.AcknowledgeRestore or QuarterCommand.Start } r)
        {
            var setBack = await memory.LoadSetBack(id, CancellationToken.None);
            if (setBack.State.Quarter is null || r.What is QuarterCommand.AcknowledgeRestore)
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
                DeskRequest.Command { What: QuarterCommand.Start c } r => await Decide(
                    pending,
                    asked,
                    c with
                    {
                        Lost = lost,
                    },
                    r.Key
                ),
                DeskRequest.Command { What: QuarterCommand.AcknowledgeRestore c } r => await Decide(
                    pending,
                    asked,
                    c with
                    {
                        Lost = lost,
                    },
                    r.Key
                ),
                DeskRequest.Command { What: QuarterCommand.ErasePerson c } r => await Decide(
                    pending,
                    asked,
                    c with
                    {
                        Spellings = pending.State.People.SpellingsOf(c.Person),
                    },
                    r.Key
                ),
                DeskRequest.Command r => await Decide(pending, asked, r.What, r.Key),
                DeskRequest.TellUndelivered r => Tell(pending, asked, r),
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
        QuarterCommand command,
        string? key
    )
    {
        var (state, before, at) = (pending.State, pending.State.Quarter, time.Now());
        var (whole, code) = codes.Complete(
            before,
            await sealedContent.Complete(before, command, pending.Sealed, CancellationToken.None),
            at
        );
        var ops = asked.Request is DeskRequest.Command { Ops: { } call } ? call : null;
        switch (QuarterRules.Decide(before, state.Id, whole, at, ops?.FourEyes))
        {
            case Decision.Refused refused:
                return new(asked, state, state, Answer(refused));
            case Decision.Accepted accepted:
                var (after, entries) = state.Append(whole, accepted.Events, ops?.Name);
                return new(asked, state, after, new CommandResult.Done(after.Quarter!, state.Version + 1, at))
                {
                    Entries = entries,
                    Mails = post.Compose(state.Id, before, accepted.Events, at, code).Mails,
                    SealedWrites = sealedContent.SealedWrites(state.Id, before, after.Quarter!, whole),
                    Key = key,
                };
            default:
                return pending.AlreadySo(asked);
        }
    }

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
