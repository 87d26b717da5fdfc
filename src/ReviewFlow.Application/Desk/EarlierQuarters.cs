using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Assessments;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Desk;

/// <summary>
/// The quarters before one, for what is only shown beside it. Whatever is wrong with the ledger of one of them must
/// stop neither a release nor a page of this quarter: the log names it, and those who show figures say that these are
/// missing.
/// </summary>
public sealed partial class EarlierQuarters(ILedger ledger, ReviewDesk desk, ILogger<EarlierQuarters> log)
{
    /// <summary>Newest first; the quarter is null where it cannot be read.</summary>
    public async IAsyncEnumerable<(QuarterId Id, Quarter? Quarter)> Before(
        QuarterId id,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var earlier in (await ledger.Quarters(cancellationToken)).Where(q => q < id).OrderDescending())
        {
            var quarter = default(Quarter);
            try
            {
                quarter = await desk.Get(earlier, cancellationToken);
                if (quarter is null && await ledger.Head(earlier, cancellationToken) is null)
                    continue; // listed, but never begun
                if (quarter is null)
                    throw new LedgerBrokenException(earlier, 0, DeskTexts.LedgerEmpty);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogUnreadable(e, earlier, id);
            }
            yield return (earlier, quarter);
        }
    }

    public async Task<WallTrend> Trend(
        QuarterId id,
        Func<Quarter, WallShare?> share,
        CancellationToken cancellationToken
    )
    {
        var trend = WallTrend.None;
        await foreach (var (earlier, quarter) in Before(id, cancellationToken))
        {
            trend = trend.With(earlier, quarter, share);
            if (trend.IsFull)
                break;
        }
        return trend;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The ledger of {Quarter} cannot be read; {Shown} is shown without its figures."
    )]
    private partial void LogUnreadable(Exception why, QuarterId quarter, QuarterId shown);
}
