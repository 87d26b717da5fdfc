using System.Globalization;
using ReviewFlow.Application.Reading;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>A form of an assessment as it came in: from which seat, on which round, and what was typed.</summary>
internal sealed record AssessmentPost(Person By, SeatOf Seat, Review Review, Assessment Assessment, Post Fields)
{
    private static readonly string[] PerOutcome =
    [
        Forms.Fields.Rating,
        Forms.Fields.Note,
        Forms.Fields.Rationale,
        Forms.Fields.Answer,
        Forms.Fields.Digest,
        Forms.Fields.Share,
        Forms.Fields.Change,
        Forms.Fields.None,
        Forms.Fields.Because,
        Forms.Fields.Why,
    ];

    public int Round => Assessment.Round;

    public string Text(string field, OutcomeId outcome) => Fields.Text(Forms.Fields.Of(field, $"{outcome}"));

    public bool Is(string field, OutcomeId outcome, string value) =>
        Fields.Is(Forms.Fields.Of(field, $"{outcome}"), value);

    /// <summary>Reads a form, unless what it speaks of is gone.</summary>
    public static FormResult Read(Reader reader, Review review, Post fields, Func<AssessmentPost, FormResult> read)
    {
        var team = review.Name;
        if (review.Assessment is not { } assessment)
            return new FormResult.OutOfDate(AssessmentTexts.NotBeingRated.With(new { team }));
        if (
            !int.TryParse(
                fields.Text(Forms.Fields.Round),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var round
            )
            || round != assessment.Round
        )
            return new FormResult.OutOfDate(AssessmentTexts.RateAgain.With(new { team }));
        if (reader.SeatIn(assessment.Pair) is not { } seat)
            return new FormResult.OutOfDate(AssessmentTexts.SeatDoesNotRate.With(new { team }));
        if (fields.Names.Any(n => IsOfUnknownOutcome(review, n)))
            return new FormResult.OutOfDate(AssessmentPageTexts.OutcomeUnknown.With(new { name = team }));
        return read(new(reader.Person, seat, review, assessment, fields));
    }

    private static bool IsOfUnknownOutcome(Review review, string field) =>
        Array.Find(PerOutcome, p => field.StartsWith(p + "-", StringComparison.Ordinal)) is { } prefix
        && review.Scorecard.Outcomes.All(o => $"{o.Id}" != field[(prefix.Length + 1)..]);
}
