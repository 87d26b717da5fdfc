namespace ReviewFlow.Tests.Rosters;

/// <summary>The same for figures, follow-ups, dates and assessments.</summary>
public sealed class BadScorecardTests
{
    public static TheoryData<string, string, string, int, string> Figures =>
        new()
        {
            { "\"actual\": 73.1", "\"actual\": \"NaN\"", "$.teams[0].outcomes[0].actual", 81, "This is a text." },
            {
                "\"actual\": 73.1",
                "\"actual\": 1e400",
                "$.teams[0].outcomes[0].actual",
                81,
                "'1e400' is out of range."
            },
            {
                "\"actual\": 73.1",
                "\"actual\": 12345678901234567890",
                "$.teams[0].outcomes[0].actual",
                81,
                "'12345678901234567890' is out of range."
            },
            {
                "\"actual\": 73.1",
                "\"actual\": 1.2345678901234567890",
                "$.teams[0].outcomes[0].actual",
                81,
                "'1.2345678901234567890' has 20 digits."
            },
            { "\"actual\": 73.1", "\"actual\": 1e-30", "$.teams[0].outcomes[0].actual", 81, "'1e-30' is too fine." },
            { "\"actual\": 73.1", "\"actual\": null", "$.teams[0].outcomes[0].actual", 81, "This is null." },
            {
                "\"target\": 74",
                "\"target\": 71.2",
                "$.teams[0].outcomes[0].target",
                80,
                "The target is not above the baseline, though higher is better."
            },
            {
                "\"target\": 1.5",
                "\"target\": 2.4",
                "$.teams[0].outcomes[1].target",
                94,
                "The target is not below the baseline, though lower is better."
            },
            {
                "\"better\": \"higher\"",
                "\"better\": \"up\"",
                "$.teams[0].outcomes[0].better",
                78,
                "'up' is not known."
            },
            { "\"spent\": 398500", "\"spent\": -1", "$.teams[0].budget.spent", 70, "'-1' is out of range." },
            {
                "\"currency\": \"USD\"",
                "\"currency\": \"usd\"",
                "$.teams[0].budget.currency",
                68,
                "'usd' is not a currency code."
            },
            {
                "https://example.com/dash/conversion",
                "javascript:alert(1)",
                "$.teams[0].outcomes[0].evidence",
                82,
                "This is not a web address."
            },
        };

    public static TheoryData<string, string, string, int, string> FollowUp =>
        new()
        {
            {
                "\"cause\": \"The new card form shipped five weeks late because its fraud rules were agreed "
                    + "after the build had started.\",",
                "",
                "$.teams[0].outcomes[0].cause",
                73,
                "'Checkout conversion' is not met (partly) and has no cause."
            },
            {
                "\"action\": \"Agree fraud rules before the first sprint of any payment change.\",",
                "",
                "$.teams[0].outcomes[0].action",
                73,
                "'Checkout conversion' is not met (partly) and has no action."
            },
            {
                "change.\",\n          \"actionDue\": \"2026-11-30\"",
                "change.\"",
                "$.teams[0].outcomes[0].actionDue",
                73,
                "'Checkout conversion' is not met (partly) and has no actionDue."
            },
            {
                "2026-11-30",
                "2026-09-30",
                "$.teams[0].outcomes[0].actionDue",
                85,
                "The action is due on 2026-09-30, before the quarter is over."
            },
        };

    public static TheoryData<string, string, string, int, string> Dates =>
        new()
        {
            { "2026-Q3", "2026-Q5", "$.quarter", 2, "'2026-Q5' does not fit." },
            { "Asia/Dubai", "Dubai", "$.calendar.timeZone", 9, "'Dubai' is not a time zone." },
            { "\"Sunday\"", "\"Restday\"", "$.calendar.weekend[1]", 12, "'Restday' is not known." },
            { "2026-10-12", "2026-02-30", "$.calendar.holidays[0]", 15, "'2026-02-30' is not a date." },
            {
                "\"dueAfterBusinessDays\": 7",
                "\"dueAfterBusinessDays\": 0",
                "$.deadlines.dueAfterBusinessDays",
                23,
                "'0' does not fit."
            },
            {
                "\"dueAfterBusinessDays\": 7",
                "\"dueAfterBusinessDays\": 7.5",
                "$.deadlines.dueAfterBusinessDays",
                23,
                "'7.5' does not fit."
            },
            {
                "\"dueAfterBusinessDays\": 7",
                "\"dueAfterBusinessDays\": 4",
                "$.deadlines.remindAfterBusinessDays",
                19,
                "A reminder is not before the due date."
            },
            {
                "2,\n      4",
                "4,\n      2",
                "$.deadlines.remindAfterBusinessDays",
                19,
                "The reminders are not in ascending order."
            },
            {
                "2,\n      4",
                "2,\n      2",
                "$.deadlines.remindAfterBusinessDays",
                19,
                "The reminders are not in ascending order."
            },
        };

    public static TheoryData<string, string, string, int, string> Assessments =>
        new()
        {
            { "\"company\"", "\"assessment\": \"blind\", \"company\"", "$.assessment", 3, "'blind' is not known." },
            {
                "\"id\": \"conversion\"",
                "\"productRating\": \"met\", \"id\": \"conversion\"",
                "$.teams[0].outcomes[0].productRating",
                74,
                "'productRating' carries a rating or score of its own."
            },
            {
                "\"id\": \"conversion\"",
                "\"technology_score\": 4, \"id\": \"conversion\"",
                "$.teams[0].outcomes[0].technology_score",
                74,
                "'technology_score' carries a rating or score of its own."
            },
            {
                "\"id\": \"conversion\"",
                "\"ratings\": {\"product\": \"met\", \"technology\": \"partly\"}, \"id\": \"conversion\"",
                "$.teams[0].outcomes[0].ratings",
                74,
                "'ratings' carries a rating or score of its own."
            },
            {
                "\"id\": \"conversion\"",
                "\"causeSide\": \"both\", \"id\": \"conversion\"",
                "$.teams[0].outcomes[0].causeSide",
                74,
                "'both' is not known."
            },
            {
                "\"id\": \"payment-errors\"",
                "\"actionSide\": \"product\", \"id\": \"payment-errors\"",
                "$.teams[0].outcomes[1].actionSide",
                88,
                "It names a side of nothing."
            },
        };

    [Theory]
    [MemberData(nameof(Figures))]
    [MemberData(nameof(FollowUp))]
    [MemberData(nameof(Dates))]
    [MemberData(nameof(Assessments))]
    public void One_thing_wrong_is_one_problem_in_its_place(
        string find,
        string replacement,
        string path,
        int line,
        string sentence
    ) => SampleRoster.HasOneProblem(find, replacement, path, line, sentence);
}
