namespace ReviewFlow.Tests.Rosters;

/// <summary>The same for members that are unknown, missing or there twice.</summary>
public sealed class UnknownMemberTests
{
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

    [Theory]
    [MemberData(nameof(Members))]
    public void One_thing_wrong_is_one_problem_in_its_place(
        string find,
        string replacement,
        string path,
        int line,
        string sentence
    ) => SampleRoster.HasOneProblem(find, replacement, path, line, sentence);

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
}
