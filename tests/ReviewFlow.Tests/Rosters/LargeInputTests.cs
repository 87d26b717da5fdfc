using System.Text;
using ReviewFlow.Json;
using ReviewFlow.Rosters;
using ReviewFlow.Text;

namespace ReviewFlow.Tests.Rosters;

/// <summary>Whatever 4 MiB hold, the answer is short and what it costs grows with the input and no faster.</summary>
public sealed class LargeInputTests
{
    public static TheoryData<string> Kinds => [.. LargeInputs.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public void Four_times_the_input_allocates_about_four_times_as_much_and_no_more_than_30_times_its_size(string kind)
    {
        RosterReader.Read(LargeInputs.Of(kind, 64 * 1024)); // so that what is made once is not counted
        var (one, four) = (Allocated(LargeInputs.Of(kind, 1024 * 1024)), Allocated(LargeInputs.Of(kind, LocatedMax)));
        Assert.True(four < 6 * one, $"{one:N0} bytes for 1 MiB, {four:N0} for 4");
        Assert.InRange(four, 0, 30L * LocatedMax);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void At_most_100_problems_are_listed_and_the_answer_is_short(string kind)
    {
        var problems = RosterReader.Read(LargeInputs.Of(kind, LocatedMax)).Problems;
        Assert.InRange(problems.Count, 1, Findings.MaxListed);
        Assert.InRange(problems.Sum(p => p.ToString().Length), 1, 60_000);
    }

    [Fact]
    public void Of_300_000_unknown_keys_the_first_hundred_are_named_and_the_rest_is_counted()
    {
        var keys = Encoding.UTF8.GetBytes(
            $"{{{string.Join(',', Enumerable.Range(0, 300_000).Select(n => $"\"k{n}\":0"))}}}"
        );
        var problems = RosterReader.Read(keys).Problems;
        Assert.Equal((100, 300_000 + 7), (problems.Count, problems.Total)); // and seven that are missing
        Assert.Contains(problems, p => p is { Path: "$.k0", What: "'k0' is not known here." });
        Assert.Equal((100, 300_000), (VerbBody.Reason(keys).Problems.Count, VerbBody.Reason(keys).Problems.Total - 1));
    }

    [Fact]
    public void Nothing_is_walked_that_was_refused_for_its_length()
    {
        var chained = LargeInputs.ChainedPairs(5_000);
        var problems = SampleRoster
            .Read(
                SampleRoster.Text[..SampleRoster.Text.IndexOf("\"pairs\"", StringComparison.Ordinal)]
                    + $"\"pairs\": {chained}, \"teams\": []}}"
            )
            .Problems;
        Assert.Equal(
            [("$.pairs", "The list has 5,000 entries."), ("$.teams", "The list has 0 entries.")],
            problems.Select(p => (p.Path, p.What))
        );
    }

    [Fact]
    public void A_team_is_not_called_lost_where_the_list_of_pairs_was_refused()
    {
        var text =
            SampleRoster.Text[..SampleRoster.Text.IndexOf("\"pairs\"", StringComparison.Ordinal)]
            + "\"pairs\": [], "
            + SampleRoster.Text[SampleRoster.Text.IndexOf("\"teams\"", StringComparison.Ordinal)..];
        Assert.Equal("$.pairs", Assert.Single(SampleRoster.Read(text).Problems).Path);
    }

    [Fact]
    public void Five_hundred_chained_pairs_are_sound()
    {
        var text =
            SampleRoster.Text[..SampleRoster.Text.IndexOf("\"pairs\"", StringComparison.Ordinal)]
            + $"\"pairs\": {LargeInputs.ChainedPairs(500)}, "
            + SampleRoster
                .Text[SampleRoster.Text.IndexOf("\"teams\"", StringComparison.Ordinal)..]
                .Replace("\"pair\": \"marketplace\"", "\"pair\": \"p499\"", StringComparison.Ordinal)
                .Replace("\"pair\": \"logistics\"", "\"pair\": \"p9\"", StringComparison.Ordinal)
                .Replace("\"pair\": \"company\"", "\"pair\": \"p0\"", StringComparison.Ordinal);
        Assert.Empty(SampleRoster.Read(text).Problems);
    }

    /// <summary>
    /// C0, DEL, C1, direction marks, isolates, zero width, line separators, a byte order mark, half a pair.
    /// </summary>
    [Theory]
    [InlineData("\u001b[2Jx", "\\u001b[2Jx")]
    [InlineData("\u0000\u007f\u009b", "\\u0000\\u007f\\u009b")]
    [InlineData("\u202e\u2066\u200b\u200f\u2028\ufeff\u00ad", "\\u202e\\u2066\\u200b\\u200f\\u2028\\ufeff\\u00ad")]
    [InlineData("a\nb\rc", "a\\u000ab\\u000dc")]
    [InlineData("\ud83d\ude00 M\u00fcller \u0639\u0644\u064a", "\ud83d\ude00 M\u00fcller \u0639\u0644\u064a")]
    public void Control_characters_of_the_input_are_shown_escaped(string raw, string shown)
    {
        var name = raw.Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\u001b", "\\u001b", StringComparison.Ordinal)
            .Replace("\u0000", "\\u0000", StringComparison.Ordinal);
        var problem = Assert.Single(
            SampleRoster.Read(SampleRoster.With("\"company\"", $"\"{name}\": 1, \"company\"")).Problems
        );
        Assert.Equal(($"$.{shown}", $"'{shown}' is not known here."), (problem.Path, problem.What));
        Assert.Equal(shown, VisibleText.Of(raw));
        Assert.Equal("a\\u001b\nb", VisibleText.Of("a\u001b\nb", keepLines: true));
    }

    private const int LocatedMax = RosterReader.MaxBytes;

    private static long Allocated(byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        RosterReader.Read(input);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
