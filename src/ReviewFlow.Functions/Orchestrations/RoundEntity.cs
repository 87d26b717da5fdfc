using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Delivery;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Delivery.Work;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Quarters;

namespace ReviewFlow.Functions.Orchestrations;

/// <param name="Next">The moment of the one tick on its way; null when there is none.</param>
internal sealed record RoundState(DateTimeOffset? Next);

/// <summary>
/// The courier's round, entity <c>round</c>: invitations, escalations and mails of all quarters. One for the whole app, and one call
/// at a time, so that no two carry the same mail. It holds nothing but the moment of its next tick; a ring or a tick that is lost the sweeper makes up for.
/// </summary>
internal sealed partial class RoundEntity(ILedger ledger, IOutbox outbox, ReviewDesk desk, Postman postman, Rounds rounds, AppClock clock, ILogger<RoundEntity> log) : TaskEntity<RoundState>
{
    private static readonly Duration Longest = Duration.FromDays(1), Shortest = Duration.FromSeconds(1), AfterTrouble = Duration.FromMinutes(1);

    public static readonly EntityInstanceId Id = new("round", "app");

    [Function("Round")]
    public static Task Dispatch([EntityTrigger(EntityName = "round")] TaskEntityDispatcher dispatcher, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var wire = (Wire)context.InstanceServices.GetService(typeof(Wire))!;
        wire.Use(client);
        return dispatcher.DispatchAsync<RoundEntity>();
    }

    /// <summary>Something is owed.</summary>
    public async Task Ring()
    {
        var now = clock.Now();
        Instant next;
        try
        {
            next = await Go() is { } due ? Instant.Min(due, now + Longest) : now + Longest;
        }
#pragma warning disable CA1031 // A store that is down comes back; a round that failed would take its tick with it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogTrouble(e);
            next = now + AfterTrouble;
        }
        var tick = Instant.Max(next, now + Shortest).ToDateTimeOffset();
        if (State.Next is { } on && on <= tick && on > now.ToDateTimeOffset()) return; // one is on its way that comes first
        State = new(tick);
        Context.SignalEntity(Context.Id, nameof(Tick), tick, new SignalEntityOptions { SignalTime = clock.AtRuntime(Instant.FromDateTimeOffset(tick)) });
    }

    /// <summary>Its moment has come.</summary>
    public Task Tick(DateTimeOffset moment)
    {
        if (State.Next == moment) State = new(null);
        return Ring();
    }

    protected override RoundState InitializeState(TaskEntityOperation operation) => new(null);

    private async Task<Instant?> Go()
    {
        OrchestrationBell.DeliversItself();
        Instant? next = null;
        foreach (var awake in await ledger.Awake(clock.Now(), default)) await Guarded(awake, () => rounds.Wake(awake, default));
        await postman.Deliver(default);

        if (await outbox.NextAttempt(default) is { } owed) Come(owed);
        foreach (var id in await ledger.Quarters(default))
        {
            await Guarded(id, async () =>
            {
                if (await desk.Look(id, default) is { } quarter && QuarterPolicy.NextForAll(quarter) is { } due) Come(due);
            });
        }
        return next;

        void Come(Instant at) => next = next is { } sooner ? Instant.Min(at, sooner) : at;

        // One quarter's trouble must not keep the mails of the others waiting.
        async Task Guarded(QuarterId quarter, Func<Task> work)
        {
            try
            {
                await work();
            }
#pragma warning disable CA1031 // Whatever it is, it is logged and gone through again.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogTroubleIn(e, quarter);
                Come(clock.Now() + AfterTrouble);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round was cut short and is gone through again")]
    private partial void LogTrouble(Exception trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due in {Quarter} failed and is tried again")]
    private partial void LogTroubleIn(Exception trouble, QuarterId quarter);
}
