using Microsoft.Extensions.Logging;
using ReviewFlow.Delivery.Archive;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Reports;

namespace ReviewFlow.Delivery.Release;

/// <summary>
/// Composes, draws, verifies, archives and releases the report of a quarter that is signed. Whatever woke it, it walks the
/// ledger itself from its first entry and holds every sign-off against the content before anything leaves.
/// </summary>
public sealed partial class ReportRelease(
    ILedger ledger, SigningKey key, ReportRenderer draw, IReportArchive archive, ReviewDesk desk, ILogger<ReportRelease> log)
{
    /// <summary>Releases the quarter if it is due, or finishes a release that was cut short. May run any number of times.</summary>
    /// <exception cref="LedgerBrokenException">The ledger is not what was written; nothing leaves.</exception>
    /// <exception cref="UnusableException">The drawn report is not sound; nothing leaves.</exception>
    public async Task Run(QuarterId id, CancellationToken stop)
    {
        if (await desk.Look(id, stop) is not { } known) return;
        if (known.Release is { } released)
        {
            await archive.Publish(id, released.Sha256, stop);
            return;
        }
        if (!QuarterPolicy.ReleaseIsDue(known)) return;

        var head = await ledger.Head(id, stop);
        var entries = await ledger.Read(id, 0, stop);
        var quarter = LedgerAudit.Walk(id, entries, head, key.Verifies);
        if (ReleaseGuard.Check(quarter) is [var obstacle, ..])
        {
            LogObstacle(id, obstacle.Sentence);
            return;
        }

        // Dated by the ledger and not by the clock: the same ledger gives the same file, however often this is tried.
        var file = draw(ReportComposer.Compose(quarter, new(head!.Version, head.Hash, head.KeyId), entries[^1].Event.At));
        var sound = Sound(id, file);
        await archive.Put(id, sound.Sha256, file, stop);
        if (await archive.Open(id, sound.Sha256, stop) is null) throw new UnusableException($"The report of {id} does not read back from the archive as it was written; nothing was released.");

        var answer = await desk.Do(id, new QuarterCommand.Release(sound.Sha256, sound.Pages, sound.Bytes, head.Version, head.Hash), key: null, stop);
        if (answer is Answer.Refused refused) LogObstacle(id, refused.Sentence); // the quarter went on meanwhile; its next wake-up decides anew
        else await archive.Publish(id, sound.Sha256, stop);
    }

    private static Verdict.Sound Sound(QuarterId id, byte[] file) => ReportFile.Verify(file) switch
    {
        Verdict.Sound sound => sound,
        Verdict.Unsound unsound => throw new UnusableException($"The report of {id} was drawn but is not sound, so it was not released: {unsound.Problem}"),
        _ => throw new InvalidOperationException("A verdict is sound or not."),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The report of {Quarter} is not released: {Why}")]
    private partial void LogObstacle(QuarterId quarter, string why);
}
