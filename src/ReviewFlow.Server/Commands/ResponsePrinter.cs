using System.CommandLine;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

internal static class ResponsePrinter
{
    /// <summary>Prints the response, as JSON with <c>--json</c>, and returns the exit code.</summary>
    public static int Print(ParseResult parsed, ApiResponse response, Action<ApiResponse> print)
    {
        if (parsed.GetValue(ApiClient.Json))
            Console.WriteLine(VisibleText.Of(response.Body, keepLines: true));
        else if (response.IsSuccess)
            print(response);
        else
            PrintProblem(response);
        return response switch
        {
            { IsSuccess: true } => ExitCodes.Success,
            { Status: 422 } => ExitCodes.BadInput,
            _ => ExitCodes.Refused,
        };
    }

    /// <param name="done">What to say if the command changed something.</param>
    /// <param name="unchanged">What to say if it did not.</param>
    public static int Print(ParseResult parsed, ApiResponse response, string done, string unchanged) =>
        Print(parsed, response, r =>
        {
            var verb = r.Read<VerbAnswer>();
            var said = verb.Waits?.Sentence ?? (verb.Changed ? done : unchanged);
            var entry = CommandTexts.LedgerEntry.With(new { quarter = verb.Quarter, version = verb.Version });
            AnsiConsole.MarkupLineInterpolated($"{said} [dim]({entry})[/]");
            InputFile.PrintWarnings(CommandTexts.InputName, verb.Warnings, verb.MoreWarnings);
        });

    private static void PrintProblem(ApiResponse response)
    {
        var (title, problems, more) = response.Problem();
        if (problems.Count > 0)
            InputFile.PrintProblems(CommandTexts.InputName, problems, more);
        else
            CommandRunner.PrintError(title);
    }
}
