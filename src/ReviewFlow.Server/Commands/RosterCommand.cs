using System.CommandLine;
using System.Globalization;
using ReviewFlow.Json;
using ReviewFlow.Rosters;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>roster check FILE</c>: every problem of a roster at once, without a server.</summary>
internal static class RosterCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A roster, as docs/roster.md describes it" };
        var check = new Command("check", "Say what is wrong with a roster") { file };
        check.SetAction(parsed => CommandRunner.Try(async () => Check(parsed.GetValue(file)!, await Input.Read(parsed.GetValue(file)!.FullName))));
        return new Command("roster", "Work on roster files") { check };
    }

    private static int Check(FileInfo file, byte[] content)
    {
        var reading = RosterReader.Read(content);
        ShowWarnings(file.Name, reading.Warnings, reading.Warnings.More);
        if (reading.Roster is { } roster)
        {
            AnsiConsole.MarkupLineInterpolated($"[green]{file.Name} is sound:[/] {roster.Quarter}, {roster.Teams.Length} teams, {roster.Pairs.Length} pairs.");
            return ExitCodes.Fine;
        }
        Show(file.Name, reading.Problems, reading.Problems.More);
        return ExitCodes.BadInput;
    }

    /// <param name="more">How many there are beside those that are listed.</param>
    public static void Show(string name, IReadOnlyCollection<Problem> problems, int more)
    {
        CommandRunner.Errors.MarkupLineInterpolated($"[red]{name} has {Count(problems.Count + more, "problem")}; nothing was written.[/]");
        List(name, problems, more);
    }

    /// <summary>What keeps nothing from being done and wants a look.</summary>
    public static void ShowWarnings(string name, IReadOnlyCollection<Problem> warnings, int more)
    {
        if (warnings.Count == 0) return;
        CommandRunner.Errors.MarkupLineInterpolated($"[yellow]{name} has {Count(warnings.Count + more, "warning")}.[/]");
        List(name, warnings, more);
    }

    private static void List(string name, IReadOnlyCollection<Problem> found, int more)
    {
        foreach (var one in found) Console.Error.WriteLine($"{name}:{one.Line}: {one.Path}: {one.What} {one.Right}");
        if (more > 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: and {more:N0} more."));
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
