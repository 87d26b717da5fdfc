using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ReviewFlow.Functions.Orchestrations;

/// <summary>One leader of a quarter: waits until their next reminder is due, or until there is another.</summary>
internal static class LeaderReminderOrchestrator
{
    [Function(nameof(LeaderReminderOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, LeaderOf leader)
    {
        var wait = await context.CallActivityAsync<Wait>(Steps.LookAtLeader, leader, Steps.Retried);
        context.SetCustomStatus(wait.Name);
        if (wait.Name is not { } name) return;

        Task moved = context.WaitForExternalEvent<string>(name); // one waiter of this name, never cancelled
        if (wait.Until is not { } until) await moved;
        else
        {
            using var losing = new CancellationTokenSource();
            var timer = context.CreateTimer(until, losing.Token);
            if (await Task.WhenAny(moved, timer) == timer) await context.CallActivityAsync(Steps.Remind, leader.Quarter, Steps.Retried);
            // Cancel, not CancelAsync: an orchestrator awaits nothing but its context. A timer left running keeps the instance alive.
            else losing.Cancel();
        }
        context.ContinueAsNew(leader, preserveUnprocessedEvents: false);
    }
}
