using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ReviewFlow.Functions.Orchestrations;

/// <summary>One team, instance <c>2026-Q3~checkout</c>: is over when its review waits for nobody any more.</summary>
internal static class TeamReviewOrchestrator
{
    [Function(nameof(TeamReviewOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, TeamOf team)
    {
        var wait = await context.CallActivityAsync<Wait>(Steps.LookAtTeam, team, Steps.Retried);
        context.SetCustomStatus(wait.Name);
        if (wait.Name is not { } name) return;

        // The one waiter of this name. It is never cancelled: a cancelled one may swallow the next event.
        await context.WaitForExternalEvent<string>(name);
        // Events that came meanwhile are hints on what the next look reads anyway.
        context.ContinueAsNew(team, preserveUnprocessedEvents: false);
    }
}
