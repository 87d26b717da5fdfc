using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server;

/// <summary>Whatever goes wrong ends in one plain sentence on standard error and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Where nobody looks on, a sentence stays one line: a path or a key that is broken in two is found by no search.</summary>
    private const int UnbrokenLine = 4096;

    public static readonly IAnsiConsole Errors = Console(System.Console.Error, System.Console.IsErrorRedirected);

    public static InvocationConfiguration Invocation => new() { EnableDefaultExceptionHandler = false };

    /// <summary>Standard output and standard error as they are meant to be read: broken into lines by a terminal alone.</summary>
    public static void Begin() => AnsiConsole.Console = Console(System.Console.Out, System.Console.IsOutputRedirected);

    /// <summary>Runs a command's work; trouble that has a plain cause becomes a sentence.</summary>
    public static async Task<int> Try(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Sentence(e) is { } sentence)
        {
            Say(sentence);
            return e is LedgerBrokenException ? ExitCodes.Refused : ExitCodes.Unusable;
        }
    }

    public static void Say(string sentence) => Errors.MarkupLineInterpolated($"[red]{VisibleText.Of(sentence, keepLines: true)}[/]");

    private static IAnsiConsole Console(TextWriter to, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(to) });
        if (isRedirected) console.Profile.Width = UnbrokenLine;
        return console;
    }

    private static string? Sentence(Exception e) => e switch
    {
        UnusableException or LedgerBrokenException => e.Message,
        IOException { InnerException: AddressInUseException } => $"{e.Message.TrimEnd('.')}. Choose another with --urls, or end what runs there.",
        HttpRequestException { InnerException: SocketException } => $"The server does not answer: {e.Message.TrimEnd('.')}. Is it running, and is --server right?",
        HttpRequestException => $"The server's answer did not arrive: {e.Message}",
        TaskCanceledException { InnerException: TimeoutException } => "The server took too long to answer.",
        FileNotFoundException or DirectoryNotFoundException => e.Message,
        UnauthorizedAccessException => $"{e.Message.TrimEnd('.')}: this user has no permission.",
        SocketException or IOException => e.Message,
        FormatException => e.Message, // an address in --urls that is none
        _ => null,
    };
}
