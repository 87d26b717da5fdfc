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
internal sealed record DueWorkState(DateTimeOffset? Next);

/// <summary>
/// Entity <c>dueWork</c>: invitations, escalations and mails of all quarters. One for the whole app, and one call at a
/// time, so that no mail is sent twice at once. It holds nothing but the moment of its next tick; the sweeper makes up
/// for a signal or a tick that is lost.
/// </summary>
internal sealed partial class DueWorkEntity(DueWorkRunner dueWork, AppClock clock, ILogger<DueWorkEntity> log)
    : TaskEntity<DueWorkState>
{
    private static readonly Duration Longest = Duration.FromDays(1),
        Shortest = Duration.FromSeconds(1),
        AfterTrouble = Duration.FromMinutes(1);

    public static readonly EntityInstanceId Id = new("dueWork", "app");

    [Function("DueWork")]
    public static Task Dispatch(
        [EntityTrigger(EntityName = "dueWork")] TaskEntityDispatcher dispatcher,
        [DurableClient] DurableTaskClient client,
        FunctionContext context
    )
    {
        var orchestrations = (OrchestrationClient)context.InstanceServices.GetService(typeof(OrchestrationClient))!;
        orchestrations.Use(client);
        return dispatcher.DispatchAsync<DueWorkEntity>();
    }

    /// <summary>Does what is due and sets the next tick.</summary>
    public async Task Run()
    {
        var now = clock.Now();
        Instant next;
        try
        {
            OrchestrationSignal.RunsInDueWork();
            next = await dueWork.RunShared(default) is { } due ? Instant.Min(due, now + Longest) : now + Longest;
        }
#pragma warning disable CA1031 // Storage that is down comes back; a run that failed would lose its tick.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogTrouble(e);
            next = now + AfterTrouble;
        }
        var tick = Instant.Max(next, now + Shortest).ToDateTimeOffset();
        if (State.Next is { } on && on <= tick && on > now.ToDateTimeOffset())
            return; // an earlier tick is already on its way
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
        return Run();
    }

    protected override DueWorkState InitializeState(TaskEntityOperation operation) => new(null);

    [LoggerMessage(Level = LogLevel.Error, Message = "The due work failed and will run again")]
    private partial void LogTrouble(Exception trouble);
}
