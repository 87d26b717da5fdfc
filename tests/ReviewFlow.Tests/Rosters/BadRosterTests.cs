namespace ReviewFlow.Tests.Rosters;

/// <summary>One thing made wrong in the sample is one problem: there, on that line, in these words.</summary>
public sealed class BadRosterTests
{
    public static TheoryData<string, string, string, int, string> People =>
        new()
        {
            {
                "cto@example.com",
                "cpo@example.com",
                "$.pairs[0].technology",
                32,
                "Both seats are held by the same person."
            },
            {
                "cto@example.com",
                "CPO@Example.com",
                "$.pairs[0].technology",
                32,
                "Both seats are held by the same person."
            },
            {
                "cto@example.com",
                "  cpo@example.com ",
                "$.pairs[0].technology",
                32,
                "Both seats are held by the same person."
            },
            {
                "cto@example.com",
                "cpo+tech@example.com",
                "$.pairs[0].technology",
                32,
                "Both seats are held by the same person."
            },
            {
                "ed.marketplace@example.com",
                "ed.logistics@example.com",
                "$.pairs[2].technology.email",
                58,
                "'ed.logistics@example.com' belongs to 'Engineering Director, Marketplace' at "
                    + "$.pairs[1].technology.email (line 46), and to 'Engineering Director, Logistics' here."
            },
            {
                "ceo@example.com",
                "PD.Logistics+office@example.com",
                "$.pairs[2].product.email",
                54,
                "'pd.logistics@example.com' belongs to 'Chief Executive Officer' at $.ceo.email (line 6), and "
                    + "to 'Product Director, Logistics' here."
            },
            {
                "cto@example.com",
                "cto at example.com",
                "$.pairs[0].technology.email",
                34,
                "'cto at example.com' is not an e-mail address."
            },
            { "cto@example.com", "", "$.pairs[0].technology.email", 34, "The text is empty." },
            {
                "ed.marketplace@example.com",
                "cpo@example.com",
                "$.pairs[1].product",
                40,
                "Engineering Director, Marketplace sits in both a Product and a Technology seat on the way "
                    + "from 'marketplace' to the root."
            },
            {
                "Chief Technology Officer",
                "Chief \\u202e Officer",
                "$.pairs[0].technology.name",
                33,
                "The text holds a control or direction character."
            },
        };

    public static TheoryData<string, string, string, int, string> Tree =>
        new()
        {
            {
                "\"parent\": \"company\"",
                "\"parent\": \"nowhere\"",
                "$.pairs[1].parent",
                39,
                "There is no pair 'nowhere'."
            },
            {
                "\"parent\": \"company\"",
                "\"parent\": \"marketplace\"",
                "$.pairs[1].parent",
                39,
                "Going up from 'marketplace' comes back to it."
            },
            {
                "      \"parent\": \"company\",\n",
                "",
                "$.pairs[1].parent",
                37,
                "'marketplace' has no parent, and neither has 'company'."
            },
            {
                "\"pair\": \"marketplace\"",
                "\"pair\": \"nowhere\"",
                "$.teams[0].pair",
                66,
                "There is no pair 'nowhere'."
            },
            {
                "\"id\": \"search\"",
                "\"id\": \"checkout\"",
                "$.teams[1].id",
                111,
                "'checkout' is the id of another team."
            },
            {
                "\"id\": \"payment-errors\"",
                "\"id\": \"conversion\"",
                "$.teams[0].outcomes[1].id",
                88,
                "'conversion' is the id of another outcome of this team."
            },
        };

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

    public static TheoryData<string, string, string, int, string> Members =>
        new()
        {
            { "\"company\"", "\"color\": 1, \"company\"", "$.color", 3, "'color' is not known here." },
            {
                "\"name\": \"Chief Exec",
                "\"color\": 1, \"name\": \"Chief Exec",
                "$.ceo.color",
                5,
                "'color' is not known here."
            },
            { "\"timeZone\"", "\"color\": 1, \"timeZone\"", "$.calendar.color", 9, "'color' is not known here." },
            { "\"remindAfter", "\"color\": 1, \"remindAfter", "$.deadlines.color", 19, "'color' is not known here." },
            {
                "\"id\": \"company\"",
                "\"color\": 1, \"id\": \"company\"",
                "$.pairs[0].color",
                27,
                "'color' is not known here."
            },
            {
                "\"name\": \"Chief Prod",
                "\"color\": 1, \"name\": \"Chief Prod",
                "$.pairs[0].product.color",
                29,
                "'color' is not known here."
            },
            {
                "\"id\": \"checkout\"",
                "\"color\": 1, \"id\": \"checkout\"",
                "$.teams[0].color",
                64,
                "'color' is not known here."
            },
            {
                "\"currency\"",
                "\"color\": 1, \"currency\"",
                "$.teams[0].budget.color",
                68,
                "'color' is not known here."
            },
            {
                "\"id\": \"conversion\"",
                "\"color\": 1, \"id\": \"conversion\"",
                "$.teams[0].outcomes[0].color",
                74,
                "'color' is not known here."
            },
            {
                "\"quarter\": \"2026-Q3\",",
                "\"quarter\": \"2026-Q3\",\n\"quarter\": \"2026-Q3\",",
                "$.quarter",
                3,
                "'quarter' stands here twice."
            },
            {
                "\"actual\": 73.1,",
                "\"actual\": 73.1,\n\"actual\": 74,",
                "$.teams[0].outcomes[0].actual",
                82,
                "'actual' stands here twice."
            },
            { "\"company\": \"Example Delivery\",", "", "$.company", 1, "'company' is missing." },
        };

    [
        Theory,
        MemberData(nameof(People)),
        MemberData(nameof(Tree)),
        MemberData(nameof(Figures)),
        MemberData(nameof(FollowUp)),
        MemberData(nameof(Dates)),
        MemberData(nameof(Members)),
        MemberData(nameof(Assessments))
    ]
    public void One_thing_wrong_is_one_problem_in_its_place(
        string find,
        string replacement,
        string path,
        int line,
        string sentence
    )
    {
        var (roster, problems, _) = SampleRoster.Read(SampleRoster.With(find, replacement));
        Assert.Null(roster);
        var problem = Assert.Single(problems);
        Assert.Equal((path, line, sentence), (problem.Path, problem.Line, problem.What));
        Assert.NotEmpty(problem.Right);
    }

    [Fact]
    public void A_rating_of_one_side_is_refused_with_the_reason() =>
        Assert.Equal(
            "Outcomes and ratings have no side: both leaders rate every outcome together in ReviewFlow. Leave it out.",
            Assert
                .Single(
                    SampleRoster
                        .Read(
                            SampleRoster.With(
                                "\"id\": \"conversion\"",
                                "\"productRating\": \"met\", \"id\": \"conversion\""
                            )
                        )
                        .Problems
                )
                .Right
        );

    [Theory]
    [InlineData(
        "\"id\": \"logistics\"",
        "\"id\": \"marketplace\"",
        "$.pairs[2].id",
        "'marketplace' is the id of another pair."
    )]
    [InlineData("\"id\": \"company\"", "\"id\": \"The Company\"", "$.pairs[0].id", "'The Company' does not fit.")]
    public void A_wrong_id_comes_first_then_whoever_names_it_in_vain(
        string find,
        string replacement,
        string path,
        string sentence
    )
    {
        var problems = SampleRoster.Read(SampleRoster.With(find, replacement)).Problems;
        Assert.Equal((path, sentence), (problems[0].Path, problems[0].What));
        Assert.Contains(problems.Skip(1), p => p.What.StartsWith("There is no pair", StringComparison.Ordinal));
    }

    [Fact]
    public void A_circle_of_three_pairs_has_no_root_and_each_of_it_is_named()
    {
        var text = SampleRoster
            .With("\"id\": \"company\",", "\"id\": \"company\", \"parent\": \"logistics\",")
            .Replace(
                "\"id\": \"logistics\",\n      \"parent\": \"company\"",
                "\"id\": \"logistics\",\n      \"parent\": \"marketplace\"",
                StringComparison.Ordinal
            );
        Assert.Equal(
            ["$.pairs[0].parent", "$.pairs[1].parent", "$.pairs[2].parent"],
            SampleRoster.Read(text).Problems.Select(p => p.Path)
        );
    }

    [Fact]
    public void A_pair_that_hangs_below_a_circle_is_told_that_there_is_no_root()
    {
        var text = SampleRoster
            .With("\"id\": \"company\",", "\"id\": \"company\", \"parent\": \"logistics\",")
            .Replace(
                "\"id\": \"logistics\",\n      \"parent\": \"company\"",
                "\"id\": \"logistics\",\n      \"parent\": \"logistics\"",
                StringComparison.Ordinal
            );
        Assert.Contains(SampleRoster.Read(text).Problems, p =>
            p is { Path: "$.pairs[0].parent", What: "No pair is the root." }
        );
    }
}
