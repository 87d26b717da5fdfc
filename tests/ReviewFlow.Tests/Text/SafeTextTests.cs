using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.People;
using ReviewFlow.Rosters;
using ReviewFlow.Text;

namespace ReviewFlow.Tests.Text;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("one\r\ntwo\rthree\u2028four\u0085five", "one\ntwo\nthree\nfour\nfive")]
    [InlineData("tab\tand\ttab", "tab and tab")]
    [InlineData("  first  \n  second\t\n", "first\n  second")]
    [InlineData("a\u0000b\u001b[31m\u202Ec\u2066d\uFEFF", "ab[31mcd")]
    [InlineData("kept: \u200Bบ\u200Bข \u05d0\u200f", "kept: \u200Bบ\u200Bข \u05d0\u200f")]
    public void Prose_keeps_its_lines_and_loses_what_is_harmful(string typed, string kept) =>
        Assert.Equal(kept, SafeText.Prose(typed));

    [Theory]
    [InlineData("one\r\n two\u2028three\u200B", "one two three")]
    [InlineData("\u202Eone\u2069\ttwo\u0007", "one two")]
    public void One_line_has_single_blanks_and_nothing_invisible(string typed, string kept) =>
        Assert.Equal(kept, SafeText.OneLine(typed));

    [Theory]
    [InlineData("ab\U0001F600", 3, "ab")]
    [InlineData("ab\U0001F600", 4, "ab\U0001F600")]
    public void A_cut_never_halves_a_character(string text, int max, string cut) =>
        Assert.Equal(cut, SafeText.Cut(text, max));

    [Fact]
    public void A_cause_and_an_action_keep_their_lines()
    {
        var (roster, problems, _) = RosterReader.Read(Case());
        Assert.Empty(problems);
        var outcome = roster!.Teams[0].Scorecard.Outcomes[0];
        Assert.Equal("First the vendor was late.\nThen the tests were.", outcome.Cause);
        Assert.Equal("Start early.\nTest earlier.", outcome.Action);
    }

    [Theory]
    [InlineData("cause", "Turned \u202E round", "The text holds a control or direction character.")]
    [InlineData("action", "Bell \u0007", "The text holds a control or direction character.")]
    [InlineData("actionDue", "soon", "'soon' is not a date.")]
    public void One_fault_gives_one_message(string field, string value, string message)
    {
        var roster = JsonNode.Parse(Case())!;
        roster["teams"]![0]!["outcomes"]![0]![field] = value;
        roster["teams"]![0]!["outcomes"]![0]!["causeSide"] = "product";
        var (_, problems, _) = RosterReader.Read(System.Text.Encoding.UTF8.GetBytes(roster.ToJsonString()));
        Assert.Equal([message], problems.Select(p => p.What));
    }

    [Theory]
    [InlineData("Ada\n")]
    [InlineData("Ada\tByron")]
    [InlineData("Ada\u2028Byron")]
    public void A_person_has_a_name_of_one_line_however_it_is_made(string name) =>
        Assert.NotNull(PersonRules.WhyUnsound(new(name, "ada@example.com")));

    [Theory]
    [InlineData("metric", "two\nlines")]
    [InlineData("objective", "two\nlines")]
    [InlineData("unit", "two\nlines")]
    [InlineData("metric", "a\ttab")]
    public void A_name_is_one_line(string field, string value)
    {
        var roster = JsonNode.Parse(Case())!;
        roster["teams"]![0]!["outcomes"]![0]![field] = value;
        var (_, problems, _) = RosterReader.Read(System.Text.Encoding.UTF8.GetBytes(roster.ToJsonString()));
        Assert.Single(problems);
    }

    private static byte[] Case()
    {
        using var stream = typeof(SafeTextTests).Assembly.GetManifestResourceStream("Cases/line-breaks.json")!;
        using var file = new MemoryStream();
        stream.CopyTo(file);
        return file.ToArray();
    }
}
