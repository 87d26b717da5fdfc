using ReviewFlow.Assessments;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Tests.Assessments;

/// <summary>Each problem of an input, at the field it is about.</summary>
public sealed class AssessmentInputTests
{
    private const string Metric = "On-time deliveries";
    private static readonly OutcomeId O1 = OutcomeId.Parse("o1");
    private static readonly string Long = new('x', 2001);

    /// <summary>Met by its figures.</summary>
    private static readonly Outcome Outcome = new(
        O1,
        "Deliver on time",
        Metric,
        "%",
        Better.Higher,
        10,
        20,
        20,
        Evidence: null,
        Cause: null,
        Action: null,
        ActionDue: null
    );

    private static readonly Scorecard Card = new(new("USD", 1, 1), [Outcome]);

    [Theory]
    [InlineData(OutcomeStatus.Met, null, "")]
    [InlineData(OutcomeStatus.Partly, "Late", "")]
    [InlineData(null, null, "rating-o1")]
    [InlineData(OutcomeStatus.Missed, "", "note-o1")]
    [InlineData(OutcomeStatus.Met, "long", "note-o1")]
    public void A_rating_needs_a_value_and_a_note_if_the_figures_say_otherwise(
        OutcomeStatus? value,
        string? note,
        string field
    ) => Holds(field, AssessmentInput.OfRating(Outcome, value, note == "long" ? Long : note));

    [Theory]
    [InlineData("Why", "")]
    [InlineData("", "rationale-o1")]
    [InlineData("long", "rationale-o1")]
    public void A_joint_rating_needs_a_rationale(string rationale, string field) =>
        Holds(field, AssessmentInput.OfRationale(O1, Metric, rationale == "long" ? Long : rationale));

    [Theory]
    [InlineData("Ours", "We ask", null, "")]
    [InlineData(null, null, "A vendor", "")]
    [InlineData("Ours", null, "A vendor", "none-o1")]
    [InlineData(null, null, "", "because-o1")]
    [InlineData("", "We ask", null, "share-o1")]
    [InlineData("Ours", "", null, "change-o1")]
    [InlineData("long", "long", null, "share-o1,change-o1")]
    [InlineData(null, null, "long", "because-o1")]
    public void A_share_has_text_and_change_or_a_reason_why_there_is_none(
        string? text,
        string? change,
        string? because,
        string fields
    ) => Holds(fields, AssessmentInput.OfShare(Metric, new(O1, Worded(text), Worded(change), Worded(because))));

    [Theory]
    [InlineData(true, null, false, "")]
    [InlineData(true, null, true, "why-o1")]
    [InlineData(true, "We agree", true, "")]
    [InlineData(false, null, false, "why-o1")]
    [InlineData(false, "long", false, "why-o1")]
    public void An_answer_needs_a_reason_for_a_no_and_for_a_yes_to_no_share(
        bool confirmed,
        string? reason,
        bool saysNone,
        string field
    ) =>
        Holds(
            field,
            AssessmentInput.OfAnswer(
                Metric,
                new(O1, "digest", confirmed, Worded(reason)),
                saysNone ? new(O1, null, null, "A vendor") : new(O1, "Ours", "We ask", null)
            )
        );

    [Theory]
    [InlineData(0, "")]
    [InlineData(500, "")]
    [InlineData(501, "meetings")]
    [InlineData(-1, "meetings")]
    [InlineData(null, "meetings")]
    public void Meetings_are_a_whole_number_up_to_500(int? meetings, string field) =>
        Holds(field, AssessmentInput.OfMeetings(meetings));

    [Theory]
    [InlineData("o1", WallKind.WorkReturned, null, "We ask", "")]
    [InlineData("o1", WallKind.DaysWaited, 366, "We ask", "")]
    [InlineData("other", WallKind.WorkReturned, null, "We ask", "wall-3-outcome")]
    [InlineData(null, null, null, "", "wall-3-outcome,wall-3-kind,wall-3-change")]
    [InlineData("o1", WallKind.DaysWaited, null, "We ask", "wall-3-days")]
    [InlineData("o1", WallKind.DaysWaited, 367, "We ask", "wall-3-days")]
    [InlineData("o1", WallKind.WorkReturned, 2, "We ask", "wall-3-days")]
    [InlineData("o1", WallKind.WorkReturned, null, "long", "wall-3-change")]
    public void A_hand_over_problem_has_outcome_kind_change_and_days_only_if_waited(
        string? outcome,
        WallKind? kind,
        int? days,
        string change,
        string fields
    ) =>
        Holds(
            fields,
            AssessmentInput.OfWall(
                Card,
                3,
                outcome is null ? null : OutcomeId.Parse(outcome),
                kind,
                days,
                Worded(change)!
            )
        );

    [Theory]
    [InlineData(WallKind.WorkReturned, null, "Work was returned")]
    [InlineData(WallKind.DaysWaited, 1, "Waited 1 day on the other side")]
    [InlineData(WallKind.DaysWaited, 3, "Waited 3 days on the other side")]
    [InlineData(WallKind.LateChangeOfFeasibility, null, "Feasibility changed late")]
    [InlineData(WallKind.LateChangeOfRequirement, null, "A requirement changed late")]
    [InlineData(WallKind.IncidentWithoutJointReview, null, "An incident without a joint review")]
    public void What_went_over_the_wall_is_said_without_a_direction(WallKind kind, int? days, string words)
    {
        Assert.Equal(words, new Wall(O1, kind, days, "We ask").Words());
        Assert.Equal(days is null ? words : "Days waited on the other side", kind.Name());
    }

    private static string? Worded(string? text) => text == "long" ? Long : text;

    private static void Holds(string fields, IEnumerable<FieldProblem> problems)
    {
        var found = problems.ToArray();
        Assert.Equal(fields, string.Join(',', found.Select(p => p.Field)));
        Assert.All(found, p => Assert.EndsWith(".", p.Sentence, StringComparison.Ordinal));
    }
}
