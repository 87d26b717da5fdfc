using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ReviewFlow.Application.DueWork;

namespace ReviewFlow.Functions.Orchestrations;

/// <summary>One team, instance <c>2026-Q3~checkout</c>: is over when its review waits for nobody any more.</summary>
internal static class TeamReviewOrchestrator
{
    /// <summary>
    /// Takes the hint's word for what to wait for next and acts on nothing: the quarter reads the ledger when its teams
    /// are done, and the sweeper corrects who waits for the wrong name.
    /// </summary>
    [Function(nameof(TeamReviewOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, TeamOf team)
    {
        // One waiter for each name, never cancelled: a cancelled one may swallow the next event. A history has one name
        // for each round, and rounds are few.
        for (
            var name = team.Name;
            name != OrchestrationEvents.Over;
            name = await context.WaitForExternalEvent<string>(name)
        )
            context.SetCustomStatus(name);
    }
}
