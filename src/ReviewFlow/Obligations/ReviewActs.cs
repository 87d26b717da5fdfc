using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;

namespace ReviewFlow.Obligations;

/// <summary>What one team's review waits for, as it stands.</summary>
internal static class ReviewActs
{
    /// <summary>
    /// By path, Product before Technology, each seat's acts in their order; without a seat ops owe it.
    /// </summary>
    public static IEnumerable<(SeatOf? Seat, Act Act)> Of(Review review) =>
        review.Stage switch
        {
            Stage.Assessing => Assessing(review.Assessment!).Concat(TakeOver(review)),
            Stage.Signing => Signing(review.Open!).Concat(TakeOver(review)),
            Stage.Returned => [(null, Act.AmendScorecard)],
            _ => [],
        };

    private static IEnumerable<(SeatOf?, Act)> Assessing(Assessment assessment) =>
        from seat in Enum.GetValues<Seat>()
        from act in (assessment.IsRevealed ? Reconciling(assessment, seat) : Rating(assessment, seat))
            .Distinct()
            .Order()
        select ((SeatOf?)new SeatOf(assessment.Pair, seat), act);

    private static IEnumerable<Act> Rating(Assessment assessment, Seat seat) =>
        assessment.SealOf(seat) is null ? [Act.Rate] : [];

    private static IEnumerable<Act> Reconciling(Assessment assessment, Seat seat)
    {
        foreach (var outcome in assessment.Outcomes)
        {
            if (outcome.Joint is null)
            {
                if (outcome.Proposal is null)
                    yield return Act.ProposeJointRating;
                else if (outcome.Proposal.By != seat)
                    yield return Act.AnswerJointRating;
            }
            else if (outcome.OwesShares)
            {
                if (outcome.Share(seat) is not { } share)
                    yield return Act.WriteShare;
                else if (share.IsContested)
                    yield return Act.RewriteShare;
                if (outcome.Share(seat.Other()) is { Answer: null })
                    yield return Act.AnswerShare;
            }
        }
        if (assessment.Work is null && assessment.WorkProposal is null)
            yield return Act.ProposeJointWork;
        else if (assessment.Work is null && assessment.WorkProposal!.By != seat)
            yield return Act.AnswerJointWork;
    }

    private static IEnumerable<(SeatOf?, Act)> Signing(PathStep open) =>
        from seat in Enum.GetValues<Seat>()
        where open[seat] is null
        select ((SeatOf?)new SeatOf(open.Pair, seat), Act.Sign);

    /// <summary>The other leader of the pair above is asked whether they join.</summary>
    private static IEnumerable<(SeatOf?, Act)> TakeOver(Review review)
    {
        if (review.Open is { Proposed: { } proposed } open)
            yield return (
                new SeatOf(review.Path[review.Path.IndexOf(open) + 1].Pair, proposed.Seat.Other()),
                Act.AnswerTakeOver
            );
    }
}
