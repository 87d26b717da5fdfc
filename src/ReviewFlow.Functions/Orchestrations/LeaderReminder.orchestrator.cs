using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ReviewFlow.Application.DueWork;

namespace ReviewFlow.Functions.Orchestrations;

/// <param name="First">What the quarter's own look has just found; null: look again.</param>
internal sealed record RemindersOf(string Quarter, Wait? First);

/// <summary>
/// The leaders of a quarter, instance <c>2026-Q3~~leaders</c>: waits until the next reminder of any of them is due. One
/// for all: their reminders fall due on the same mornings, and one wake-up at the desk reminds everybody whose time has
/// come.
/// </summary>
internal static class LeaderReminderOrchestrator
{
    [Function(nameof(LeaderReminderOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, RemindersOf leaders)
    {
        var wait = leaders.First
            ?? await context.CallActivityAsync<Wait>(
                QuarterActivities.LookAtLeaders,
                leaders.Quarter,
                QuarterActivities.Retried
            );
        context.SetCustomStatus(wait.Name);
        if (wait.Name is null)
            return;

        // The one waiter of this history, never cancelled
        var sooner = context.WaitForExternalEvent<string>(OrchestrationEvents.Sooner);
        if (wait.Until is { } until)
        {
            using var losing = new CancellationTokenSource();
            var timer = context.CreateTimer(until, losing.Token);
            if (await Task.WhenAny(sooner, timer) == timer)
                await context.CallActivityAsync(QuarterActivities.Remind, leaders.Quarter, QuarterActivities.Retried);
            // Cancel, not CancelAsync: an orchestrator awaits nothing but its context. A timer left running keeps the
            // instance alive.
            else
                losing.Cancel();
        }
        else
            await sooner;
        if (sooner.IsCompleted && sooner.Result == OrchestrationEvents.Over)
            return;
        // The new history looks before it waits, so a hint that goes with this one is not missed.
        context.ContinueAsNew(leaders with { First = null }, preserveUnprocessedEvents: false);
    }
}
