using ReviewFlow.Application.Reading;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.TakeOvers;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Web.Features.Signing;

/// <summary>The signing path, pair by pair, both seats side by side.</summary>
internal static class PathView
{
    public static PathLevel Step(Reader reader, Review review, PathStep level, int index) =>
        new(
            Wording.Of(level.Pair),
            index == 0 ? SigningPageTexts.TeamsOwnPair
                : review.Path[index - 1].TakenOver is null
                    ? SigningPageTexts.SignsAfterPair.With(new { pair = Wording.Of(review.Path[index - 1].Pair) })
                : SigningPageTexts.SignsForTakenOverPair.With(new { pair = Wording.Of(review.Path[index - 1].Pair) }),
            Seat(reader, review, level, Pairs.Seat.Product),
            Seat(reader, review, level, Pairs.Seat.Technology),
            level.TakenOver?.Reason,
            level.TakenOver is { } done ? TakeOverView.By(reader.Quarter, done) : null
        );

    private static SeatModel Seat(Reader reader, Review review, PathStep level, Seat seat)
    {
        var holder = reader.Quarter.Pairs[level.Pair][seat];
        var signed = level.TakenOver is null ? level[seat] : null;
        return new(
            holder.Name,
            SeatStates.Of(reader.Quarter, review, level, seat),
            signed is null ? null : Moments.At(reader.Quarter, signed.At),
            signed?.OnBehalfOf is null ? null : signed.Signer.Name,
            holder.Id == reader.Id,
            holder.Id != reader.Id && reader.Seats.Contains(new(level.Pair, seat))
        );
    }
}
