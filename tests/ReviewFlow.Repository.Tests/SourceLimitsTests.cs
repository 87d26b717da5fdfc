using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>
/// Limits of source files and pages: 120 columns, 250 lines, and few files too small to find anything in.
/// </summary>
public sealed partial class SourceLimitsTests
{
    private const int MaxColumns = 120,
        MaxLines = 250,
        SmallFile = 25;

    private static readonly string[] Folders = ["src", "tests"],
        Sources = [.. Files("*.cs")],
        Pages = [.. Files("*.razor")];

    private static IEnumerable<string> Files(string pattern) =>
        Folders
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Bicep.Root, folder), pattern, SearchOption.AllDirectories)
            )
            .Where(file =>
                !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules")
            );

    [Fact]
    public void No_line_is_longer_than_120_columns() =>
        Assert.Empty(
            from file in Sources.Concat(Pages)
            from line in File.ReadLines(file).Index()
            where line.Item.Length > MaxColumns && (Pages.Contains(file) || !Unbreakable().IsMatch(line.Item))
            select $"{Path.GetRelativePath(Bicep.Root, file)}:{line.Index + 1} has {line.Item.Length} columns"
        );

    [Fact]
    public void No_file_is_longer_than_250_lines() =>
        Assert.Empty(
            from file in Sources
            let lines = File.ReadLines(file).Count()
            where lines > MaxLines
            select $"{Path.GetRelativePath(Bicep.Root, file)} has {lines} lines"
        );

    /// <summary>Some small files are what a stranger looks for; most small types belong to their neighbour.</summary>
    [Fact]
    public void Small_product_files_are_few() =>
        Assert.InRange(Product.Count(file => File.ReadLines(file).Count() <= SmallFile), 0, 30);

    private static IEnumerable<string> Product =>
        Sources.Where(f => Path.GetRelativePath(Bicep.Root, f).StartsWith("src", StringComparison.Ordinal));

    /// <summary>A literal, a template or a name of its own that no line break can divide.</summary>
    [GeneratedRegex("""\S{80,}|"[^"]{70,}|"{3}|^\s*<|^\s*"?\s?style=|^\s*(\+ )?\$?"|INTEGER NOT NULL""")]
    private static partial Regex Unbreakable();
}
