using ReviewFlow.Scorecards;
using ReviewFlow.Text;

namespace ReviewFlow.Assessments;

/// <summary>
/// The names of what leaders fill in. What is asked of each outcome has the outcome's id behind it:
/// <c>rating-refund-time</c>.
/// </summary>
public static class AssessmentFields
{
    /// <summary><c>met</c>, <c>partly</c> or <c>missed</c>.</summary>
    public const string Rating = "rating";

    public const string Note = "note";

    /// <summary>The joint rationale of a proposed joint rating.</summary>
    public const string Rationale = "rationale";

    /// <summary>The own organisation's share, what it will change, that it has none, and why not.</summary>
    public const string Share = "share",
        Change = "change",
        None = "none",
        Because = "because";

    /// <summary>The answer to what the partner wrote.</summary>
    public const string Answer = "answer";

    /// <summary>Why a share is contested, or why a yes to "no share" is right.</summary>
    public const string Why = "why";

    /// <summary>How many joint meetings were held.</summary>
    public const string Meetings = "meetings";

    /// <summary>One event over the wall; the first is number 1: <c>wall-1-kind</c>.</summary>
    public const string Wall = "wall",
        WallOutcome = "outcome",
        WallKind = "kind",
        WallDays = "days",
        WallChange = "change";

    public static string Of(string field, OutcomeId outcome) => $"{field}-{outcome}";

    public static string OfWall(int number, string field) => $"{Wall}-{number}-{field}";
}

/// <summary>
/// What a leader's input in an assessment must have. The rules refuse by it, and a page asks it before it sends a
/// command, so that every problem is named at once.
/// </summary>
public static class AssessmentInput
{
    /// <param name="value">Null if none was chosen.</param>
    public static IEnumerable<FieldProblem> OfRating(Outcome outcome, OutcomeStatus? value, string? note)
    {
        if (value is null)
            yield return At(AssessmentFields.Rating, AssessmentTexts.RateOutcome.With(new { metric = outcome.Metric }));
        if (value is not null && value != outcome.Status && string.IsNullOrEmpty(note))
            yield return At(AssessmentFields.Note, AssessmentTexts.NoteMissing.With(new { metric = outcome.Metric }));
        if (note?.Length > RatingSheet.MaxNoteLength)
            yield return At(
                AssessmentFields.Note,
                AssessmentTexts.NoteTooLong.With(new { metric = outcome.Metric, max = RatingSheet.MaxNoteLength })
            );

        FieldProblem At(string field, string sentence) => new(AssessmentFields.Of(field, outcome.Id), sentence);
    }

    public static IEnumerable<FieldProblem> OfRationale(OutcomeId outcome, string metric, string rationale)
    {
        if (rationale.Length == 0)
            yield return At(AssessmentTexts.RationaleMissing.With(new { metric }));
        if (rationale.Length > ProposedRating.MaxRationaleLength)
            yield return At(
                AssessmentTexts.RationaleTooLong.With(new { metric, max = ProposedRating.MaxRationaleLength })
            );

        FieldProblem At(string sentence) => new(AssessmentFields.Of(AssessmentFields.Rationale, outcome), sentence);
    }

    public static IEnumerable<FieldProblem> OfShare(string metric, Share share)
    {
        if (share.IsNone && (share.Text ?? share.Change) is not null)
            yield return At(AssessmentFields.None, AssessmentTexts.ShareAndNone.With(new { metric }));
        if (share.NoneBecause is "")
            yield return At(AssessmentFields.Because, AssessmentTexts.NoShareReasonMissing.With(new { metric }));
        if (!share.IsNone && string.IsNullOrEmpty(share.Text))
            yield return At(AssessmentFields.Share, AssessmentTexts.ShareMissing.With(new { metric }));
        if (!share.IsNone && string.IsNullOrEmpty(share.Change))
            yield return At(AssessmentFields.Change, AssessmentTexts.ChangeMissing.With(new { metric }));
        if (share.Text?.Length > Share.MaxTextLength)
            yield return At(AssessmentFields.Share, TooLong(AssessmentTexts.ShareTooLong));
        if (share.Change?.Length > Share.MaxTextLength)
            yield return At(AssessmentFields.Change, TooLong(AssessmentTexts.ChangeTooLong));
        if (share.NoneBecause?.Length > Share.MaxTextLength)
            yield return At(AssessmentFields.Because, TooLong(AssessmentTexts.ReasonTooLong));

        FieldProblem At(string field, string sentence) => new(AssessmentFields.Of(field, share.Outcome), sentence);
        string TooLong(string text) => text.With(new { metric, max = Share.MaxTextLength });
    }

    /// <param name="theirs">What is answered; null if it changed since it was read.</param>
    public static IEnumerable<FieldProblem> OfAnswer(string metric, ShareAnswer answer, Share? theirs)
    {
        if (string.IsNullOrEmpty(answer.Reason) && !answer.Confirmed)
            yield return At(AssessmentTexts.ContestReasonMissing.With(new { metric }));
        if (string.IsNullOrEmpty(answer.Reason) && answer.Confirmed && theirs is { IsNone: true })
            yield return At(AssessmentTexts.OneSidedReasonMissing.With(new { metric }));
        if (answer.Reason?.Length > Share.MaxTextLength)
            yield return At(AssessmentTexts.ReasonTooLong.With(new { metric, max = Share.MaxTextLength }));

        FieldProblem At(string sentence) => new(AssessmentFields.Of(AssessmentFields.Why, answer.Outcome), sentence);
    }

    /// <param name="meetings">Null if it is no whole number.</param>
    public static IEnumerable<FieldProblem> OfMeetings(int? meetings) =>
        meetings is >= 0 and <= JointWork.MaxMeetings
            ? []
            :
            [
                new(
                    AssessmentFields.Meetings,
                    AssessmentTexts.MeetingsMissing.With(new { max = JointWork.MaxMeetings })
                ),
            ];

    /// <param name="number">1 for the first event.</param>
    /// <param name="days">Null if none were given; out of range if they are no whole number.</param>
    public static IEnumerable<FieldProblem> OfWall(
        Scorecard card,
        int number,
        OutcomeId? outcome,
        WallKind? kind,
        int? days,
        string change
    )
    {
        if (outcome is not { } id || card.Outcomes.All(o => o.Id != id))
            yield return At(AssessmentFields.WallOutcome, AssessmentTexts.WallOutcomeMissing.With(new { number }));
        if (kind is null)
            yield return At(AssessmentFields.WallKind, AssessmentTexts.WallKindMissing.With(new { number }));
        if (kind == WallKind.DaysWaited && days is not (>= 1 and <= Wall.MaxDays))
            yield return At(
                AssessmentFields.WallDays,
                AssessmentTexts.WallDaysMissing.With(new { number, max = Wall.MaxDays })
            );
        if (kind is not null and not WallKind.DaysWaited && days is not null)
            yield return At(AssessmentFields.WallDays, AssessmentTexts.WallDaysUnwanted.With(new { number }));
        if (string.IsNullOrEmpty(change))
            yield return At(AssessmentFields.WallChange, AssessmentTexts.WallChangeMissing.With(new { number }));
        if (change?.Length > Wall.MaxChangeLength)
            yield return At(
                AssessmentFields.WallChange,
                AssessmentTexts.WallChangeTooLong.With(new { number, max = Wall.MaxChangeLength })
            );

        FieldProblem At(string field, string sentence) => new(AssessmentFields.OfWall(number, field), sentence);
    }

    internal static IEnumerable<FieldProblem> Of(Scorecard card, RatingSheet sheet)
    {
        var problems = card
            .Outcomes.SelectMany(o =>
            {
                var rating = sheet.Ratings.FirstOrDefault(r => r.Outcome == o.Id);
                return OfRating(o, rating?.Value, rating?.Note);
            })
            .ToArray();
        var isWhole = sheet.Ratings.Select(r => r.Outcome).SequenceEqual(card.Outcomes.Select(o => o.Id));
        return problems.Length > 0 || isWhole
            ? problems
            : [new(AssessmentFields.Rating, AssessmentTexts.RateEveryOutcome)];
    }

    internal static IEnumerable<FieldProblem> Of(Scorecard card, JointWork work) =>
        OfMeetings(work.Meetings)
            .Concat(work.Walls.SelectMany((w, i) => OfWall(card, i + 1, w.Outcome, w.Kind, w.Days, w.Change)))
            .Concat(
                work.Walls.Length > JointWork.MaxWalls
                    ?
                    [
                        new(
                            AssessmentFields.OfWall(JointWork.MaxWalls, AssessmentFields.WallOutcome),
                            AssessmentTexts.TooManyWalls.With(new { max = JointWork.MaxWalls })
                        ),
                    ]
                    : []
            );
}
