using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>
/// The page of a seat before the reveal: its own ratings, and of the partner whether they have sealed.
/// </summary>
internal static class BlindView
{
    /// <param name="own">What this seat has sealed; null where it has not.</param>
    public static AssessingModel.Blind Of(
        Review review,
        SeatOf seat,
        string? onBehalfOf,
        RatingSheet? own,
        Func<string, string> token,
        TypedForm? typed
    )
    {
        var assessment = review.Assessment!;
        var last = own
            ?? (assessment.Before is { } before && before.Pair == seat.Pair ? before.SheetOf(seat.Seat) : null);
        return new(
            assessment.Round,
            onBehalfOf,
            assessment.SealOf(seat.Seat.Other()) is not null,
            new(
                AssessingView.Form(review, FormAction.Seal, token),
                [
                    .. review.Scorecard.Outcomes.Select(o =>
                        Fields(
                            review,
                            o,
                            last?.Ratings.FirstOrDefault(r => r.Outcome == o.Id),
                            typed?.For(FormAction.Seal)
                        )
                    ),
                ]
            ),
            assessment.SealOf(seat.Seat) is null ? null : AssessingView.Form(review, FormAction.Unseal, token)
        );
    }

    private static RatingFields Fields(Review review, Outcome outcome, Rating? last, TypedForm? typed)
    {
        var (rating, note) = (
            Forms.Fields.Of(Forms.Fields.Rating, $"{outcome.Id}"),
            Forms.Fields.Of(Forms.Fields.Note, $"{outcome.Id}")
        );
        return new(
            OutcomeView.Of(review, outcome),
            new(
                rating,
                AssessmentPageTexts.OwnRating,
                Ratings.Options,
                typed is null
                    ? last is null
                        ? null
                        : Ratings.Posted(last.Value)
                    : typed.Text(rating),
                Required: true,
                typed?.ErrorAt(Choice.FirstId(rating, Ratings.Options))
            ),
            new(
                note,
                AssessmentPageTexts.RatingNote,
                RatingSheet.MaxNoteLength,
                typed?.Text(note) ?? last?.Note ?? "",
                AssessmentPageTexts.NoteHint,
                typed?.ErrorAt(note)
            )
        );
    }
}
