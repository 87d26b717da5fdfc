using System.CommandLine;
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
        check.SetAction(parsed => PlainWords.Try(async () => Check(parsed.GetValue(file)!, await Input.Read(parsed.GetValue(file)!.FullName))));
        return new Command("roster", "Work on roster files") { check };
    }

    private static int Check(FileInfo file, byte[] content)
    {
        var reading = RosterReader.Read(content);
        if (reading.Roster is { } roster)
        {
            AnsiConsole.MarkupLineInterpolated($"[green]{file.Name} is sound:[/] {roster.Quarter}, {roster.Teams.Length} teams, {roster.Pairs.Length} pairs.");
            return Exits.Fine;
        }
        Show(file.Name, reading.Problems);
        return Exits.BadInput;
    }

    public static void Show(string name, IReadOnlyCollection<Problem> problems)
    {
        PlainWords.Errors.MarkupLineInterpolated($"[red]{name} has {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}; nothing was written.[/]");
        foreach (var problem in problems) Console.Error.WriteLine($"{name}:{problem.Line}: {problem.Path}: {problem.What} {problem.Right}");
    }
}
