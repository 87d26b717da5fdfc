using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>A test is found by the name of its file.</summary>
public sealed partial class TestFileTests
{
    private static readonly string[] TestFiles =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Bicep.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules")
                && Attribute().IsMatch(File.ReadAllText(file))
            ),
    ];

    [Fact]
    public void A_file_with_tests_ends_in_Tests_and_has_a_class_of_its_name_in_the_namespace_of_its_folder() =>
        Assert.Empty(
            from file in TestFiles
            let name = Path.GetFileNameWithoutExtension(file)
            let folder = Path.GetRelativePath(Path.Combine(Bicep.Root, "tests"), Path.GetDirectoryName(file)!)
            let text = File.ReadAllText(file)
            where
                !name.EndsWith("Tests", StringComparison.Ordinal)
                || !Regex.IsMatch(text, $@"\bclass {Regex.Escape(name)}\b")
                || !Regex.IsMatch(text, $@"(?m)^namespace {Regex.Escape(folder.Replace('/', '.'))};$")
            select Path.GetRelativePath(Bicep.Root, file)
        );

    [Fact]
    public void There_are_files_with_tests() => Assert.InRange(TestFiles.Length, 100, 1000);

    [GeneratedRegex(@"^\s*\[(Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex Attribute();
}
