using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using Wording = ReviewFlow.Reports.Wording;
using ReviewFlow.Reviews;

namespace ReviewFlow.Delivery.Pages.Views;

/// <summary>Where a review stands, in one sentence for this reader.</summary>
internal static class Standing
{
    public static string Of(Reader reader, Review review) => review.Stage switch
    {
        Stage.Voided => $"Taken out of this quarter: {review.VoidReason}",
        Stage.Returned => "Returned. It waits for an amended scorecard from ops.",
        Stage.Assessing => Assessing(reader, review, review.Assessment!),
        Stage.Signed => "Signed by both seats of every pair on its path.",
        _ => Signing(reader, review, review.Open!),
    };

    private static string Assessing(Reader reader, Review review, Assessment assessment) => (reader.Seats.Where(s => s.Pair == assessment.Pair).ToArray(), assessment.IsRevealed) switch
    {
        ([], _) => $"{Wording.Of(assessment.Pair)} is coming to one view of it.",
        (var mine, false) => mine.Any(review.Awaits) ? "It is yours to rate, alone and sealed." : "You have sealed your ratings. They open when your partner has sealed as well.",
        (var mine, true) => mine.Any(review.Awaits) ? "Both views are open. It is your move." : "Both views are open. It waits for your partner's answer.",
    };

    private static string Signing(Reader reader, Review review, Level open)
    {
        var mine = reader.Seats.Where(s => s.Pair == open.Pair).ToArray();
        if (mine.Length == 0 && reader.Seats.Any(s => review.LevelOf(s.Pair)?.TakenOver is not null)) return $"Your part was taken over by the pair above. It waits for both seats of {Wording.Of(open.Pair)}.";
        if (mine.Length == 0) return $"Waits for both seats of {Wording.Of(open.Pair)}.";

        var waiting = mine.FirstOrDefault(s => review.Awaits(s));
        var yours = mine.Any(review.Awaits);
        var partner = yours ? Other(waiting.Seat) : Other(mine[0].Seat);
        return (yours, open[partner] is not null, open.Pair == review.Pair) switch
        {
            (true, true, _) => "Your partner has signed. Now it is your turn.",
            (true, false, true) => "It is your turn, and your partner's.",
            (true, false, false) when Below(review, open).TakenOver is not null => $"You both have taken over the part of {Wording.Of(Below(review, open).Pair)}. It is your turn, and your partner's.",
            (true, false, false) => $"Signed by both in {Wording.Of(Below(review, open).Pair)}. Now it is the turn of {Wording.Of(open.Pair)}: yours, and your partner's.",
            _ => "You have signed. It waits for your partner.",
        };
    }

    private static Level Below(Review review, Level open) => review.Path[review.Path.IndexOf(open) - 1];

    private static Seat Other(Seat seat) => seat == Seat.Product ? Seat.Technology : Seat.Product;
}
