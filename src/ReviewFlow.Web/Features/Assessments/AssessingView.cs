using ReviewFlow.Application.Reading;
using ReviewFlow.Assessments;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>What the two who assess see of it.</summary>
internal static class AssessingView
{
    /// <summary>Null for everybody else, and when nothing is assessed (any more).</summary>
    public static AssessingModel? Of(
        Reader reader,
        Review review,
        RatingSheet? own,
        Func<string, string> token,
        TypedForm? typed
    )
    {
        if (SeatOf(reader, review) is not { } seat)
            return null;
        var holder = reader.Quarter.Pairs[seat];
        var onBehalfOf = holder.Id == reader.Id ? null : holder.Name;
        return review.Assessment!.IsRevealed
            ? Revealed(reader, review, seat, onBehalfOf, token, typed)
            : BlindView.Of(review, seat, onBehalfOf, own, token, typed);
    }

    /// <summary>The seat from which this reader assesses the team now.</summary>
    public static SeatOf? SeatOf(Reader reader, Review review) =>
        reader.Quarter.Stage == QuarterStage.Open && review is { Stage: Stage.Assessing, Assessment: { } assessment }
            ? reader.SeatIn(assessment.Pair)
            : null;

    public static RoundForm Form(Review review, string formAction, Func<string, string> token, bool awaitsYou = true) =>
        new(
            $"{Addresses.Team(review.Team)}/{formAction}",
            token(FormAction.Of(formAction, review.Team)),
            review.Assessment!.Round,
            awaitsYou
        );

    private static AssessingModel.Revealed Revealed(
        Reader reader,
        Review review,
        SeatOf seat,
        string? onBehalfOf,
        Func<string, string> token,
        TypedForm? typed
    )
    {
        var assessment = review.Assessment!;
        var isOpen =
            assessment.Work is null
            || assessment.Outcomes.Any(o => o.Joint is null || o is { OwesShares: true, IsSettled: false });
        return new(
            assessment.Round,
            onBehalfOf,
            isOpen ? Form(review, FormAction.Settle, token, Owes()) : null,
            [.. assessment.Outcomes.Select(o => GapView.Of(review, o, seat.Seat, typed?.For(FormAction.Reconcile)))],
            [
                .. assessment
                    .Outcomes.Where(o => o.OwesShares)
                    .Select(o => ShareView.Of(review, o, seat.Seat, typed?.For(FormAction.Account))),
            ],
            WorkView.Of(review, seat.Seat, typed?.For(FormAction.Work))
        );

        bool Owes() => OpenObligations.On(reader.Quarter, review.Team, reader.Now).Any(o => o.Seat == seat);
    }
}
