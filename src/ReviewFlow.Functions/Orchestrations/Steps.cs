using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using NodaTime;
using ReviewFlow.Delivery;
using ReviewFlow.Delivery.Archive.Blobs;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Delivery.Release;
using ReviewFlow.Delivery.Work;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;

namespace ReviewFlow.Functions.Orchestrations;

/// <param name="Teams">Teams that wait for somebody.</param>
/// <param name="Leaders">Instances of leaders that may have to be reminded, by place in the roster.</param>
internal sealed record QuarterLook(string Stage, IReadOnlyList<string> Teams, IReadOnlyList<int> Leaders, int Signed, int Total);

/// <param name="Place">Which of the quarter's leaders: an orchestration's history holds no address.</param>
internal sealed record LeaderOf(string Quarter, int Place);

internal sealed record TeamOf(string Quarter, string Team);

/// <summary>Name and end of a wait; no name when it is over.</summary>
internal sealed record Wait(string? Name, DateTime? Until);

internal sealed record Released(string Quarter, ReportDraft Draft);

/// <summary>What orchestrations have done. Every step reads the ledger anew and may run twice.</summary>
internal sealed class Steps(ReviewDesk desk, ILedger ledger, IOutbox outbox, Postman postman, ReportRelease release, LedgerExportBlobs exports, Rounds rounds, AppClock clock, Wire wire)
{
    public const string LookAtQuarter = nameof(LookAtQuarter), LookAtTeam = nameof(LookAtTeam), LookAtLeader = nameof(LookAtLeader), Remind = nameof(Remind),
        GoRound = nameof(GoRound), Draw = nameof(Draw), Verify = nameof(Verify), Release = nameof(Release), ExportLedger = nameof(ExportLedger), Publish = nameof(Publish);

    /// <summary>A store or a provider that is down comes back; the last tries are half an hour apart.</summary>
    public static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(new RetryPolicy(12, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(30)));

    [Function(LookAtQuarter)]
    public async Task<QuarterLook> Quarter([ActivityTrigger] string id, CancellationToken stop)
    {
        if (await desk.Look(QuarterId.Parse(id), stop) is not { } quarter) return new("none", [], [], 0, 0);
        var waits = Waits.Of(quarter);
        return new(
            quarter.Stage.ToString(),
            [.. quarter.Teams.Where(t => waits.ContainsKey(Waits.InstanceOf(quarter.Id, t))).Select(t => t.ToString())],
            [.. quarter.Pairs.Leaders.Index().Where(l => waits.ContainsKey(Waits.InstanceOf(quarter.Id, l.Index))).Select(l => l.Index)],
            quarter.InOrder.Count(r => r.Stage == Reviews.Stage.Signed), quarter.InOrder.Count(r => r.Stage != Reviews.Stage.Voided));
    }

    [Function(LookAtTeam)]
    public async Task<Wait> Team([ActivityTrigger] TeamOf of, CancellationToken stop) =>
        new(Waits.Of(await desk.Look(QuarterId.Parse(of.Quarter), stop)).GetValueOrDefault(Waits.InstanceOf(QuarterId.Parse(of.Quarter), TeamId.Parse(of.Team))), null);

    [Function(LookAtLeader)]
    public async Task<Wait> Leader([ActivityTrigger] LeaderOf of, CancellationToken stop)
    {
        var quarter = await desk.Look(QuarterId.Parse(of.Quarter), stop);
        if (quarter is null) return new(null, null);
        var (name, until) = Waits.Of(quarter, quarter.Pairs.Leaders[of.Place].Id);
        return new(name, Timer(until));
    }

    /// <summary>The time has come; whether it has is decided at the desk.</summary>
    [Function(Remind)]
    public Task Wake([ActivityTrigger] string id, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        wire.Use(client);
        return rounds.Wake(QuarterId.Parse(id), stop);
    }

    /// <summary>Invitations, escalations and mails of all quarters; answers when to come again. Run by one instance alone, so that no mail goes twice.</summary>
    [Function(GoRound)]
    public async Task<DateTime?> Round([ActivityTrigger] string reason, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        wire.Use(client);
        foreach (var awake in await ledger.Awake(clock.Now(), stop)) await rounds.Wake(awake, stop);
        await postman.Deliver(stop);

        var next = await outbox.NextAttempt(stop);
        foreach (var id in await ledger.Quarters(stop))
        {
            if (await desk.Look(id, stop) is { } quarter && QuarterPolicy.NextForAll(quarter) is { } due) next = next is { } at ? Instant.Min(at, due) : due;
        }
        return Timer(next);
    }

    private DateTime? Timer(Instant? moment) => moment is { } at ? clock.AtRuntime(at) : null;

    [Function(Draw)]
    public Task<ReportDraft?> DrawReport([ActivityTrigger] string id, CancellationToken stop) => release.Draw(QuarterId.Parse(id), stop);

    [Function(Verify)]
    public Task VerifyReport([ActivityTrigger] Released report, CancellationToken stop) => release.Verify(QuarterId.Parse(report.Quarter), report.Draft, stop);

    [Function(Release)]
    public Task<bool> ReleaseReport([ActivityTrigger] Released report, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        wire.Use(client);
        return release.Release(QuarterId.Parse(report.Quarter), report.Draft, stop);
    }

    /// <summary>The ledger as it was released, beside its report, where nothing is overwritten.</summary>
    [Function(ExportLedger)]
    public Task<string> KeepLedger([ActivityTrigger] string id, CancellationToken stop) => exports.Keep(QuarterId.Parse(id), stop);

    [Function(Publish)]
    public Task<bool> PublishReport([ActivityTrigger] string id, CancellationToken stop) => release.Publish(QuarterId.Parse(id), stop);
}
