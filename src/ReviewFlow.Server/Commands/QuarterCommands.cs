using System.CommandLine;
using System.Text.Json.Nodes;
using ReviewFlow.Rosters;

namespace ReviewFlow.Server.Commands;

/// <summary><c>quarter start | status | void | extend</c> through the HTTP API.</summary>
internal static class QuarterCommands
{
    public static readonly Argument<string> Quarter = new("QUARTER") { Description = CommandTexts.QuarterArgument };

    public static readonly Option<string> Reason = new("--reason")
    {
        Description = CommandTexts.ReasonOption,
        Required = true,
    };

    public static Command Build() =>
        new("quarter", CommandTexts.Quarter)
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            Start(),
            StatusCommand.Build(),
            Void(),
            Extend(),
        };

    public static string Address(ParseResult parsed) => $"api/quarters/{Escaped(parsed, Quarter)}";

    public static string Escaped(ParseResult parsed, Argument<string> argument) =>
        Uri.EscapeDataString(parsed.GetValue(argument)!);

    private static Command Start()
    {
        var file = new Argument<FileInfo>("FILE") { Description = CommandTexts.RosterFile };
        var dryRun = new Option<bool>("--dry-run") { Description = CommandTexts.QuarterStartDryRun };
        var command = new Command("start", CommandTexts.QuarterStart) { file, dryRun };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(() =>
                    Start(parsed, parsed.GetValue(file)!, parsed.GetValue(dryRun), cancellationToken)
                )
        );
        return command;
    }

    /// <summary>A roster with problems is refused here: that needs neither key nor server.</summary>
    private static async Task<int> Start(
        ParseResult parsed,
        FileInfo file,
        bool isDryRun,
        CancellationToken cancellationToken
    )
    {
        var content = await InputFile.Read(file.FullName);
        if (RosterReader.Read(content) is { Roster: null } reading)
        {
            InputFile.PrintProblems(file.Name, reading.Problems, reading.Problems.More);
            return ExitCodes.BadInput;
        }
        using var api = ApiClient.From(parsed);
        if (isDryRun)
        {
            var preview = await api.Post("api/quarters?dryRun=true", content, cancellationToken);
            return ResponsePrinter.Print(parsed, preview, VerbCommand.PrintDryRun);
        }
        var response = await api.Post("api/quarters", content, cancellationToken);
        return ResponsePrinter.Print(
            parsed,
            response,
            CommandTexts.QuarterStarted,
            unchanged: CommandTexts.QuarterAlreadyStarted
        );
    }

    private static Command Void() =>
        new VerbCommand(
            parsed => $"{Address(parsed)}/void",
            parsed => Task.FromResult(Reasoned(parsed)),
            CommandTexts.QuarterVoided,
            CommandTexts.QuarterAlreadyVoided
        ).On(new Command("void", CommandTexts.QuarterVoid) { Quarter, Reason });

    private static Command Extend()
    {
        var to = new Option<string>("--to") { Description = CommandTexts.QuarterExtendTo, Required = true };
        var reason = new Option<string?>("--reason") { Description = CommandTexts.ReasonOption };
        return new VerbCommand(
            parsed => $"{Address(parsed)}/extend",
            parsed =>
            {
                var body = new JsonObject { ["to"] = parsed.GetValue(to) };
                if (parsed.GetValue(reason) is { } why)
                    body["reason"] = why;
                return Task.FromResult(body);
            },
            CommandTexts.QuarterExtended,
            CommandTexts.QuarterAlreadyExtended
        ).On(new Command("extend", CommandTexts.QuarterExtend) { Quarter, to, reason });
    }

    /// <summary>A body with the reason and these members.</summary>
    public static JsonObject Reasoned(ParseResult parsed, params (string Name, string? Value)[] more)
    {
        var body = new JsonObject();
        foreach (var (name, value) in more)
            body[name] = value;
        body["reason"] = parsed.GetValue(Reason);
        return body;
    }
}
