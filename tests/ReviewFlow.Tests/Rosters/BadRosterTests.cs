namespace ReviewFlow.Tests.Rosters;

/// <summary>One thing made wrong about people or pairs is one problem: there, on that line, in these words.</summary>
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

    [Theory]
    [MemberData(nameof(People))]
    [MemberData(nameof(Tree))]
    public void One_thing_wrong_is_one_problem_in_its_place(
        string find,
        string replacement,
        string path,
        int line,
        string sentence
    ) => SampleRoster.HasOneProblem(find, replacement, path, line, sentence);

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
