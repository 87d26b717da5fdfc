using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>Searches the repository for what opens something.</summary>
public sealed partial class SecretsTests
{
    private static readonly string[] Made = [".git", "bin", "obj", "node_modules", "artifacts", "data"];
    private static readonly string[] Texts =
    [
        ".cs",
        ".json",
        ".yml",
        ".md",
        ".bicep",
        ".bicepparam",
        ".props",
        ".csproj",
        ".sh",
        ".env",
        ".example",
        ".razor",
        ".service",
        ".txt",
        ".html",
    ];

    [Fact]
    public void No_connection_string_with_a_key_and_no_other_secret_lies_in_the_repository()
    {
        var files = Files(new DirectoryInfo(Bicep.Root)).ToArray();
        Assert.True(files.Length > 300, $"Only {files.Length} files were searched.");
        var found =
            from file in files
            from match in Secret().Matches(File.ReadAllText(file.FullName))
            select $"{Path.GetRelativePath(Bicep.Root, file.FullName)}: {match.Value[..10]}…";
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Zm9yIGEgdGVzdCBvZiB0aGUgc2VhcmNoIG9ubHk", 1)]
    [InlineData("Endpoint=sb://a/;SharedAccessKeyName=a;SharedAccessKey=Zm9yIGEgdGVzdCBvZiB0aGU", 1)]
    [InlineData("https://a.blob.core.windows.net/a?sv=2026&sig=Zm9yIGEgdGVzdCBvZiB0aGU%3D", 1)]
    [InlineData("InstrumentationKey=0f5b2c1e-0000-0000-0000-000000000000", 1)]
    [InlineData("InstrumentationKey=00000000-0000-0000-0000-000000000000", 0)]
    [InlineData("UseDevelopmentStorage=true", 0)]
    public void The_search_knows_a_secret_when_it_sees_one(string text, int times) =>
        Assert.Equal(times, Secret().Count(text));

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder
            .EnumerateDirectories()
            .Where(d => !Made.Contains(d.Name))
            .SelectMany(Files)
            .Concat(folder.EnumerateFiles().Where(f => Texts.Contains(f.Extension) && f.Name != "SecretsTests.cs"));

    [GeneratedRegex(
        @"AccountKey=[A-Za-z0-9+/]{20,}|SharedAccessKey=[A-Za-z0-9+/]{20,}|[?&]sig=[A-Za-z0-9%+/]{20,}|InstrumentationKey=(?!00000000-)[0-9a-f]{8}-|\bSG\.[\w-]{16,}\.[\w-]{16,}|-----BEGIN (?:EC |RSA )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{40,}"
    )]
    private static partial Regex Secret();
}
