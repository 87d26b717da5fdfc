namespace ReviewFlow.Repository.Tests;

public sealed class BicepTests
{
    private static string Infra => Path.Combine(Bicep.Root, "infra");

    /// <summary>
    /// The strict rules of <c>bicepconfig.json</c>; that nothing is said at the build is asserted where it is built.
    /// </summary>
    [Fact]
    public async Task The_linter_finds_nothing()
    {
        var (exit, _, said) = await Bicep.Run("lint", "main.bicep");
        Assert.Equal((0, ""), (exit, said.Trim()));
    }

    [Fact]
    public async Task Every_template_is_laid_out_as_bicep_lays_it_out()
    {
        var copies = Directory.CreateTempSubdirectory("reviewflow-test-").FullName;
        try
        {
            var files = Directory
                .EnumerateFiles(Infra, "*.bicep*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".json", StringComparison.Ordinal))
                .ToDictionary(f => Path.Combine(copies, Path.GetFileName(f)));
            foreach (var (copy, file) in files)
                File.Copy(file, copy);
            var (exit, _, said) = await Bicep.Run("format", "--pattern", Path.Combine(copies, "*.bicep*"));
            Assert.True(exit == 0, said);
            Assert.All(files, f => Assert.Equal(File.ReadAllText(f.Key), File.ReadAllText(f.Value)));
        }
        finally
        {
            Directory.Delete(copies, recursive: true);
        }
    }
}
