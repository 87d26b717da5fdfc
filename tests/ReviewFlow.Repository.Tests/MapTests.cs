using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>docs/map.md leads to files and members that are there.</summary>
public sealed partial class MapTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Bicep.Root, "docs", "map.md"));

    public static TheoryData<string, string> Answers =>
        [.. Row().Matches(Page).Select(m => (m.Groups["file"].Value, m.Groups["member"].Value))];

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_leads_to_a_file_that_has_the_member(string file, string member)
    {
        var path = Path.Combine(Bicep.Root, file);
        Assert.True(File.Exists(path), $"{file} is gone.");
        Assert.Contains(File.ReadLines(path), line => Declares(line, member));
    }

    [Fact]
    public void The_map_answers_about_thirty_questions() => Assert.InRange(Answers.Count, 30, 50);

    private static bool Declares(string line, string member) =>
        Regex.IsMatch(line, $@"^\s+(public|internal|protected|private) [^=;/]*\b{member}\b");

    [GeneratedRegex(@"\]\(\.\./(?<file>[^)]+)\) \| `(?<member>\w+)` \|")]
    private static partial Regex Row();
}
