using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Release;

namespace ReviewFlow.Functions.Orchestrations;

/// <summary>What the instance shows of itself.</summary>
internal sealed record QuarterProgress(string Stage, int Signed, int Total);

/// <summary>
/// One quarter, instance <c>2026-Q3</c>: everybody's waits beside each other; when all are over, the report.
/// </summary>
internal static class QuarterOrchestrator
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    [Function(nameof(QuarterOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, string id)
    {
        var look = await context.CallActivityAsync<QuarterLook>(
            QuarterActivities.LookAtQuarter,
            id,
            QuarterActivities.Retried
        );
        context.SetCustomStatus(new QuarterProgress(look.Stage, look.Signed, look.Total));
        if (look.Stage != "Open")
        {
            if (await context.CallActivityAsync<bool>(QuarterActivities.Publish, id, QuarterActivities.Retried))
                await context.CallActivityAsync<string>(QuarterActivities.ExportLedger, id, QuarterActivities.Retried);
            return;
        }

        if (look.Teams.Count > 0)
            await Join(context, id, look);
        // No look of its own after the wait: the drawing reads the ledger itself, and draws nothing while a team is not
        // signed.
        if (await TryRelease(context, id))
        {
            await context.CallActivityAsync<string>(QuarterActivities.ExportLedger, id, QuarterActivities.Retried);
            return;
        }
        if (look.Teams.Count == 0)
            await context.CreateTimer(LookAgain, CancellationToken.None);
        // Every wait is over, so nothing is lost with this history: what comes next is in the ledger.
        context.ContinueAsNew(id, preserveUnprocessedEvents: false);
    }

    private static async Task Join(TaskOrchestrationContext context, string id, QuarterLook look)
    {
        var teams = look
            .Teams.Select(
                Task (t) =>
                    context.CallSubOrchestratorAsync(
                        nameof(TeamReviewOrchestrator),
                        new TeamOf(t.Team, t.Name),
                        As(t.Instance)
                    )
            )
            .ToList();
        var leaders = context.CallSubOrchestratorAsync(
            nameof(LeaderReminderOrchestrator),
            new RemindersOf(id, look.Reminders),
            As(OrchestrationEvents.LeadersOf(id))
        );
        // One waiter at a time, never cancelled.
        Task late = context.WaitForExternalEvent<string>(OrchestrationEvents.Late);
        var signed = look.Total - teams.Count;
        while (teams.Count > 0)
        {
            var first = await Task.WhenAny([.. teams, late]);
            if (first == late)
            {
                late = context.WaitForExternalEvent<string>(OrchestrationEvents.Late);
                await context.CallActivityAsync(
                    QuarterActivities.Correct,
                    new Begun(id, look.Teams),
                    QuarterActivities.Retried
                );
                continue;
            }
            teams.Remove(first);
            // One that failed is not signed; the next look begins it again.
            if (first.IsCompletedSuccessfully)
                context.SetCustomStatus(new QuarterProgress(look.Stage, ++signed, look.Total));
        }
        await leaders;
    }

    /// <summary>
    /// Drawn and archived, read back, released: each step by itself, each retried. The release reads the ledger itself,
    /// whatever woke this.
    /// </summary>
    private static async Task<bool> TryRelease(TaskOrchestrationContext context, string id)
    {
        if (
            await context.CallActivityAsync<ReportDraft?>(QuarterActivities.Draw, id, QuarterActivities.Retried)
            is not { } draft
        )
            return false;
        await context.CallActivityAsync(QuarterActivities.Verify, new Released(id, draft), QuarterActivities.Retried);
        return await context.CallActivityAsync<bool>(
            QuarterActivities.Release,
            new Released(id, draft),
            QuarterActivities.Retried
        );
    }

    private static SubOrchestrationOptions As(string instance) => new(retry: null, instanceId: instance);
}
