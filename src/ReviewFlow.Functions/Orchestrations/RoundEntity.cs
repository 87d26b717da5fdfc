using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Functions.Hosting;

namespace ReviewFlow.Functions.Orchestrations;

/// <param name="Next">The moment of the one tick on its way; null when there is none.</param>
internal sealed record RoundState(DateTimeOffset? Next);

/// <summary>
/// The courier's round, entity <c>round</c>: invitations, escalations and mails of all quarters. One for the whole app,
/// and one call at a time, so that no two carry the same mail. It holds nothing but the moment of its next tick; a ring
/// or a tick that is lost the sweeper makes up for.
/// </summary>
internal sealed partial class RoundEntity(Rounds rounds, AppClock clock, ILogger<RoundEntity> log)
    : TaskEntity<RoundState>
{
    private static readonly Duration Longest = Duration.FromDays(1),
        Shortest = Duration.FromSeconds(1),
        AfterTrouble = Duration.FromMinutes(1);

    public static readonly EntityInstanceId Id = new("round", "app");

    [Function("Round")]
    public static Task Dispatch(
        [EntityTrigger(EntityName = "round")] TaskEntityDispatcher dispatcher,
        [DurableClient] DurableTaskClient client,
        FunctionContext context
    )
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
            OrchestrationBell.DeliversItself();
            next = await rounds.GoForAll(default) is { } due ? Instant.Min(due, now + Longest) : now + Longest;
        }
#pragma warning disable CA1031 // A store that is down comes back; a round that failed would take its tick with it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogTrouble(e);
            next = now + AfterTrouble;
        }
        var tick = Instant.Max(next, now + Shortest).ToDateTimeOffset();
        if (State.Next is { } on && on <= tick && on > now.ToDateTimeOffset())
            return; // one is on its way that comes first
        State = new(tick);
        Context.SignalEntity(
            Context.Id,
            nameof(Tick),
            tick,
            new SignalEntityOptions { SignalTime = clock.AtRuntime(Instant.FromDateTimeOffset(tick)) }
        );
    }

    /// <summary>Its moment has come.</summary>
    public Task Tick(DateTimeOffset moment)
    {
        if (State.Next == moment)
            State = new(null);
        return Ring();
    }

    protected override RoundState InitializeState(TaskEntityOperation operation) => new(null);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round was cut short and is gone through again")]
    private partial void LogTrouble(Exception trouble);
}
