using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
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

/// <summary>What orchestrations have done. Every step reads the ledger anew and may run twice.</summary>
internal sealed class Steps(
    ReviewDesk desk,
    ReportRelease release,
    LedgerExportBlobs exports,
    Rounds rounds,
    AppClock clock,
    Wire wire
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
        new RetryPolicy(12, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(30))
    );

    [Function(LookAtQuarter)]
    public async Task<QuarterLook> Quarter([ActivityTrigger] string id, CancellationToken stop)
    {
        if (await desk.Get(QuarterId.Parse(id), stop) is not { } quarter)
            return new("none", [], new(null, null), 0, 0);
        var waits = Waits.Of(quarter);
        return new(
            quarter.Stage.ToString(),
            [
                .. from team in quarter.Teams
                let instance = Waits.InstanceOf(quarter.Id, team)
                where waits.ContainsKey(instance)
                select new WaitingTeam(team.ToString(), instance, waits[instance]),
            ],
            ForLeaders(quarter),
            quarter.InOrder.Count(r => r.Stage == Signing.Stage.Signed),
            quarter.InOrder.Count(r => r.Stage != Signing.Stage.Voided)
        );
    }

    [Function(LookAtLeaders)]
    public async Task<Wait> Leaders([ActivityTrigger] string id, CancellationToken stop) =>
        ForLeaders(await desk.Get(QuarterId.Parse(id), stop));

    private Wait ForLeaders(Quarter? quarter)
    {
        var (name, until) = Waits.ForLeaders(quarter);
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
        CancellationToken stop
    )
    {
        wire.Use(client);
        var waits = Waits.Of(await desk.Get(QuarterId.Parse(begun.Quarter), stop));
        string? missing = null;
        foreach (var team in begun.Teams.Where(t => Waits.IsMissed(t.Name, waits.GetValueOrDefault(t.Instance))))
        {
            // One that has not begun keeps no other from hearing.
            if (await client.GetInstanceAsync(team.Instance, stop) is null)
                missing ??= team.Instance;
            else
                await wire.Raise(team.Instance, team.Name, waits.GetValueOrDefault(team.Instance));
        }
        if (missing is not null)
            throw new InvalidOperationException($"{missing} has not begun.");
    }

    /// <summary>The time has come; whether it has is decided at the desk.</summary>
    [Function(Remind)]
    public Task Wake([ActivityTrigger] string id, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        wire.Use(client);
        return rounds.Wake(QuarterId.Parse(id), stop);
    }

    [Function(Draw)]
    public Task<ReportDraft?> DrawReport([ActivityTrigger] string id, CancellationToken stop) =>
        release.Draw(QuarterId.Parse(id), stop);

    [Function(Verify)]
    public Task VerifyReport([ActivityTrigger] Released report, CancellationToken stop) =>
        release.Verify(QuarterId.Parse(report.Quarter), report.Draft, stop);

    [Function(Release)]
    public Task<bool> ReleaseReport(
        [ActivityTrigger] Released report,
        [DurableClient] DurableTaskClient client,
        CancellationToken stop
    )
    {
        wire.Use(client);
        return release.Release(QuarterId.Parse(report.Quarter), report.Draft, stop);
    }

    /// <summary>The ledger as it was released, beside its report, where nothing is overwritten.</summary>
    [Function(ExportLedger)]
    public Task<string> KeepLedger([ActivityTrigger] string id, CancellationToken stop) =>
        exports.Keep(QuarterId.Parse(id), stop);

    [Function(Publish)]
    public Task<bool> PublishReport([ActivityTrigger] string id, CancellationToken stop) =>
        release.Publish(QuarterId.Parse(id), stop);
}
