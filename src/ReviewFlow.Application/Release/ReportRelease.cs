using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;
using ReviewFlow.Reports;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Release;

/// <summary>
/// A report that lies in the archive and waits for its release: hashes and numbers, never its content.
/// </summary>
/// <param name="Earlier">The earlier quarters that it was composed with, as they stood then.</param>
public sealed record ReportDraft(
    string Sha256,
    int Pages,
    long Bytes,
    long LedgerVersion,
    string LedgerHash,
    ImmutableArray<QuarterHead> Earlier,
    string ReleaseHash
);

/// <summary>
/// Composes, draws, verifies, archives and releases the report of a quarter that is signed. Whatever woke it, it walks
/// the ledger itself from its first entry and holds every sign-off against the content before anything leaves.
/// </summary>
public sealed partial class ReportRelease(
    ILedger ledger,
    LedgerKeys key,
    HeadAnchors anchors,
    ReportRenderer draw,
    IReportArchive archive,
    ReviewDesk desk,
    EarlierQuarters earlier,
    ILogger<ReportRelease> log
)
{
    /// <summary>
    /// Releases the quarter if it is due, or finishes a release that was cut short. May run any number of times.
    /// </summary>
    /// <exception cref="LedgerBrokenException">The ledger is not what was written; nothing leaves.</exception>
    /// <exception cref="OperatorException">The drawn report is not sound; nothing leaves.</exception>
    public async Task Run(QuarterId id, CancellationToken cancellationToken)
    {
        if (await Publish(id, cancellationToken) || await Draw(id, cancellationToken) is not { } draft)
            return;
        await Verify(id, draft, cancellationToken);
        await Release(id, draft, cancellationToken);
    }

    /// <summary>Gives a report that is released its lasting place. False if none is.</summary>
    public async Task<bool> Publish(QuarterId id, CancellationToken cancellationToken)
    {
        if (await desk.Get(id, cancellationToken) is not { Release: { } released })
            return false;
        return await Step("publish", id, await Owed(id, cancellationToken), async _ =>
        {
            await archive.Publish(id, released.Sha256, cancellationToken);
            return true;
        });
    }

    /// <summary>
    /// Composes, draws and archives the report, not released yet. Null if it may not leave as the ledger stands.
    /// </summary>
    public async Task<ReportDraft?> Draw(QuarterId id, CancellationToken cancellationToken)
    {
        if (await desk.Get(id, cancellationToken) is not { } known || !QuarterSchedule.ReleaseIsDue(known))
            return null;
        return await Step("draw", id, await Owed(id, cancellationToken), span => Draw(id, span, cancellationToken));
    }

    private async Task<ReportDraft?> Draw(QuarterId id, Activity? span, CancellationToken cancellationToken)
    {
        if (await Step("compose", id, null, _ => Compose(id, cancellationToken)) is not { } composed)
            return null;
        var file = await Step("render", id, null, _ => Task.FromResult(draw(composed.Document)));
        var sound = Sound(id, file);
        span?.SetTag(Tags.Pages, sound.Pages).SetTag(Tags.Bytes, sound.Bytes);
        Meters.ReportBytes.Record(sound.Bytes);
        await Step("archive", id, null, async _ =>
        {
            await archive.Put(id, sound.Sha256, file, cancellationToken);
            return true;
        });
        var (state, heads) = (composed.Ledger, composed.Earlier);
        return new(
            sound.Sha256,
            sound.Pages,
            sound.Bytes,
            state.Version,
            state.Hash,
            heads,
            ReleaseHash.Of(state, edition: 1, reason: null, heads)
        );
    }

    /// <summary>A report, the ledger it was composed from, and the earlier quarters it looked at.</summary>
    private sealed record Composed(ReportDocument Document, LedgerState Ledger, ImmutableArray<QuarterHead> Earlier);

    private async Task<Composed?> Compose(QuarterId id, CancellationToken cancellationToken)
    {
        var anchored = await anchors.Of(id, cancellationToken);
        var tail = await ledger.ReadToHead(id, 0, cancellationToken);
        var (entries, head) = tail;
        var state = LedgerAudit.WalkToState(id, entries, head, key.Problem);
        var quarter = state.Quarter!;
        LedgerAudit.HoldAnchors(id, quarter, tail.Hashes, anchored);
        if (ReleaseGuard.Check(quarter) is [var obstacle, ..])
        {
            LogObstacle(id, obstacle.Sentence);
            return null;
        }

        // Dated by the ledger and not by the clock: the same ledgers give the same file, however often this is tried.
        var (trend, heads) = await Trend(quarter, cancellationToken);
        return new(
            ReportComposer.Compose(quarter, new(head!.Version, head.Hash, head.KeyId), entries[^1].At, trend),
            state,
            heads
        );
    }

    private async Task<(WallTrend Trend, ImmutableArray<QuarterHead> Heads)> Trend(
        Quarter quarter,
        CancellationToken cancellationToken
    ) =>
        quarter.Assessment == AssessmentMode.Joint
            ? await earlier.Trend(quarter.Id, WallShare.Of, cancellationToken)
            : (WallTrend.None, []);

    /// <summary>Reads the draft back from the archive and holds it against what was drawn.</summary>
    /// <exception cref="OperatorException">It does not read back as it was written.</exception>
    public async Task Verify(QuarterId id, ReportDraft draft, CancellationToken cancellationToken) =>
        await Step("verify", id, await Owed(id, cancellationToken), async _ =>
            await archive.Open(id, draft.Sha256, cancellationToken) is { } file
            && Sound(id, file).Sha256 == draft.Sha256
                ? true
                : throw new IntegrityException(ReleaseTexts.ReportNotReadBack.With(new { quarter = id }))
        );

    /// <summary>
    /// Commits the release with its mails. False if the quarter went on since the draft was composed: its next wake-up
    /// decides again.
    /// </summary>
    public async Task<bool> Release(QuarterId id, ReportDraft draft, CancellationToken cancellationToken)
    {
        if (!await Step("release", id, await Owed(id, cancellationToken), _ => Commit(id, draft, cancellationToken)))
            return false;
        await Anchor(id, cancellationToken);
        return await Publish(id, cancellationToken);
    }

    /// <summary>What is released is recorded: an anchor that cannot be set now the daily check sets.</summary>
    private async Task Anchor(QuarterId id, CancellationToken cancellationToken)
    {
        try
        {
            await anchors.Set([id], cancellationToken);
        }
        // Whatever keeps the anchor from being set, the report is released and must be published.
#pragma warning disable CA1031
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotAnchored(e, id);
        }
    }

    private async Task<bool> Commit(QuarterId id, ReportDraft draft, CancellationToken cancellationToken)
    {
        var answer = await desk.Execute(
            id,
            new QuarterCommand.Release(
                draft.Sha256,
                draft.Pages,
                draft.Bytes,
                draft.LedgerVersion,
                draft.LedgerHash,
                draft.Earlier,
                draft.ReleaseHash
            ),
            key: null,
            cancellationToken
        );
        if (answer is not CommandResult.Refused refused)
            return true;
        LogObstacle(id, refused.Sentence);
        return false;
    }

    /// <summary>
    /// The span of the commit that made this due: the sign-off that was the last, or the release itself.
    /// </summary>
    private async Task<string?> Owed(QuarterId id, CancellationToken cancellationToken) =>
        Traces.AreHeard ? await ledger.TraceParent(id, cancellationToken) : null;

    private static async Task<T> Step<T>(string step, QuarterId id, string? owed, Func<Activity?, Task<T>> work)
    {
        using var span = Traces.Follow($"report.{step}", owed)?.SetTag(Tags.Quarter, id.ToString());
        var began = Stopwatch.GetTimestamp();
        try
        {
            return await work(span);
        }
        catch (Exception e)
        {
            span.Fails(e);
            throw;
        }
        finally
        {
            Meters.ReleaseSteps.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds,
                new KeyValuePair<string, object?>(Tags.Step, step)
            );
        }
    }

    private static Verdict.Sound Sound(QuarterId id, byte[] file) =>
        ReportFile.Verify(file) switch
        {
            Verdict.Sound sound => sound,
            Verdict.Unsound unsound => throw new IntegrityException(
                ReleaseTexts.ReportUnsound.With(new { quarter = id, problem = unsound.Problem })
            ),
            _ => throw new InvalidOperationException("A verdict is sound or not."),
        };

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The ledger of {Quarter} was not anchored at its release; the daily check tries again"
    )]
    private partial void LogNotAnchored(Exception why, QuarterId quarter);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The report of {Quarter} is not released: {Why}")]
    private partial void LogObstacle(QuarterId quarter, string why);
}
