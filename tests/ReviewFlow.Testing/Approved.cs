namespace ReviewFlow.Testing;

/// <summary>
/// Compares text with the file someone read and approved. With REVIEWFLOW_APPROVE=1 the file is written instead, to be
/// read in the diff.
/// </summary>
internal static class Approved
{
    private static readonly string Root = Find();

    /// <param name="text">What was rendered.</param>
    /// <param name="name">Path below the test project, with <c>.approved.</c> in it.</param>
    public static void Check(string text, string name)
    {
        var path = Path.Combine(Root, name);
        if (Environment.GetEnvironmentVariable("REVIEWFLOW_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"Nobody approved {name} yet. Run with REVIEWFLOW_APPROVE=1 and read the file.");
        Assert.Equal(File.ReadAllText(path), text);
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (at.EnumerateFiles("*.csproj").Any())
                return at.FullName;
        }
        throw new DirectoryNotFoundException("The tests run outside of their project; approved files are not here.");
    }
}
