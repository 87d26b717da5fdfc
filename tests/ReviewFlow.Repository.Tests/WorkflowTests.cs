using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Bicep.Root, ".github", "workflows"), "*.yml")
            .Select(f => Path.GetFileName(f))
            .Order(),
    ];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_to_a_commit_and_says_its_version(string file) =>
        Assert.All(Lines(file).Where(l => l.Contains("uses:", StringComparison.Ordinal)), l =>
            Assert.Matches(Pinned(), l)
        );

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Who_runs_it_may_read_the_code_and_nothing_more_unless_a_job_says_so(string file) =>
        Assert.Contains(
            "permissions:\n  contents: read\n",
            string.Join('\n', Lines(file)) + "\n",
            StringComparison.Ordinal
        );

    [Fact]
    public void Production_waits_for_test_and_no_password_of_Azure_lies_in_the_repository()
    {
        var text = string.Join('\n', Lines("deploy.yml"));
        Assert.Matches(@"production:\n    needs: \[package, test\]\n", text);
        Assert.DoesNotContain("AZURE_CREDENTIALS", text, StringComparison.Ordinal);
        Assert.DoesNotContain("client-secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("publish-profile", text, StringComparison.Ordinal);
    }

    private static string[] Lines(string file) =>
        File.ReadAllLines(Path.Combine(Bicep.Root, ".github", "workflows", file));

    [GeneratedRegex(@"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
