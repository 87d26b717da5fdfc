using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Deadlines;
using ReviewFlow.Delegations;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Desk;

/// <summary>
/// The one desk for every door: page, API, command line, orchestration. Load the quarter, decide, append events with
/// the mails they owe, what is sealed and the next wake-up at the expected version in one commit, answer.
/// </summary>
public sealed class ReviewDesk(
    ILedger ledger,
    QuarterCache memory,
    OutboxComposer post,
    SealedContent sealedContent,
    IWorkSignal signal,
    SecurityLog security,
    TimeProvider time
)
{
    /// <summary>
    /// Somebody is always first, so a command loses at most as often as there are others at the same moment.
    /// </summary>
    private const int MaxAttempts = 500;

    public Task<Quarter?> Get(QuarterId id, CancellationToken cancellationToken) => memory.Load(id, cancellationToken);

    /// <summary>Carries out <paramref name="command"/>; what it answers was committed before.</summary>
    /// <param name="key">The one-time form token's key: a second command under it writes nothing.</param>
    public async Task<CommandResult> Execute(
        QuarterId id,
        QuarterCommand command,
        string? key,
        CancellationToken cancellationToken
    )
    {
        var kind = Tags.Kind(command is QuarterCommand.OfTeam ofTeam ? ofTeam.Command : command);
        using var span = Traces.Start("desk.decide")?.SetTag(Tags.Quarter, id.ToString()).SetTag(Tags.Command, kind);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var answer = await Decide(id, command, key, span, cancellationToken);
            span?.SetTag(Tags.Answer, Tags.Kind(answer))
                .SetTag(
                    Tags.Refusal,
                    answer is CommandResult.Refused refused ? Tags.Kind(refused.Why.ToString()) : null
                );
            Meters.Commands.Add(1, new(Tags.Command, kind), new(Tags.Answer, Tags.Kind(answer)));
            return answer;
        }
        catch (Exception e)
        {
            span.Fails(e);
            if (e is LedgerBrokenException broken)
                memory.Report(broken);
            throw;
        }
        finally
        {
            Meters.Decisions.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
    }

    /// <summary>What <paramref name="command"/> would come to, and the mails it would owe. Writes nothing.</summary>
    public async Task<(Decision Decision, IReadOnlyList<Notice> Notices)> Preview(
        QuarterId id,
        QuarterCommand command,
        CancellationToken cancellationToken
    )
    {
        var (before, at) = (await memory.Load(id, cancellationToken), time.Now());
        var decision = QuarterRules.Decide(before, id, command, at);
        return (
            decision,
            decision is Decision.Accepted accepted
                ? [.. OutboxComposer.Notices(id, before, accepted.Events).Select(n => n.Notice)]
                : []
        );
    }

    private async Task<CommandResult> Decide(
        QuarterId id,
        QuarterCommand command,
        string? key,
        Activity? span,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 0; tries < MaxAttempts; tries++)
        {
            var (state, loaded) = await Load(id, command, cancellationToken);
            var (before, at) = (state.Quarter, time.Now());
            if (await Complete(id, before, loaded, cancellationToken) is not { } whole)
                continue;
            switch (QuarterRules.Decide(before, id, whole, at))
            {
                case Decision.Refused refused:
                    return new CommandResult.Refused(refused.Why, refused.Sentence) { Fields = refused.Fields };
                case Decision.Nothing:
                    return new CommandResult.AlreadySo(before!);
                case Decision.Accepted accepted:
                    var (after, mails) = post.Compose(id, before, accepted.Events, at);
                    var commit = new Commit(
                        id,
                        state.Version,
                        state.Append(command, accepted.Events).Entries,
                        [.. mails.Select(m => m.Mail)],
                        [.. mails.Select(m => m.Link)],
                        QuarterSchedule.NextDue(after),
                        key,
                        Traces.Here
                    )
                    {
                        SealedWrites = sealedContent.SealedWrites(id, before, after, whole),
                    };
                    switch (await ledger.Commit(commit, cancellationToken))
                    {
                        case CommitAnswer.Written:
                            span?.SetTag(Tags.Entries, accepted.Events.Length)
                                .SetTag(Tags.Mails, mails.Count)
                                .SetTag(Tags.Tries, tries + 1);
                            foreach (var _ in accepted.Events.OfType<DelegateNamed>())
                                security.Record(SecurityEvent.DelegationNamed, id);
                            await signal.Committed(before, after, queuedMail: mails.Count > 0);
                            return new CommandResult.Done(after, commit.Expected + 1, at);
                        case CommitAnswer.Repeated:
                            return new CommandResult.AlreadySo((await memory.Load(id, cancellationToken))!);
                        default:
                            Meters.Conflicts.Add(1);
                            break;
                    }
                    break;
            }
        }
        throw new DependencyUnavailableException(DeskTexts.TooManyWriters.With(new { quarter = id }));
    }

    /// <summary>
    /// With the command as the anchors complete it: only these two meet a ledger that was set back, or is gone.
    /// </summary>
    private async Task<(LedgerState State, QuarterCommand Command)> Load(
        QuarterId id,
        QuarterCommand command,
        CancellationToken cancellationToken
    )
    {
        switch (command)
        {
            case QuarterCommand.AcknowledgeRestore restored:
                var (setBack, lost) = await memory.LoadSetBack(id, cancellationToken);
                return (setBack, restored with { Lost = lost });
            case QuarterCommand.Start start when await memory.Load(id, cancellationToken) is null:
                return (
                    LedgerState.Empty(id),
                    start with
                    {
                        Lost = (await memory.LoadSetBack(id, cancellationToken)).Lost,
                    }
                );
            default:
                return (await memory.LoadState(id, cancellationToken), command);
        }
    }

    /// <summary>
    /// Null where the quarter went on while the sealed store was asked: then what is stored belongs to a later state.
    /// </summary>
    private async Task<QuarterCommand?> Complete(
        QuarterId id,
        Quarter? before,
        QuarterCommand command,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await sealedContent.Complete(before, command, cancellationToken);
        }
        catch (OperatorException)
        {
            if ((await memory.Load(id, cancellationToken))?.Version == before?.Version)
                throw;
            return null;
        }
    }
}

/// <summary>What the desk says to a command. Whatever it says was done is on disk.</summary>
public abstract record CommandResult
{
    private CommandResult() { }

    /// <param name="Entry">The ledger entry of the first event.</param>
    public sealed record Done(Quarter Quarter, long Entry, Instant At) : CommandResult;

    /// <summary>It was so already, or this very form was sent before.</summary>
    public sealed record AlreadySo(Quarter Quarter) : CommandResult;

    public sealed record Refused(Refusal Why, string Sentence) : CommandResult
    {
        /// <summary>What is wrong, field by field; empty if the refusal is about no field.</summary>
        public ImmutableArray<FieldProblem> Fields { get; init; } = [];
    }
}
