using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>Both views of one outcome, and where they differ the fields that bring them to one.</summary>
internal static class GapView
{
    public static IReadOnlyList<Option> Answers =>
        [
            new(Fields.Yes, AssessmentPageTexts.AgreeToJointRating),
            new(Fields.Otherwise, AssessmentPageTexts.ProposeOtherwise),
        ];

    public static OutcomeViews Of(Review review, Reconciliation o, Seat seat, TypedForm? typed)
    {
        var assessment = review.Assessment!;
        return new(
            $"{o.Outcome}",
            OutcomeView.Of(review, review.Scorecard.Outcomes.First(x => x.Id == o.Outcome)),
            View(assessment, o, seat),
            View(assessment, o, seat.Other()),
            o.Joint is { } joint ? new(joint.Value, joint.Rationale) : null,
            o is { Joint: null, Proposal: { } p } ? new(p.By == seat, new(p.Rating.Value, p.Rating.Rationale)) : null,
            o.Joint is null ? FieldsFor(o, seat, typed) : null
        );
    }

    private static View View(Assessment assessment, Reconciliation o, Seat seat) =>
        new(o.View(seat), assessment.SheetOf(seat)!.Ratings.First(r => r.Outcome == o.Outcome).Note);

    private static GapFields FieldsFor(Reconciliation o, Seat seat, TypedForm? typed)
    {
        var (answer, digest, rating, rationale) = (
            Name(Fields.Answer),
            Name(Fields.Digest),
            Name(Fields.Rating),
            Name(Fields.Rationale)
        );
        var (standing, words) = (o.Proposal, o.Proposal?.Rating.Digest() ?? "");
        var (theirs, mine) = (
            standing is not null && standing.By != seat,
            standing?.By == seat ? standing.Rating : null
        );
        return new(
            digest,
            words,
            theirs
                ? new(
                    answer,
                    AssessmentPageTexts.Answer,
                    Answers,
                    AnswerTo(typed, answer, digest, words, Answers),
                    Error: typed?.ErrorAt(Choice.FirstId(answer, Answers))
                )
                : null,
            new(
                rating,
                theirs ? AssessmentPageTexts.CounterproposedJointRating : AssessmentPageTexts.ProposedJointRating,
                Ratings.Options,
                typed is not null && typed.Has(rationale) ? typed.Text(rating)
                    : mine is null ? null
                    : Ratings.Posted(mine.Value),
                Error: typed?.ErrorAt(Choice.FirstId(rating, Ratings.Options))
            ),
            new(
                rationale,
                AssessmentPageTexts.JointRationale,
                ProposedRating.MaxRationaleLength,
                typed?.Text(rationale) ?? standing?.Rating.Rationale ?? "",
                AssessmentPageTexts.RationaleHint,
                typed?.ErrorAt(rationale)
            )
        );

        string Name(string field) => Fields.Of(field, $"{o.Outcome}");
    }

    /// <summary>What was chosen before a refusal; nothing where the words it was an answer to have changed.</summary>
    internal static string? AnswerTo(
        TypedForm? typed,
        string answer,
        string digest,
        string words,
        IReadOnlyList<Option> answers
    ) => typed?.Text(digest) == words ? answers.FirstOrDefault(a => typed.Is(answer, a.Value))?.Value : null;
}
