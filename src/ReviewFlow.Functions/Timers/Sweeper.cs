using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Functions.Orchestrations;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Functions.Timers;

/// <summary>
/// Holds the ledger against the instances and the outbox, and repairs: hints may be lost, and events to an instance
/// that has not begun are dropped. What it repaired it says. It has the moves mailed as well whose partner left off in
/// the midst.
/// </summary>
internal sealed partial class Sweeper(Sweep sweep, OrchestrationClient orchestrations, ILogger<Sweeper> log)
{
    [Function(nameof(Sweeper))]
    public async Task Run(
        [TimerTrigger("0 */15 * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        orchestrations.Use(client);
        // Nobody rings for the moves a partner left off at: a wake-up for each sitting would cost as much as its mail.
        if (await sweep.Run(quarter => Repair(quarter, client, cancellationToken), cancellationToken))
            await orchestrations.SignalDueWork();
    }

    private async Task Repair(Quarter quarter, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var instance = OrchestrationEvents.InstanceOf(quarter.Id);
        var found = await client.GetInstanceAsync(instance, cancellationToken);
        var isOver =
            found is { RuntimeStatus: OrchestrationRuntimeStatus.Completed } && quarter.Stage != QuarterStage.Open;
        if (isOver)
            return;
        if (
            found
            is null
                or {
                    RuntimeStatus: OrchestrationRuntimeStatus.Completed
                        or OrchestrationRuntimeStatus.Failed
                        or OrchestrationRuntimeStatus.Terminated
                }
        )
        {
            if (await orchestrations.Start(nameof(QuarterOrchestrator), instance, quarter.Id.ToString()))
                LogRepaired(
                    instance,
                    found is null
                        ? "was missing"
                        : FunctionAppTexts.InstanceEnded.With(new { status = found.RuntimeStatus.ToString() })
                );
            return;
        }

        var waits = OrchestrationEvents.Of(quarter);
        var running = client.GetAllInstancesAsync(
            new OrchestrationQuery
            {
                InstanceIdPrefix = instance + "~",
                Statuses = [OrchestrationRuntimeStatus.Running],
                FetchInputsAndOutputs = true,
            }
        );
        await sweep.Each(
            running,
            waiting => waiting.InstanceId,
            async waiting =>
            {
                // The name an instance waits for is its custom status; the bell's own rule says whether a hint was
                // lost.
                if (
                    waiting.ReadCustomStatusAs<string>() is not { } name
                    || !OrchestrationEvents.IsMissed(name, waits.GetValueOrDefault(waiting.InstanceId))
                )
                    return;
                LogRepaired(waiting.InstanceId, "had missed an event");
                await orchestrations.Raise(waiting.InstanceId, name, waits.GetValueOrDefault(waiting.InstanceId));
            },
            cancellationToken
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeper: {Instance} {What}; repaired")]
    private partial void LogRepaired(string instance, string what);
}
