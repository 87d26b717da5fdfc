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
        return new VerbCommand(
            parsed => $"{Address(parsed)}/scorecard",
            async parsed =>
            {
                var path = parsed.GetValue(file)!.FullName;
                return new()
                {
                    ["reason"] = parsed.GetValue(QuarterCommands.Reason),
                    ["scorecard"] = Json(path, await InputFile.Read(path)),
                };
            },
            CommandTexts.TeamAmended,
            CommandTexts.TeamAlreadyAmended
        )
        {
            IsPut = true,
        }.On(
            new Command("amend", CommandTexts.TeamAmend) { QuarterCommands.Quarter, Team, file, QuarterCommands.Reason }
        );
    }

    private static Command Void() =>
        new VerbCommand(
            parsed => $"{Address(parsed)}/void",
            parsed => Task.FromResult(QuarterCommands.Reasoned(parsed)),
            CommandTexts.TeamVoided,
            CommandTexts.TeamAlreadyVoided
        ).On(new Command("void", CommandTexts.TeamVoid) { QuarterCommands.Quarter, Team, QuarterCommands.Reason });

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
