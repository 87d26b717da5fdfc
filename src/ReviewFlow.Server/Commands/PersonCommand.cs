using System.CommandLine;
using System.Text.Json.Nodes;

namespace ReviewFlow.Server.Commands;

/// <summary><c>person erase</c> through the HTTP API.</summary>
internal static class PersonCommand
{
    public static Command Build() =>
        new("person", CommandTexts.Person) { ApiClient.Server, ApiClient.Key, ApiClient.Json, Erase() };

    private static Command Erase()
    {
        var address = new Argument<string>("ADDRESS") { Description = CommandTexts.PersonAddress };
        return new Command("erase", CommandTexts.PersonErase)
        {
            QuarterCommands.Quarter,
            address,
            QuarterCommands.Reason,
        }.CallingApi(
            async (parsed, api, cancellationToken) =>
            {
                var body = new JsonObject
                {
                    ["email"] = parsed.GetValue(address),
                    ["reason"] = parsed.GetValue(QuarterCommands.Reason),
                };
                var response = await api.Post($"{QuarterCommands.Address(parsed)}/erase", body, cancellationToken);
                return ResponsePrinter.Print(
                    parsed,
                    response,
                    CommandTexts.PersonErased,
                    unchanged: CommandTexts.PersonErased
                );
            }
        );
    }
}
