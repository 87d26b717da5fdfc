using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Delegations;
using ReviewFlow.Drafts;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Application.Desk;

/// <summary>
/// The one desk for every door: page, API, command line, orchestration. Commands of one quarter queue here, are decided
/// in order and commit in batches: events with the mails they owe, what is sealed and the next wake-up at the expected
/// version in one commit, and then the answers.
/// </summary>
public sealed class ReviewDesk(
    ILedger ledger,
    QuarterCache memory,
    OutboxComposer post,
    SealedContent sealedContent,
    DraftStore drafts,
    SignInCodes codes,
    IWorkSignal signal,
    SecurityLog security,
    TimeProvider time
)
{
    /// <summary>
    /// How many commands commit at once: with a form key each they fit into an entity group transaction of 100 rows.
    /// </summary>
    public const int MaxBatch = 96;

    private readonly CommandBatches _batches = new(ledger, memory, post, sealedContent, drafts, codes, time);
    private readonly ConcurrentDictionary<QuarterId, Lazy<CommandQueue>> _queues = new();

    public Task<Quarter?> Get(QuarterId id, CancellationToken cancellationToken) => memory.Load(id, cancellationToken);

    /// <summary>Carries out <paramref name="command"/>; what it answers was committed before.</summary>
    /// <param name="key">The one-time form token's key: a second command under it writes nothing. A form about many
    /// teams is a command for each, under <c>form/team</c>: sent again, it finishes what was cut off.</param>
    /// <param name="cancellationToken">Counts while the command waits; once it is being decided, it is
    /// answered.</param>
    /// <param name="by">With what a person came: what ended by then, or needs a proof that is not there, is
    /// refused.</param>
    /// <param name="draft">The slot of the form's draft, which is deleted with the same commit.</param>
    /// <param name="ops">Which operator gives it: the ledger names them.</param>
    public async Task<CommandResult> Execute(
        QuarterId id,
        QuarterCommand command,
        string? key,
        CancellationToken cancellationToken,
        Credential? by = null,
        string? draft = null,
        OperatorCall? ops = null
    )
    {
        var kind = Tags.Kind(command is QuarterCommand.OfTeam ofTeam ? ofTeam.Command : command);
        using var span = Traces.Start("desk.decide")?.SetTag(Tags.Quarter, id.ToString()).SetTag(Tags.Command, kind);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var answer = await Queue(
                id,
                new DeskRequest.Command(command, key, by, draft, ops),
                span,
                cancellationToken
            );
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

    /// <summary>
    /// Owes ops one mail about all of <paramref name="lost"/>; it is so already if they were told of exactly these.
    /// </summary>
    public Task<CommandResult> TellUndelivered(
        QuarterId id,
        Person ops,
        IReadOnlyList<DeadLetteredMail> lost,
        CancellationToken cancellationToken
    ) => Queue(id, new DeskRequest.TellUndelivered(ops, lost), span: null, cancellationToken);

    /// <summary>
    /// Keeps what a person typed and has not sent, unless they could not send it either. Without fields the draft goes.
    /// </summary>
    public Task<CommandResult> KeepDraft(
        QuarterId id,
        DraftPlace place,
        Credential by,
        ImmutableArray<KeyValuePair<string, string>> fields,
        CancellationToken cancellationToken
    ) =>
        Queue(
            id,
            new DeskRequest.KeepDraft(place.SlotOf(by.Person), new(time.Now(), fields), by),
            span: null,
            cancellationToken
        );

    /// <summary>What <paramref name="command"/> would come to. Writes nothing.</summary>
    public async Task<Preview> Preview(QuarterId id, QuarterCommand command)
    {
        var ((state, lost), at) = (await _batches.Load(id, command), time.Now());
        var (before, whole) = (state.Quarter, CommandBatches.Completed(command, state, lost));
        var decision = QuarterRules.Decide(before, id, whole, at);
        return decision is Decision.Accepted accepted
            ? new(
                decision,
                [.. OutboxComposer.Notices(id, before, accepted.Events).Select(n => n.Notice)],
                Desk.Preview.CancelledBetween(before, QuarterRules.Evolve(before, id, accepted.Events)!)
            )
            : new(decision, [], []);
    }

    private async Task<CommandResult> Queue(
        QuarterId id,
        DeskRequest request,
        Activity? span,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var queued = new QueuedCommand(request);
        _queues
            .GetOrAdd(id, static (q, batches) => new(() => new CommandQueue(q, batches)), _batches)
            .Value.Add(queued);
        var decided = await queued.Answer(cancellationToken);
        if (decided.Entries.Count > 0 || decided.Mails.Count > 0)
        {
            span?.SetTag(Tags.Entries, decided.Entries.Count)
                .SetTag(Tags.Mails, decided.Mails.Count)
                .SetTag(Tags.Tries, queued.Tries);
            foreach (var _ in decided.Entries.Where(e => e.Event is DelegateNamed))
                security.Record(SecurityEvent.DelegationNamed, id);
            await signal.Committed(decided.Before.Quarter, decided.After.Quarter!, queuedMail: decided.Mails.Count > 0);
        }
        // Nobody waits for it: what is over opens no more.
        if (request is DeskRequest.DropDrafts ? decided.Writes : EndsRounds(decided))
            _ = Queue(id, new DeskRequest.DropDrafts(), span: null, CancellationToken.None);
        return decided.Result!;
    }

    private static bool EndsRounds(DecidedCommand decided) =>
        decided is { Before.Quarter: { } before, After.Quarter: { } after }
        && DraftPlace.RoundsEnd(before, after, decided.Entries.Select(e => e.Event));
}

/// <summary>An operator who gives a command.</summary>
/// <param name="FourEyes">What a second operator has to agree to; null where one is enough.</param>
public sealed record OperatorCall(string Name, FourEyesCall? FourEyes = null);

/// <summary>What a command would come to.</summary>
/// <param name="Notices">What it would owe.</param>
/// <param name="Cancelled">The signatures that would stand no longer.</param>
public sealed record Preview(
    Decision Decision,
    IReadOnlyList<Notice> Notices,
    IReadOnlyList<(Review Review, SignOff SignOff)> Cancelled
)
{
    internal static (Review, SignOff)[] CancelledBetween(Quarter? before, Quarter after) =>
        [
            .. from review in before?.InOrder ?? []
            from signOff in review.SignOffs
            let now = after.Stage == QuarterStage.Voided ? null : after.Reviews.GetValueOrDefault(review.Team)
            where now is null or { Stage: Stage.Voided } || now.SignOffOf(signOff.Seat) != signOff.SignOff
            select (review, signOff.SignOff),
        ];
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
