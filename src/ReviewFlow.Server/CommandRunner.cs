using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Server.Commands;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server;

/// <summary>Turns an expected failure into one sentence on standard error and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>For redirected output: a path or key that is broken over two lines cannot be searched for.</summary>
    private const int UnwrappedWidth = 4096;

    public static readonly IAnsiConsole Errors = Console(System.Console.Error, System.Console.IsErrorRedirected);

    public static InvocationConfiguration Invocation => new() { EnableDefaultExceptionHandler = false };

    /// <summary>Only a terminal wraps lines.</summary>
    public static void SetUpConsole() =>
        AnsiConsole.Console = Console(System.Console.Out, System.Console.IsOutputRedirected);

    public static async Task<int> Run(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Explain(e) is { } sentence)
        {
            PrintError(sentence);
            return e is LedgerBrokenException ? ExitCodes.Refused : ExitCodes.Unavailable;
        }
    }

    public static void PrintError(string sentence) =>
        Errors.MarkupLineInterpolated($"[red]{VisibleText.Of(sentence, keepLines: true)}[/]");

    private static IAnsiConsole Console(TextWriter to, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(to) });
        if (isRedirected)
            console.Profile.Width = UnwrappedWidth;
        return console;
    }

    private static string? Explain(Exception e) =>
        e switch
        {
            OperatorException or LedgerBrokenException => e.Message,
            IOException { InnerException: AddressInUseException } => CommandTexts.AddressInUse.With(
                new { problem = Problem(e) }
            ),
            HttpRequestException { InnerException: SocketException } => CommandTexts.ServerUnreachable.With(
                new { problem = Problem(e) }
            ),
            HttpRequestException => CommandTexts.ServerAnswerLost.With(new { problem = e.Message }),
            TaskCanceledException { InnerException: TimeoutException } => CommandTexts.ServerTooSlow,
            FileNotFoundException or DirectoryNotFoundException => e.Message,
            UnauthorizedAccessException => CommandTexts.NoPermission.With(new { problem = Problem(e) }),
            SocketException or IOException => e.Message,
            FormatException => e.Message, // an invalid address in --urls
            _ => null,
        };

    private static string Problem(Exception e) => e.Message.TrimEnd('.');
}

internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A check found a problem, or the server refused.</summary>
    public const int Refused = 1;

    /// <summary>The input or the command line is invalid.</summary>
    public const int BadInput = 2;

    /// <summary>Something on this machine, or the connection to the server, prevented it.</summary>
    public const int Unavailable = 3;
}
