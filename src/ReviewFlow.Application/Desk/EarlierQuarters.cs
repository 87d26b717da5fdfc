using System.Collections.Immutable;
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
public sealed partial class EarlierQuarters(ILedger ledger, QuarterCache memory, ILogger<EarlierQuarters> log)
{
    /// <summary>Newest first; the state is null where the ledger cannot be read.</summary>
    public async IAsyncEnumerable<(QuarterId Id, LedgerState? State)> Before(
        QuarterId id,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var earlier in (await ledger.Quarters(cancellationToken)).Where(q => q < id).OrderDescending())
        {
            var state = default(LedgerState);
            try
            {
                var read = await memory.LoadState(earlier, cancellationToken);
                if (read.Quarter is null && await ledger.Head(earlier, cancellationToken) is null)
                    continue; // listed, but never begun
                state = read.Quarter is not null
                    ? read
                    : throw new LedgerBrokenException(earlier, 0, DeskTexts.LedgerEmpty);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogUnreadable(e, earlier, id);
            }
            yield return (earlier, state);
        }
    }

    /// <summary>
    /// What is shown of earlier quarters, and how far the ledger of each had come that was looked at.
    /// </summary>
    public async Task<(WallTrend Trend, ImmutableArray<QuarterHead> Heads)> Trend(
        QuarterId id,
        Func<Quarter, WallShare?> share,
        CancellationToken cancellationToken
    )
    {
        var (trend, heads) = (WallTrend.None, ImmutableArray.CreateBuilder<QuarterHead>());
        await foreach (var (earlier, state) in Before(id, cancellationToken))
        {
            trend = trend.With(earlier, state?.Quarter, share);
            if (state is not null)
                heads.Add(new(earlier, state.Version, state.Hash));
            if (trend.IsFull)
                break;
        }
        return (trend, heads.ToImmutable());
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The ledger of {Quarter} cannot be read; {Shown} is shown without its figures."
    )]
    private partial void LogUnreadable(Exception why, QuarterId quarter, QuarterId shown);
}
