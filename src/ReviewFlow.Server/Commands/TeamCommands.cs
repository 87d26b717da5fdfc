using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReviewFlow.Application;

namespace ReviewFlow.Server.Commands;

/// <summary><c>team amend | void</c> through the HTTP API.</summary>
internal static class TeamCommands
{
    private static readonly Argument<string> Team = new("TEAM") { Description = "The team's id" };

    public static Command Build() =>
        new("team", "Amend a team's scorecard, or take a team out")
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            Amend(),
            Void(),
        };

    private static Command Amend()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The scorecard: {\"budget\": …, \"outcomes\": […]}" };
        var command = new Command("amend", "Hand in a corrected scorecard; every sign-off on the old one falls")
        {
            QuarterCommands.Quarter,
            Team,
            file,
            QuarterCommands.Reason,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    var path = parsed.GetValue(file)!.FullName;
                    var body = new JsonObject
                    {
                        ["reason"] = parsed.GetValue(QuarterCommands.Reason),
                        ["scorecard"] = Json(path, await InputFile.Read(path)),
                    };
                    using var api = ApiClient.From(parsed);
                    return ResponsePrinter.Print(
                        parsed,
                        await api.Put($"{Address(parsed)}/scorecard", body, cancellationToken),
                        "Amended; the leaders are told what changed."
                    );
                })
        );
        return command;
    }

    private static Command Void()
    {
        var command = new Command("void", "Take a team out of the quarter")
        {
            QuarterCommands.Quarter,
            Team,
            QuarterCommands.Reason,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    using var api = ApiClient.From(parsed);
                    return ResponsePrinter.Print(
                        parsed,
                        await api.Post(
                            $"{Address(parsed)}/void",
                            new JsonObject { ["reason"] = parsed.GetValue(QuarterCommands.Reason) },
                            cancellationToken
                        ),
                        "Voided; its leaders are told."
                    );
                })
        );
        return command;
    }

    private static string Address(ParseResult parsed) =>
        $"{QuarterCommands.Address(parsed)}/teams/{QuarterCommands.Escaped(parsed, Team)}";

    private static JsonNode? Json(string path, byte[] content)
    {
        try
        {
            return JsonNode.Parse(content);
        }
        catch (JsonException e)
        {
            throw new UnusableException($"{path} is not JSON: {e.Message}", e);
        }
    }
}
