using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReviewFlow.Application;
using ReviewFlow.Text;

namespace ReviewFlow.Server.Commands;

/// <summary><c>team amend | void</c> through the HTTP API.</summary>
internal static class TeamCommands
{
    private static readonly Argument<string> Team = new("TEAM") { Description = CommandTexts.TeamArgument };

    public static Command Build() =>
        new("team", CommandTexts.Team) { ApiClient.Server, ApiClient.Key, ApiClient.Json, Amend(), Void() };

    private static Command Amend()
    {
        var file = new Argument<FileInfo>("FILE") { Description = CommandTexts.TeamAmendFile };
        var command = new Command("amend", CommandTexts.TeamAmend)
        {
            QuarterCommands.Quarter,
            Team,
            file,
            QuarterCommands.Reason,
        };
        return command.CallingApi(
            async (parsed, api, cancellationToken) =>
            {
                var path = parsed.GetValue(file)!.FullName;
                var body = new JsonObject
                {
                    ["reason"] = parsed.GetValue(QuarterCommands.Reason),
                    ["scorecard"] = Json(path, await InputFile.Read(path)),
                };
                var response = await api.Put($"{Address(parsed)}/scorecard", body, cancellationToken);
                return ResponsePrinter.Print(
                    parsed,
                    response,
                    CommandTexts.TeamAmended,
                    unchanged: CommandTexts.TeamAlreadyAmended
                );
            }
        );
    }

    private static Command Void() =>
        new Command("void", CommandTexts.TeamVoid) { QuarterCommands.Quarter, Team, QuarterCommands.Reason }.CallingApi(
            async (parsed, api, cancellationToken) =>
            {
                var body = new JsonObject { ["reason"] = parsed.GetValue(QuarterCommands.Reason) };
                var response = await api.Post($"{Address(parsed)}/void", body, cancellationToken);
                return ResponsePrinter.Print(
                    parsed,
                    response,
                    CommandTexts.TeamVoided,
                    unchanged: CommandTexts.TeamAlreadyVoided
                );
            }
        );

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
            throw new ConfigurationException(
                CommandTexts.FileNotJson.With(new { file = path, problem = e.Message }),
                e
            );
        }
    }
}
