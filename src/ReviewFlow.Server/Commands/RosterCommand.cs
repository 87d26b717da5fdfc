using System.CommandLine;
using ReviewFlow.Rosters;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>roster check FILE</c> reports every problem of a roster at once and needs no server.</summary>
internal static class RosterCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("FILE") { Description = CommandTexts.RosterFile };
        var check = new Command("check", CommandTexts.RosterCheck) { file };
        check.SetAction(parsed =>
            CommandRunner.Run(async () =>
                Check(parsed.GetValue(file)!, await InputFile.Read(parsed.GetValue(file)!.FullName))
            )
        );
        return new Command("roster", CommandTexts.Roster) { check };
    }

    private static int Check(FileInfo file, byte[] content)
    {
        var reading = RosterReader.Read(content);
        InputFile.PrintWarnings(file.Name, reading.Warnings, reading.Warnings.More);
        if (reading.Roster is { } roster)
        {
            var values = new
            {
                file = file.Name,
                quarter = roster.Quarter.ToString(),
                teams = roster.Teams.Length,
                pairs = roster.Pairs.Length,
            };
            AnsiConsole.MarkupLineInterpolated($"[green]{CommandTexts.RosterValid.With(values)}[/]");
            return ExitCodes.Success;
        }
        InputFile.PrintProblems(file.Name, reading.Problems, reading.Problems.More);
        return ExitCodes.BadInput;
    }
}
