using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ReviewFlow.Functions.Orchestrations;

/// <summary>The courier's round, instance <c>round</c>: one for the whole app, so that no two carry the same mail.</summary>
internal static class RoundOrchestrator
{
    public const string Instance = "round", Ring = "ring";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6), Shortest = TimeSpan.FromSeconds(1);

    [Function(nameof(RoundOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var next = await context.CallActivityAsync<DateTime?>(Steps.GoRound, Instance, Steps.Retried);
        var ring = context.WaitForExternalEvent<string>(Ring); // never cancelled; what rang while the round went is there already
        if (!ring.IsCompleted)
        {
            var now = context.CurrentUtcDateTime;
            var until = next is { } at && at < now + Longest ? at : now + Longest;
            using var losing = new CancellationTokenSource();
            var timer = context.CreateTimer(until < now + Shortest ? now + Shortest : until, losing.Token);
            if (await Task.WhenAny(ring, timer) == ring) losing.Cancel();
        }
        // Rings that no round has begun after go with it; of those the next round answers all at once.
        context.ContinueAsNew(preserveUnprocessedEvents: false);
    }
}
