using ReviewFlow.FitConversations;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Sealed;

/// <summary>What one of the two may read of a fit conversation.</summary>
/// <param name="Mine">Their own answers; null before they answered.</param>
/// <param name="Others">Only when both have answered.</param>
public sealed record FitAnswersOf(FitSheet? Mine, FitSheet? Others);

/// <summary>
/// Opens answers of a fit conversation for one of the two who gave them. This is the one place that asks the safe for
/// the other's, and it does so only where the ledger says that both are revealed.
/// </summary>
public sealed class FitAnswers(SealedContent safe)
{
    /// <exception cref="UnusableException">What lies in the safe is not what was answered.</exception>
    public async Task<FitAnswersOf> Open(Quarter quarter, Fit fit, FitSide side, CancellationToken cancellationToken) =>
        new(
            await safe.Find(quarter, fit.Number, side, cancellationToken),
            fit.IsRevealed ? await safe.Find(quarter, fit.Number, side.Opposite(), cancellationToken) : null
        );
}
