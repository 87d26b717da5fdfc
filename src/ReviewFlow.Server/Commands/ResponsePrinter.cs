using System.CommandLine;
using ReviewFlow.Json;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

internal static class ResponsePrinter
{
    /// <summary>Prints the response, as JSON with <c>--json</c>, and returns the exit code.</summary>
    public static int Print(ParseResult parsed, ApiResponse response, Action<ApiResponse> show)
    {
        if (parsed.GetValue(ApiClient.Json))
            Console.WriteLine(VisibleText.Of(response.Body, keepLines: true));
        else if (response.IsFine)
            show(response);
        else
        {
            var (title, problems, more) = response.Problem();
            if (problems.Count > 0)
                InputFile.PrintProblems("input", problems, more);
            else
                CommandRunner.PrintError(title);
        }
        return response switch
        {
            { IsFine: true } => ExitCodes.Success,
            { Status: 422 } => ExitCodes.BadInput,
            _ => ExitCodes.Refused,
        };
    }

    /// <param name="done">What to say if the command changed something.</param>
    public static int Print(ParseResult parsed, ApiResponse response, string done) => Print(parsed, response, a =>
        {
            var verb = a.Read<VerbAnswer>();
            AnsiConsole.MarkupLineInterpolated(
                $"{(verb.Changed ? done : "It was so already.")} [dim]{verb.Quarter}, ledger entry {verb.Version}[/]"
            );
            InputFile.PrintWarnings("input", verb.Warnings, verb.MoreWarnings);
        });
}
