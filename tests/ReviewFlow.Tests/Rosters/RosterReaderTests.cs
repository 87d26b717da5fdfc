using System.Text;
using NodaTime;
using ReviewFlow.Json;
using ReviewFlow.Rosters;

namespace ReviewFlow.Tests.Rosters;

public sealed class RosterReaderTests
{
    [Fact]
    public void The_sample_reads()
    {
        var (roster, problems, warnings) = SampleRoster.Read(SampleRoster.Text);
        Assert.Empty(problems);
        Assert.Empty(warnings);
        Assert.Equal(SampleRosters.Q3, roster!.Quarter);
        Assert.Equal("ceo@example.com", roster.Ceo.Email);
        Assert.Null(roster.Ops);
        Assert.Equal(["company", "marketplace", "logistics"], roster.Pairs.Select(p => p.Id.ToString()));
        Assert.Equal(8, roster.Teams.Length);
        Assert.Equal([2, 4], roster.Deadlines.RemindAfterBusinessDays);
        Assert.Equal([new LocalDate(2026, 10, 12)], roster.Calendar.Holidays);
        Assert.Equal(new LocalDate(2026, 11, 30), roster.Teams[0].Scorecard.Outcomes[0].ActionDue);
        Assert.Equal(73.1m, roster.Teams[0].Scorecard.Outcomes[0].Actual);
    }

    [Fact]
    public void A_byte_order_mark_is_fine_and_leaves_the_hash_alone()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(SampleRoster.Text)];
        Assert.Equal(SampleRoster.Read(SampleRoster.Text).Roster!.Hash, RosterReader.Read(marked).Roster!.Hash);
    }

    [Fact]
    public void The_hash_is_of_what_the_file_says_not_of_how_it_is_laid_out() =>
        Assert.Equal(
            SampleRoster.Read(SampleRoster.Text).Roster!.Hash,
            SampleRoster.Read(SampleRoster.Text.Replace("\n", "\r\n\t", StringComparison.Ordinal)).Roster!.Hash
        );

    public static TheoryData<string, byte[], int, string> NotEvenJson =>
        new()
        {
            { "empty", [], 1, "This is not JSON" },
            { "white space", " \n "u8.ToArray(), 2, "This is not JSON" },
            { "a list", "[]"u8.ToArray(), 1, "This is a list." },
            { "a text", "\"x\""u8.ToArray(), 1, "This is a text." },
            { "null", "null"u8.ToArray(), 1, "This is null." },
            { "cut off", "{\n\"quarter\": \"2026-Q3\",\n"u8.ToArray(), 3, "This is not JSON" },
            { "two values", "{}\n{}"u8.ToArray(), 2, "This is not JSON" },
            { "a comment", "{\n// no\n}"u8.ToArray(), 2, "This is not JSON" },
            { "a trailing comma", "{\"quarter\": \"2026-Q3\",\n}"u8.ToArray(), 2, "This is not JSON" },
            { "NaN", "{\n\"x\": NaN}"u8.ToArray(), 2, "This is not JSON" },
            {
                "100 levels",
                Encoding.UTF8.GetBytes(new string('[', 100) + new string(']', 100)),
                1,
                "The maximum configured depth of 16 has been exceeded"
            },
            { "UTF-16, little end first", [0xFF, 0xFE, 0x7B, 0x00], 1, "The file is UTF-16." },
            { "UTF-16, big end first", [0xFE, 0xFF, 0x00, 0x7B], 1, "The file is UTF-16." },
            { "Latin-1", [0x7B, 0x0A, 0x0A, 0x22, 0xE9, 0x22], 3, "The file is not UTF-8 here." },
            {
                "half a surrogate pair",
                "{\n\"company\":\n\"\\ud800\"}"u8.ToArray(),
                3,
                "A string has an escape that is half a surrogate pair."
            },
            {
                "half a surrogate pair as a name",
                "{\n\"\\udc00\": 1}"u8.ToArray(),
                2,
                "A string has an escape that is half a surrogate pair."
            },
        };

    [Theory, MemberData(nameof(NotEvenJson))]
    public void What_is_not_a_json_object_is_one_problem_with_its_line(
        string what,
        byte[] file,
        int line,
        string sentence
    )
    {
        var (roster, problems, _) = RosterReader.Read(file);
        Assert.Null(roster);
        var problem = Assert.Single(problems);
        Assert.Equal((what, "$", line), (what, problem.Path, problem.Line));
        Assert.Contains(sentence, problem.What, StringComparison.Ordinal);
    }

    /// <summary>By itself and not in the table: a runner writes a table's cases down, ten megabytes and all.</summary>
    [Fact]
    public void A_file_of_10_MB_is_refused_by_its_size() =>
        Assert.Equal(
            "The file has 10,485,760 bytes.",
            Assert.Single(RosterReader.Read(new byte[10 * 1024 * 1024]).Problems).What
        );

    [Fact]
    public void Several_problems_are_all_listed_in_the_order_of_the_file()
    {
        var text = SampleRoster
            .With("\"Example Delivery\"", "7")
            .Replace("Asia/Dubai", "Mars/Base", StringComparison.Ordinal)
            .Replace("cto@example.com", "CPO+x@example.com", StringComparison.Ordinal)
            .Replace("\"id\": \"search\"", "\"id\": \"checkout\"", StringComparison.Ordinal);
        Assert.Equal(
            ["$.company", "$.calendar.timeZone", "$.pairs[0].technology", "$.teams[1].id"],
            SampleRoster.Read(text).Problems.Select(p => p.Path)
        );
    }

    /// <summary>Each pair of problems, of which one used to hide the other or to bring a false one along.</summary>
    [Theory]
    [InlineData(
        "\"Example Delivery\"",
        "7",
        "ed.marketplace@example.com",
        "cpo@example.com",
        "$.company",
        "$.pairs[1].product"
    )]
    [InlineData(
        "ed.marketplace@example.com",
        "nobody",
        "\"planned\": 420000",
        "\"planned\": -1",
        "$.pairs[1].technology.email",
        "$.teams[0].budget.planned"
    )]
    [InlineData(
        "\"unit\": \"h\"",
        "\"unit\": 1",
        "\"id\": \"refund-time\"",
        "\"id\": \"conversion\"",
        "$.teams[0].outcomes[2].id",
        "$.teams[0].outcomes[2].unit"
    )]
    [InlineData(
        "\"baseline\": 71.2",
        "\"baseline\": \"x\"",
        "\"2026-11-30\"",
        "\"2026-09-30\"",
        "$.teams[0].outcomes[0].baseline",
        "$.teams[0].outcomes[0].actionDue"
    )]
    public void Two_problems_never_hide_each_other(
        string find1,
        string put1,
        string find2,
        string put2,
        string path1,
        string path2
    )
    {
        var text = SampleRoster.With(find1, put1).Replace(find2, put2, StringComparison.Ordinal);
        Assert.Equal([path1, path2], SampleRoster.Read(text).Problems.Select(p => p.Path));
    }

    [Fact]
    public void A_long_text_is_quoted_without_cutting_a_character_in_half()
    {
        var text = SampleRoster.With(
            "\"id\": \"company\"",
            $"\"id\": \"x{string.Concat(Enumerable.Repeat("😀", 60))}\""
        );
        Assert.All(SampleRoster.Read(text).Problems, p =>
            Assert.Equal(p.What, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(p.What)))
        );
    }

    /// <summary>Worked out as a share of the way, this one is beyond what a decimal holds.</summary>
    [Fact]
    public void A_way_too_fine_to_divide_by_is_a_problem_not_a_crash()
    {
        var text = SampleRoster
            .With("\"baseline\": 71.2", "\"baseline\": 0")
            .Replace("\"target\": 74", "\"target\": 1e-14", StringComparison.Ordinal)
            .Replace("\"actual\": 73.1", "\"actual\": 1e15", StringComparison.Ordinal);
        Assert.Equal("'1e-14' is too fine.", Assert.Single(SampleRoster.Read(text).Problems).What);
    }

    [Fact]
    public void An_amendment_is_read_by_the_same_rules()
    {
        var body =
            """{"reason": "A wrong figure", "scorecard": {"budget": {"currency": "USD", "planned": 1, "spent": 1}, "outcomes": [], "note": 1}}"""u8;
        var (amendment, problems) = VerbBody.Amendment(body, SampleRosters.Q3);
        Assert.Null(amendment);
        Assert.Equal(["$.scorecard.outcomes", "$.scorecard.note"], problems.Select(p => p.Path));
    }

    [Fact]
    public void A_problem_says_where_what_and_what_would_be_right() =>
        Assert.Equal(
            "$.a (line 3): It is wrong. Mend it.",
            new Problem("$.a", 3, "It is wrong.", "Mend it.").ToString()
        );
}
