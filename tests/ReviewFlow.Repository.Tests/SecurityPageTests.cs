using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>docs/security.md names no test that is gone.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly string Root = Bicep.Root;

    public static TheoryData<string> Named =>
        [
            .. Tests()
                .Matches(File.ReadAllText(Path.Combine(Root, "docs", "security.md")))
                .Select(m => m.Value.Trim('`'))
                .Distinct(),
        ];

    [Theory]
    [MemberData(nameof(Named))]
    public void A_test_that_the_page_names_is_there(string test)
    {
        var (type, method) = test.Split('.') is [var t, var m] ? (t, m) : (test, null);
        var file = Directory
            .EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Regex.IsMatch(File.ReadAllText(f), $@"\bclass {type}\b"))
            .ToArray();
        Assert.NotEmpty(file);
        if (method is not null)
            Assert.Contains(file, f => File.ReadAllText(f).Contains($" {method}(", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_names_tests() => Assert.InRange(Named.Count, 25, 200);

    /// <summary><c>`SomeTests.A_sentence`</c> or <c>`SomeTests`</c></summary>
    [GeneratedRegex(@"`[A-Za-z]+(\.[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)+|Tests)`")]
    private static partial Regex Tests();
}
