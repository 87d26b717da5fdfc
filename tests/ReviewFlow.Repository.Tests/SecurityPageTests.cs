using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>docs/security.md names no test and no place in the code that is gone.</summary>
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

    public static TheoryData<string> KeptIn =>
        [
            .. Places()
                .Matches(File.ReadAllText(Path.Combine(Root, "docs", "security.md")))
                .Select(m => m.Groups[1].Value)
                .Distinct(),
        ];

    [Theory]
    [MemberData(nameof(KeptIn))]
    public void A_place_that_the_page_names_is_there(string place) =>
        Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories),
            file =>
                Path.GetRelativePath(Root, file)
                    .Replace(Path.DirectorySeparatorChar, '/')
                    .EndsWith($"{place}.cs", StringComparison.Ordinal)
        );

    [Fact]
    public void The_page_names_tests() => Assert.InRange(Named.Count, 25, 200);

    /// <summary><c>`Folder/File`</c></summary>
    [GeneratedRegex(@"`((?:[A-Z]\w*/)+[A-Z]\w*)`")]
    private static partial Regex Places();

    /// <summary><c>`SomeTests.A_sentence`</c> or <c>`SomeTests`</c></summary>
    [GeneratedRegex(@"`[A-Za-z]+(\.[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)+|Tests)`")]
    private static partial Regex Tests();
}
