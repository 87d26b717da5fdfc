using System.CommandLine;
using ReviewFlow.Rosters;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>roster check FILE</c> reports every problem of a roster at once and needs no server.</summary>
internal static class RosterCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A roster, as docs/roster.md describes it" };
        var check = new Command("check", "Say what is wrong with a roster") { file };
        check.SetAction(parsed =>
            CommandRunner.Run(async () =>
                Check(parsed.GetValue(file)!, await InputFile.Read(parsed.GetValue(file)!.FullName))
            )
        );
        return new Command("roster", "Work on roster files") { check };
    }

    private static int Check(FileInfo file, byte[] content)
    {
        var reading = RosterReader.Read(content);
        InputFile.PrintWarnings(file.Name, reading.Warnings, reading.Warnings.More);
        if (reading.Roster is { } roster)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[green]{file.Name} is sound:[/] {roster.Quarter}, {roster.Teams.Length} teams, {roster.Pairs.Length} pairs."
            );
            return ExitCodes.Success;
        }
        InputFile.PrintProblems(file.Name, reading.Problems, reading.Problems.More);
        return ExitCodes.BadInput;
    }
}
