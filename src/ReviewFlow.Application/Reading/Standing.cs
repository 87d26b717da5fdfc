using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Reading;

/// <summary>Where a review stands, in one sentence for this reader.</summary>
public static class Standing
{
    public static string Of(Reader reader, Review review) =>
        review.Stage switch
        {
            Stage.Voided => ReadingTexts.TeamVoided.With(new { reason = review.VoidReason }),
            Stage.Returned => ReadingTexts.AmendmentPending,
            _ when IsAskedToTakeOver(reader, review) => ReadingTexts.PartnerProposesTakeOver.With(
                new { pair = Wording.Of(review.Open!.Pair) }
            ),
            Stage.Assessing => Assessing(review, review.Assessment!, reader.SeatIn(review.Assessment!.Pair)),
            Stage.Signed => ReadingTexts.FullySigned,
            _ => Signing(reader, review, review.Open!),
        };

    private static bool IsAskedToTakeOver(Reader reader, Review review) =>
        review.Open?.Proposed is { } standing
        && reader.SeatAbove(review) is { } seat
        && seat.Seat == standing.Seat.Other();

    private static string Signing(Reader reader, Review review, PathStep open)
    {
        var mine = reader.Seats.Where(s => s.Pair == open.Pair).ToArray();
        if (mine.Length == 0 && reader.Seats.Any(s => review.StepOf(s.Pair)?.TakenOver is not null))
            return ReadingTexts.PartTakenOver.With(new { pair = Wording.Of(open.Pair) });
        if (mine.Length == 0)
            return ReadingTexts.WaitingForPair.With(new { pair = Wording.Of(open.Pair) });

        var waiting = mine.FirstOrDefault(s => review.Awaits(s));
        var yours = mine.Any(review.Awaits);
        var partner = yours ? waiting.Seat.Other() : mine[0].Seat.Other();
        return (yours, open[partner] is not null, open.Pair == review.Pair) switch
        {
            (true, true, _) => ReadingTexts.PartnerSigned,
            (true, false, true) => ReadingTexts.YourTurn,
            (true, false, false) when Below(review, open).TakenOver is not null => ReadingTexts.TakenOverYourTurn.With(
                new { pair = Wording.Of(Below(review, open).Pair) }
            ),
            (true, false, false) => ReadingTexts.SignedBelowYourTurn.With(
                new { below = Wording.Of(Below(review, open).Pair), pair = Wording.Of(open.Pair) }
            ),
            _ => ReadingTexts.SignedWaiting,
        };
    }

    private static string Assessing(Review review, Assessment assessment, SeatOf? mine)
    {
        if (mine is not { Seat: var seat })
            return ReadingTexts.BeingRated.With(new { pair = Wording.Of(assessment.Pair) });
        if (!review.Awaits(mine.Value))
            return assessment.IsRevealed ? ReadingTexts.DoneWaiting : ReadingTexts.SealedWaiting;
        return assessment.IsRevealed ? Reconciling(assessment, seat)
            : assessment.SealOf(seat.Other()) is null ? ReadingTexts.NeitherRated
            : ReadingTexts.PartnerSealed;
    }

    /// <summary>What comes first of what this seat can do: one view, then shares, then the joint work.</summary>
    private static string Reconciling(Assessment assessment, Seat seat)
    {
        var open = assessment.Outcomes.Where(o => o.Awaits(seat)).ToArray();
        return open switch
        {
            _ when Array.Exists(open, o => o is { Joint: null, Proposal: not null }) =>
                ReadingTexts.PartnerProposedJointRating,
            _ when Array.Exists(open, o => o.Joint is null) => ReadingTexts.ProposeJointRating,
            _ when Array.Exists(open, o => o.Share(seat) is { IsContested: true }) => ReadingTexts.PartnerContestsShare,
            _ when Array.Exists(open, o => o.Share(seat) is null) => ReadingTexts.WriteShare,
            { Length: > 0 } => ReadingTexts.PartnerWroteShare,
            _ => assessment.WorkProposal is null ? ReadingTexts.DescribeWork : ReadingTexts.PartnerProposedWork,
        };
    }

    private static PathStep Below(Review review, PathStep open) => review.Path[review.Path.IndexOf(open) - 1];
}
