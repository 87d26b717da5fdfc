using System.CommandLine;
using System.Text.Json.Nodes;
using ReviewFlow.Application.Mails;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary>A verb of the API as a command: what is sent, and what is said of the answer.</summary>
/// <param name="Address">Behind the server's address.</param>
/// <param name="Done">Said if it changed something.</param>
/// <param name="Unchanged">Said if there was nothing to change.</param>
internal sealed record VerbCommand(
    Func<ParseResult, string> Address,
    Func<ParseResult, Task<JsonObject>> Body,
    string Done,
    string Unchanged
)
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = CommandTexts.VerbDryRun };

    /// <summary>Most verbs are posted; a scorecard is put in the place of another.</summary>
    public bool IsPut { get; init; }

    public Command On(Command command)
    {
        command.Add(DryRun);
        return command.CallingApi(Call);
    }

    private async Task<int> Call(ParseResult parsed, ApiClient api, CancellationToken cancellationToken)
    {
        var isDryRun = parsed.GetValue(DryRun);
        var address = Address(parsed) + (isDryRun ? "?dryRun=true" : "");
        var body = await Body(parsed);
        var response = IsPut
            ? await api.Put(address, body, cancellationToken)
            : await api.Post(address, body, cancellationToken);
        return isDryRun
            ? ResponsePrinter.Print(parsed, response, PrintDryRun)
            : ResponsePrinter.Print(parsed, response, Done, Unchanged);
    }

    /// <summary>Whose signatures would be cancelled, and who would be mailed what.</summary>
    public static void PrintDryRun(ApiResponse response)
    {
        var run = response.Read<DryRun>();
        foreach (var signature in run.Cancels)
            AnsiConsole.WriteLine(
                CommandTexts.DryRunCancels.With(new { name = signature.Name, team = signature.Team })
            );
        AnsiConsole.WriteLine(CommandTexts.DryRun.With(new { quarter = run.Quarter, count = run.Mails.Count }));
        InputFile.PrintWarnings(CommandTexts.RosterName, run.Warnings, run.MoreWarnings);
        foreach (var mail in run.Mails)
        {
            var text = mail.Teams > 0 ? CommandTexts.DryRunMailOnTeams : CommandTexts.DryRunMail;
            var kind = OpsMails.NameOfKind(mail.Kind);
            AnsiConsole.WriteLine(
                "  "
                    + text.With(
                        new
                        {
                            address = mail.To,
                            name = mail.Name,
                            kind,
                            teams = mail.Teams,
                        }
                    )
            );
        }
    }
}
