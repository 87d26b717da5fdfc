using System.CommandLine;
using System.Text.Json.Nodes;
using ReviewFlow.Rosters;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>quarter start | status | void | extend</c> through the HTTP API.</summary>
internal static class QuarterCommands
{
    public static readonly Argument<string> Quarter = new("QUARTER") { Description = "Such as 2026-Q3" };
    public static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why; the leaders read it",
        Required = true,
    };

    public static Command Build() =>
        new("quarter", "Start and steer a quarter")
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            Start(),
            Status(),
            Void(),
            Extend(),
        };

    private static Command Start()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A roster" };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Say what would be mailed to whom, and write nothing",
        };
        var command = new Command("start", "Start a quarter from a roster") { file, dryRun };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    var (path, content) = (
                        parsed.GetValue(file)!,
                        await InputFile.Read(parsed.GetValue(file)!.FullName)
                    );
                    if (RosterReader.Read(content) is { Roster: null } reading)
                    {
                        InputFile.PrintProblems(path.Name, reading.Problems, reading.Problems.More);
                        return ExitCodes.BadInput;
                    }
                    using var api = ApiClient.From(parsed);
                    return parsed.GetValue(dryRun)
                        ? ResponsePrinter.Print(
                            parsed,
                            await api.Post("api/quarters?dryRun=true", content, cancellationToken),
                            ShowDryRun
                        )
                        : ResponsePrinter.Print(
                            parsed,
                            await api.Post("api/quarters", content, cancellationToken),
                            "Started; the leaders are invited."
                        );
                })
        );
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Where a quarter stands") { Quarter };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    using var api = ApiClient.From(parsed);
                    return ResponsePrinter.Print(parsed, await api.Get(Address(parsed), cancellationToken), a =>
                        StatusTable.Show(a.Read<QuarterStatus>())
                    );
                })
        );
        return command;
    }

    private static Command Void()
    {
        var command = new Command("void", "End a quarter without a report") { Quarter, Reason };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    using var api = ApiClient.From(parsed);
                    return ResponsePrinter.Print(
                        parsed,
                        await api.Post(
                            $"{Address(parsed)}/void",
                            new JsonObject { ["reason"] = parsed.GetValue(Reason) },
                            cancellationToken
                        ),
                        "Voided; everybody is told."
                    );
                })
        );
        return command;
    }

    private static Command Extend()
    {
        var to = new Option<string>("--to") { Description = "The new due date, such as 2026-11-30", Required = true };
        var reason = new Option<string?>("--reason") { Description = "Why; the leaders read it" };
        var command = new Command("extend", "Move the due date") { Quarter, to, reason };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    using var api = ApiClient.From(parsed);
                    var body = new JsonObject { ["to"] = parsed.GetValue(to) };
                    if (parsed.GetValue(reason) is { } why)
                        body["reason"] = why;
                    return ResponsePrinter.Print(
                        parsed,
                        await api.Post($"{Address(parsed)}/extend", body, cancellationToken),
                        "Extended; the leaders are told."
                    );
                })
        );
        return command;
    }

    public static string Address(ParseResult parsed) => $"api/quarters/{Escaped(parsed, Quarter)}";

    public static string Escaped(ParseResult parsed, Argument<string> argument) =>
        Uri.EscapeDataString(parsed.GetValue(argument)!);

    private static void ShowDryRun(ApiResponse answer)
    {
        var run = answer.Read<DryRun>();
        AnsiConsole.MarkupLineInterpolated($"Nothing was written. Starting {run.Quarter} would mail:");
        InputFile.PrintWarnings("roster", run.Warnings, run.MoreWarnings);
        foreach (var mail in run.Mails)
            AnsiConsole.MarkupLineInterpolated(
                $"  {mail.To} [dim]{mail.Name}[/] {mail.Kind}{(mail.Teams > 0 ? $", {mail.Teams} {(mail.Teams == 1 ? "team" : "teams")}" : "")}"
            );
    }
}
