using System.Text.Json.Nodes;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

public sealed class RosterCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_sound_roster_is_called_sound()
    {
        var ran = await CommandLine.Run("roster", "check", _folder.Write("q.json", Sample.Roster()));
        Assert.Equal(
            (ExitCodes.Success, "q.json is valid: 2026-Q3, 8 teams, 3 pairs.\n", ""),
            (ran.Exit, ran.Out, ran.Error)
        );
    }

    [Theory]
    [InlineData(
        "no team has an id twice",
        "\"id\": \"search\"",
        "\"id\": \"checkout\"",
        "$.teams[1].id",
        "another team"
    )]
    [InlineData("a date is a date", "\"2026-10-12\"", "\"2026-13-12\"", "$.calendar.holidays[0]", "is not a date")]
    [InlineData("a zone is known", "Asia/Dubai", "Asia/Nowhere", "$.calendar.timeZone", "is not a time zone")]
    [InlineData(
        "an address is an address",
        "\"ceo@example.com\"",
        "\"ceo\"",
        "$.ceo.email",
        "is not an e-mail address"
    )]
    [InlineData(
        "a pair is two people",
        "\"cto@example.com\"",
        "\"cpo@example.com\"",
        "$.pairs[0].technology",
        "held by the same person"
    )]
    [InlineData(
        "a field is known",
        "\"company\": \"Example Delivery\"",
        "\"company\": \"Example Delivery\", \"colour\": 1",
        "$.colour",
        "is not known here"
    )]
    [InlineData(
        "a number is a number",
        "\"planned\": 420000",
        "\"planned\": \"much\"",
        "$.teams[0].budget.planned",
        "number"
    )]
    [InlineData("a quarter is a quarter", "\"2026-Q3\"", "\"2026-Q5\"", "$.quarter", "2026-Q5")]
    [InlineData(
        "a pair above exists",
        "\"parent\": \"company\"",
        "\"parent\": \"nobody\"",
        "$.pairs[1].parent",
        "There is no pair 'nobody'"
    )]
    public async Task A_problem_is_named_with_file_line_and_path(
        string rule,
        string right,
        string wrong,
        string path,
        string words
    )
    {
        var text = System.Text.Encoding.UTF8.GetString(Sample.Roster());
        var at = text.IndexOf(right, StringComparison.Ordinal);
        var ran = await CommandLine.Run(
            "roster",
            "check",
            _folder.Write("bad.json", text[..at] + wrong + text[(at + right.Length)..])
        );

        Assert.True(ran.Exit == ExitCodes.BadInput, rule);
        var problem = ran.Error.Split('\n').FirstOrDefault(l => l.Contains($": {path}: ", StringComparison.Ordinal));
        Assert.True(problem is not null, ran.Error);
        Assert.StartsWith("bad.json:", problem, StringComparison.Ordinal);
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.InRange(
            int.Parse(problem.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture),
            LineOf(text, at) - 3,
            LineOf(text, at) + 3
        );
        Assert.Empty(ran.Out);
    }

    [Theory]
    [
        InlineData(""),
        InlineData("{"),
        InlineData("[]"),
        InlineData("null"),
        InlineData("{} {}"),
        InlineData("\u0000"),
        InlineData("<xml/>"),
        InlineData("{\"quarter\": 1e999}")
    ]
    public async Task What_is_no_roster_at_all_is_bad_input_and_no_stack_trace(string content)
    {
        var ran = await CommandLine.Run("roster", "check", _folder.Write("bad.json", content));
        Assert.Equal(ExitCodes.BadInput, ran.Exit);
        Assert.Contains("bad.json:", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    /// <summary>The same as the small input two-namesakes.json: two addresses, two people.</summary>
    [Fact]
    public async Task Two_namesakes_are_accepted_with_a_warning_that_says_what_to_check()
    {
        var roster = JsonNode.Parse(Sample.Roster())!;
        foreach (var seat in new[] { "product", "technology" })
            roster["pairs"]![0]![seat]!["name"] = "Mohamed Ali";
        var ran = await CommandLine.Run("roster", "check", _folder.Write("q.json", roster.ToJsonString()));

        Assert.Equal((ExitCodes.Success, "q.json is valid: 2026-Q3, 8 teams, 3 pairs.\n"), (ran.Exit, ran.Out));
        Assert.StartsWith(
            "q.json has 1 warning.\n"
                + "q.json:1: $.pairs[0].technology.name: 'Mohamed Ali' is also the name of cpo@example.com",
            ran.Error,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "state it: \"namesakes\": [[\"cpo@example.com\", \"cto@example.com\"]].\n",
            ran.Error,
            StringComparison.Ordinal
        );
    }

    /// <summary>
    /// \u001b]0;… sets a terminal's title, \u009b2J clears it; [red] is markup of the library that prints.
    /// </summary>
    [Fact]
    public async Task A_name_with_an_escape_sequence_reaches_no_terminal_as_one()
    {
        var ran = await CommandLine.Run(
            "roster",
            "check",
            _folder.Write("[red]bad.json", "{\"\\u001b]0;owned\\u0007\u009b2J\u202e[red]\": 1}")
        );
        Assert.Equal(ExitCodes.BadInput, ran.Exit);
        Assert.Contains("$.\\u001b]0;owned\\u0007\\u009b2J\\u202e[red]: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("[red]bad.json has", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ran.Error, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public async Task Of_many_problems_a_hundred_are_named_and_the_rest_is_counted()
    {
        var ran = await CommandLine.Run(
            "roster",
            "check",
            _folder.Write(
                "bad.json",
                $"{{{string.Join(',', Enumerable.Range(0, 300_000).Select(n => $"\"k{n}\":0"))}}}"
            )
        );
        Assert.Equal(ExitCodes.BadInput, ran.Exit);
        Assert.StartsWith("bad.json has 300,007 problems. Nothing was changed.\n", ran.Error, StringComparison.Ordinal);
        Assert.EndsWith("bad.json: and 299,907 more.\n", ran.Error, StringComparison.Ordinal);
        Assert.Equal(102, ran.Error.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task All_problems_are_named_at_once()
    {
        var roster = JsonNode.Parse(Sample.Roster())!;
        roster["ceo"] = null;
        roster["teams"]![0]!["pair"] = "nobody";
        roster["teams"]![1]!["outcomes"] = new JsonArray();
        var ran = await CommandLine.Run("roster", "check", _folder.Write("bad.json", roster.ToJsonString()));
        Assert.Contains("bad.json has 3 problems. Nothing was changed.", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_sentence()
    {
        var ran = await CommandLine.Run("roster", "check", _folder["none.json"]);
        Assert.Equal(ExitCodes.Unavailable, ran.Exit);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
    }

    public void Dispose() => _folder.Dispose();

    private static int LineOf(string text, int at) => text[..at].Count(c => c == '\n') + 1;
}
