using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Release;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Quarters;

namespace ReviewFlow.Functions.Orchestrations;

/// <param name="Teams">Teams that wait for somebody.</param>
/// <param name="Reminders">What the leaders' instance waits for.</param>
internal sealed record QuarterLook(
    string Stage,
    IReadOnlyList<WaitingTeam> Teams,
    Wait Reminders,
    int Signed,
    int Total
);

internal sealed record WaitingTeam(string Team, string Instance, string Name);

/// <param name="Teams">As they were begun.</param>
internal sealed record Begun(string Quarter, IReadOnlyList<WaitingTeam> Teams);

/// <param name="Name">Of what it waits for.</param>
internal sealed record TeamOf(string Team, string Name);

/// <summary>Name and end of a wait; no name when it is over.</summary>
internal sealed record Wait(string? Name, DateTime? Until);

internal sealed record Released(string Quarter, ReportDraft Draft);

/// <summary>What orchestrations have done. Every step reads the ledger again and may run twice.</summary>
internal sealed class QuarterActivities(
    ReviewDesk desk,
    ReportRelease release,
    LedgerExportBlobs exports,
    DueWorkRunner dueWork,
    AppClock clock,
    OrchestrationClient orchestrations
)
{
    public const string LookAtQuarter = nameof(LookAtQuarter),
        LookAtLeaders = nameof(LookAtLeaders),
        Remind = nameof(Remind),
        Correct = nameof(Correct),
        Draw = nameof(Draw),
        Verify = nameof(Verify),
        Release = nameof(Release),
        ExportLedger = nameof(ExportLedger),
        Publish = nameof(Publish);

    /// <summary>A store or a provider that is down comes back; the last tries are half an hour apart.</summary>
    public static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(
            Backoff.ActivityTries,
            Backoff.Activity.First.ToTimeSpan(),
            backoffCoefficient: 2,
            Backoff.Activity.Max.ToTimeSpan()
        )
    );

    [Function(LookAtQuarter)]
    public async Task<QuarterLook> Quarter([ActivityTrigger] string id, CancellationToken cancellationToken)
    {
        if (await desk.Get(QuarterId.Parse(id), cancellationToken) is not { } quarter)
            return new("none", [], new(null, null), 0, 0);
        var waits = OrchestrationEvents.Of(quarter);
        return new(
            quarter.Stage.ToString(),
            [
                .. from team in quarter.Teams
                let instance = OrchestrationEvents.InstanceOf(quarter.Id, team)
                where waits.ContainsKey(instance)
                select new WaitingTeam(team.ToString(), instance, waits[instance]),
            ],
            ForLeaders(quarter),
            quarter.InOrder.Count(r => r.Stage == Signing.Stage.Signed),
            quarter.InOrder.Count(r => r.Stage != Signing.Stage.Voided)
        );
    }

    [Function(LookAtLeaders)]
    public async Task<Wait> Leaders([ActivityTrigger] string id, CancellationToken cancellationToken) =>
        ForLeaders(await desk.Get(QuarterId.Parse(id), cancellationToken));

    private Wait ForLeaders(Quarter? quarter)
    {
        var (name, until) = OrchestrationEvents.ForLeaders(quarter);
        return new(name, until is { } at ? clock.AtRuntime(at) : null);
    }

    /// <summary>
    /// A hint came before its team's instance was there: those that were begun with a name that has changed hear of it.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of them is still not there; the next try may find
    /// it.</exception>
    [Function(Correct)]
    public async Task CorrectTeams(
        [ActivityTrigger] Begun begun,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        orchestrations.Use(client);
        var waits = OrchestrationEvents.Of(await desk.Get(QuarterId.Parse(begun.Quarter), cancellationToken));
        string? missing = null;
        foreach (
            var team in begun.Teams.Where(t =>
                OrchestrationEvents.IsMissed(t.Name, waits.GetValueOrDefault(t.Instance))
            )
        )
        {
            // One that has not begun keeps no other from hearing.
            if (await client.GetInstanceAsync(team.Instance, cancellationToken) is null)
                missing ??= team.Instance;
            else
                await orchestrations.Raise(team.Instance, team.Name, waits.GetValueOrDefault(team.Instance));
        }
        if (missing is not null)
            throw new InvalidOperationException($"{missing} has not begun.");
    }

    /// <summary>The time has come; whether it has is decided at the desk.</summary>
    [Function(Remind)]
    public Task Wake(
        [ActivityTrigger] string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        orchestrations.Use(client);
        return dueWork.Wake(QuarterId.Parse(id), cancellationToken);
    }

    [Function(Draw)]
    public Task<ReportDraft?> DrawReport([ActivityTrigger] string id, CancellationToken cancellationToken) =>
        release.Draw(QuarterId.Parse(id), cancellationToken);

    [Function(Verify)]
    public Task VerifyReport([ActivityTrigger] Released report, CancellationToken cancellationToken) =>
        release.Verify(QuarterId.Parse(report.Quarter), report.Draft, cancellationToken);

    [Function(Release)]
    public Task<bool> ReleaseReport(
        [ActivityTrigger] Released report,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        orchestrations.Use(client);
        return release.Release(QuarterId.Parse(report.Quarter), report.Draft, cancellationToken);
    }

    /// <summary>The ledger as it was released, beside its report, where nothing is overwritten.</summary>
    [Function(ExportLedger)]
    public Task<string> KeepLedger([ActivityTrigger] string id, CancellationToken cancellationToken) =>
        exports.Keep(QuarterId.Parse(id), cancellationToken);

    [Function(Publish)]
    public Task<bool> PublishReport([ActivityTrigger] string id, CancellationToken cancellationToken) =>
        release.Publish(QuarterId.Parse(id), cancellationToken);
}
