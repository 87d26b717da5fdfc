using System.Text;
using ReviewFlow.Rosters;

namespace ReviewFlow.Tests.Rosters;

/// <summary>The sample roster and what can be made of it by changing its text.</summary>
internal static class SampleRoster
{
    public static string Text { get; } = Load();

    public static RosterReading Read(string text) => RosterReader.Read(Encoding.UTF8.GetBytes(text));

    /// <summary>The first <paramref name="find"/> replaced; it must be there, or the case tests nothing.</summary>
    public static string With(string find, string replacement)
    {
        var at = Text.IndexOf(find, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The sample has no {find}");
        return string.Concat(Text.AsSpan(0, at), replacement, Text.AsSpan(at + find.Length));
    }

    public static void HasOneProblem(string find, string replacement, string path, int line, string sentence)
    {
        var (roster, problems, _) = Read(With(find, replacement));
        Assert.Null(roster);
        var problem = Assert.Single(problems);
        Assert.Equal((path, line, sentence), (problem.Path, problem.Line, problem.What));
        Assert.NotEmpty(problem.Right);
    }

    private static string Load()
    {
        using var file = typeof(SampleRoster).Assembly.GetManifestResourceStream("quarter-2026-Q3.json")!;
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
