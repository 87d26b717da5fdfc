using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using Wording = ReviewFlow.Reports.Wording;

namespace ReviewFlow.Application.Reading;

/// <summary>Where a review stands, in one sentence for this reader.</summary>
public static class Standing
{
    public static string Of(Reader reader, Review review) =>
        review.Stage switch
        {
            Stage.Voided => $"Taken out of this quarter: {review.VoidReason}",
            Stage.Returned => "Returned. It waits for an amended scorecard from ops.",
            _ when IsAskedToTakeOver(reader, review) =>
                $"Your partner proposes that you two take over the part of {Wording.Of(review.Open!.Pair)}.",
            Stage.Assessing => Assessing(review, review.Assessment!, reader.SeatIn(review.Assessment!.Pair)),
            Stage.Signed => "Signed by both seats of every pair on its path.",
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
            return $"Your part was taken over by the pair above. It waits for both seats of {Wording.Of(open.Pair)}.";
        if (mine.Length == 0)
            return $"Waits for both seats of {Wording.Of(open.Pair)}.";

        var waiting = mine.FirstOrDefault(s => review.Awaits(s));
        var yours = mine.Any(review.Awaits);
        var partner = yours ? waiting.Seat.Other() : mine[0].Seat.Other();
        return (yours, open[partner] is not null, open.Pair == review.Pair) switch
        {
            (true, true, _) => "Your partner has signed. Now it is your turn.",
            (true, false, true) => "It is your turn, and your partner's.",
            (true, false, false) when Below(review, open).TakenOver is not null =>
                $"You both have taken over the part of {Wording.Of(Below(review, open).Pair)}. It is your turn, and your partner's.",
            (true, false, false) =>
                $"Signed by both in {Wording.Of(Below(review, open).Pair)}. Now it is the turn of {Wording.Of(open.Pair)}: yours, and your partner's.",
            _ => "You have signed. It waits for your partner.",
        };
    }

    private static string Assessing(Review review, Assessment assessment, SeatOf? mine)
    {
        if (mine is not { Seat: var seat })
            return $"Is being assessed by {Wording.Of(assessment.Pair)}.";
        if (!review.Awaits(mine.Value))
            return assessment.IsRevealed
                ? "You have done your part. It waits for your partner."
                : "You have sealed. It waits for your partner.";
        return assessment.IsRevealed ? Reconciling(assessment, seat)
            : assessment.SealOf(seat.Other()) is null ? "Rate it; your partner has not sealed yet."
            : "Rate it; your partner has sealed.";
    }

    /// <summary>What comes first of what this seat can do: one view, then shares, then the joint work.</summary>
    private static string Reconciling(Assessment assessment, Seat seat)
    {
        var open = assessment.Outcomes.Where(o => o.Awaits(seat)).ToArray();
        return open switch
        {
            _ when Array.Exists(open, o => o is { Joint: null, Proposal: not null }) =>
                "Your partner proposed a joint rating.",
            _ when Array.Exists(open, o => o.Joint is null) => "You two see it differently. Propose a joint rating.",
            _ when Array.Exists(open, o => o.Share(seat) is { IsContested: true }) =>
                "Your partner contests your share.",
            _ when Array.Exists(open, o => o.Share(seat) is null) =>
                "Write your organisation's share in what is not met.",
            { Length: > 0 } => "Your partner wrote their share. Confirm or contest it.",
            _ => assessment.WorkProposal is null
                ? "Say how you two worked together."
                : "Your partner proposed how you two worked together.",
        };
    }

    private static PathStep Below(Review review, PathStep open) => review.Path[review.Path.IndexOf(open) - 1];
}
