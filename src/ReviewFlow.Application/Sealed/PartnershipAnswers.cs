using ReviewFlow.Application.Desk;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Sealed;

/// <summary>What one leader may read of a partnership check.</summary>
/// <param name="Mine">Their own answers; null before they answered.</param>
/// <param name="Partners">Only when both have answered.</param>
public sealed record AnswersOf(QuarterId Quarter, PartnershipSheet? Mine, PartnershipSheet? Partners);

/// <summary>
/// Opens answers of the partnership check for one of the two who gave them. This is the one place that asks the sealed
/// store for a partner's, and it does so only where the ledger says that both are revealed.
/// </summary>
public sealed class PartnershipAnswers(SealedContent sealedContent, EarlierQuarters quarters)
{
    /// <exception cref="OperatorException">What is stored is not what was answered.</exception>
    public async Task<AnswersOf> Open(Quarter quarter, SeatOf seat, CancellationToken cancellationToken) =>
        new(
            quarter.Id,
            await sealedContent.Find(quarter, seat, cancellationToken),
            quarter.PartnershipOf(seat.Pair).IsRevealed
                ? await sealedContent.Find(quarter, seat with { Seat = seat.Seat.Other() }, cancellationToken)
                : null
        );

    /// <summary>
    /// The same two people's revealed checks as the same pair in earlier quarters, newest first. What can no longer be
    /// opened comes without answers.
    /// </summary>
    public async Task<IReadOnlyList<AnswersOf>> Earlier(
        Quarter quarter,
        SeatOf seat,
        CancellationToken cancellationToken
    )
    {
        var (me, partner) = (quarter.Pairs[seat].Id, quarter.Pairs[seat with { Seat = seat.Seat.Other() }].Id);
        var found = new List<AnswersOf>();
        await foreach (var (id, read) in quarters.Before(quarter.Id, cancellationToken))
        {
            if (
                read?.Quarter is not { Stage: not QuarterStage.Voided } earlier
                || !earlier.PartnershipOf(seat.Pair).IsRevealed
            )
                continue;
            if (
                earlier.Pairs.SeatsOf(partner).All(s => s.Pair != seat.Pair)
                || earlier.Pairs.SeatsOf(me).Where(s => s.Pair == seat.Pair).ToArray() is not [var mine]
            )
                continue;
            try
            {
                found.Add(await Open(earlier, mine, cancellationToken));
            }
            catch (OperatorException)
            {
                found.Add(new(id, null, null)); // a key that is gone must not keep this quarter's check shut
            }
        }
        return found;
    }
}

/// <summary>What one of the two may read of a fit conversation.</summary>
/// <param name="Mine">Their own answers; null before they answered.</param>
/// <param name="Others">Only when both have answered.</param>
public sealed record FitAnswersOf(FitSheet? Mine, FitSheet? Others);

/// <summary>
/// Opens answers of a fit conversation for one of the two who gave them. This is the one place that asks the sealed
/// store for the other's, and it does so only where the ledger says that both are revealed.
/// </summary>
public sealed class FitAnswers(SealedContent sealedContent)
{
    /// <exception cref="OperatorException">What is stored is not what was answered.</exception>
    public async Task<FitAnswersOf> Open(
        Quarter quarter,
        FitConversation fit,
        FitSide side,
        CancellationToken cancellationToken
    ) =>
        new(
            await sealedContent.Find(quarter, fit.Number, side, cancellationToken),
            fit.IsRevealed ? await sealedContent.Find(quarter, fit.Number, side.Opposite(), cancellationToken) : null
        );
}
