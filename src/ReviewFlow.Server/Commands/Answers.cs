using System.CommandLine;
using ReviewFlow.Json;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary>How the server's answers are shown.</summary>
internal static class Answers
{
    /// <summary>Prints the answer, as JSON where that is asked for, and gives the exit code.</summary>
    public static int Show(ParseResult parsed, ApiAnswer answer, Action<ApiAnswer> show)
    {
        if (parsed.GetValue(ApiClient.Json)) Console.WriteLine(VisibleText.Of(answer.Body, keepLines: true));
        else if (answer.IsFine) show(answer);
        else
        {
            var (title, problems, more) = answer.Problem();
            if (problems.Count > 0) RosterCommand.Show("input", problems, more);
            else CommandRunner.Say(title);
        }
        return answer switch { { IsFine: true } => ExitCodes.Fine, { Status: 422 } => ExitCodes.BadInput, _ => ExitCodes.Refused };
    }

    /// <summary>For a verb: that it was done, or was so already.</summary>
    public static int Show(ParseResult parsed, ApiAnswer answer, string done) => Show(parsed, answer, a =>
    {
        var verb = a.Read<VerbAnswer>();
        AnsiConsole.MarkupLineInterpolated($"{(verb.Changed ? done : "It was so already.")} [dim]{verb.Quarter}, ledger entry {verb.Version}[/]");
        RosterCommand.ShowWarnings("input", verb.Warnings, verb.MoreWarnings);
    });
}
