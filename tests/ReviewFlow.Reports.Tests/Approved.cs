using System.Runtime.CompilerServices;

namespace ReviewFlow.Reports.Tests;

/// <summary>
/// Compares a text with the one that was approved, which lies beside the test. <c>REVIEWFLOW_APPROVE=1</c> takes the
/// new one.
/// </summary>
internal static class Approved
{
    public static void Matches(string text, string name, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Approved", $"{name}.approved.txt");
        text = text.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("REVIEWFLOW_APPROVE") == "1")
            File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"{Path.GetFileName(path)} was never approved.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
