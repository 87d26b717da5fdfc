using System.Globalization;
using ReviewFlow.Application;
using ReviewFlow.Json;
using ReviewFlow.Rosters;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary>Files that are named on the command line, and what is wrong with them.</summary>
internal static class InputFile
{
    /// <summary>
    /// Reads at most one byte more than is allowed, which is enough to say that the file is too large.
    /// </summary>
    public static async Task<byte[]> Read(string path)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var content = new byte[Math.Min(file.Length, RosterReader.MaxBytes + 1)];
            await file.ReadExactlyAsync(content);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                CommandTexts.FileUnreadable.With(new { file = path, problem = e.Message }),
                e
            );
        }
    }

    /// <param name="more">How many there are beyond those that are listed.</param>
    public static void PrintProblems(string name, IReadOnlyCollection<Problem> problems, int more)
    {
        var count = problems.Count + more;
        var sentence = CommandTexts.InputProblems.With(
            new
            {
                name,
                count,
                number = Number(count),
            }
        );
        CommandRunner.Errors.MarkupLineInterpolated($"[red]{sentence}[/]");
        PrintList(name, problems, more);
    }

    /// <param name="more">How many there are beyond those that are listed.</param>
    public static void PrintWarnings(string name, IReadOnlyCollection<Problem> warnings, int more)
    {
        if (warnings.Count == 0)
            return;
        var count = warnings.Count + more;
        var sentence = CommandTexts.InputWarnings.With(
            new
            {
                name,
                count,
                number = Number(count),
            }
        );
        CommandRunner.Errors.MarkupLineInterpolated($"[yellow]{sentence}[/]");
        PrintList(name, warnings, more);
    }

    private static void PrintList(string name, IReadOnlyCollection<Problem> found, int more)
    {
        foreach (var one in found)
            Console.Error.WriteLine($"{name}:{one.Line}: {one.Path}: {one.What} {one.Right}");
        if (more > 0)
            Console.Error.WriteLine(CommandTexts.InputMore.With(new { name, number = Number(more) }));
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
