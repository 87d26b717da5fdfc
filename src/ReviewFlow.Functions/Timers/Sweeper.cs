using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Delivery;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Delivery.Telemetry;
using ReviewFlow.Delivery.Work;
using ReviewFlow.Functions.Orchestrations;
using ReviewFlow.Quarters;

namespace ReviewFlow.Functions.Timers;

/// <summary>
/// Holds the ledger against the instances and the outbox, and repairs: hints may be lost, and events to an instance that has not
/// begun are dropped. What it repaired it says. It has the moves mailed as well whose partner left off in the midst.
/// </summary>
internal sealed partial class Sweeper(ILedger ledger, IOutbox outbox, ReviewDesk desk, Wire wire, TimeProvider time, ILogger<Sweeper> log)
{
    private static readonly Duration Late = Duration.FromMinutes(2);

    [Function(nameof(Sweeper))]
    public async Task Run([TimerTrigger("0 */15 * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        wire.Use(client);
        using var span = Traces.Start("sweep");
        var (due, moved) = (await outbox.NextAttempt(stop), false);
        foreach (var id in await ledger.Quarters(stop))
        {
            try
            {
                if (await desk.Look(id, stop) is not { } quarter) continue;
                due = new[] { due, QuarterPolicy.NextForAll(quarter), Waits.ForLeaders(quarter).Until }.Min();
                moved |= Moves.Next(quarter) <= time.Now();
                await Sweep(quarter, client, stop);
            }
            catch (LedgerBrokenException e)
            {
                LogBroken(e, id); // and the others are looked at all the same
            }
        }

        if (due < time.Now() - Late)
        {
            LogRepaired(RoundEntity.Id.Name, "was behind with what is owed");
            MailMeter.Oldest.Record((time.Now() - due.Value).TotalSeconds); // where nobody tries, nobody else says it
        }
        // Nobody rings for the moves a partner left off at: a wake-up for each sitting would cost as much as its mail.
        else if (!moved) return;
        await wire.RingForRound();
    }

    private async Task Sweep(Quarter quarter, DurableTaskClient client, CancellationToken stop)
    {
        var instance = Waits.InstanceOf(quarter.Id);
        var found = await client.GetInstanceAsync(instance, stop);
        var isOver = found is { RuntimeStatus: OrchestrationRuntimeStatus.Completed } && quarter.Stage != QuarterStage.Open;
        if (isOver) return;
        if (found is null or { RuntimeStatus: OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated })
        {
            if (await wire.Start(nameof(QuarterOrchestrator), instance, quarter.Id.ToString())) LogRepaired(instance, found is null ? "was missing" : $"had ended as {found.RuntimeStatus}");
            return;
        }

        var waits = Waits.Of(quarter);
        await foreach (var waiting in client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = instance + "~", Statuses = [OrchestrationRuntimeStatus.Running], FetchInputsAndOutputs = true }).WithCancellation(stop))
        {
            // The name an instance waits for is its custom status; the bell's own rule says whether a hint was lost.
            if (waiting.ReadCustomStatusAs<string>() is not { } name || !Waits.IsMissed(name, waits.GetValueOrDefault(waiting.InstanceId))) continue;
            LogRepaired(waiting.InstanceId, "had missed a hint");
            await wire.Raise(waiting.InstanceId, name, waits.GetValueOrDefault(waiting.InstanceId));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeper: {Instance} {What}; repaired")]
    private partial void LogRepaired(string instance, string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sweeper: the ledger of {Quarter} is not as it was written; nothing is repaired there")]
    private partial void LogBroken(Exception trouble, QuarterId quarter);
}
