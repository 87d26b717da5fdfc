using System.CommandLine;

namespace ReviewFlow.Server.Commands;

/// <summary><c>person erase</c> through the HTTP API.</summary>
internal static class PersonCommand
{
    public static readonly Argument<string> Address = new("ADDRESS") { Description = CommandTexts.PersonAddress };

    public static Command Build() =>
        new("person", CommandTexts.Person)
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            new VerbCommand(
                parsed => $"{QuarterCommands.Address(parsed)}/erase",
                parsed => Task.FromResult(QuarterCommands.Reasoned(parsed, ("email", parsed.GetValue(Address)))),
                CommandTexts.PersonErased,
                CommandTexts.PersonErased
            ).On(
                new Command("erase", CommandTexts.PersonErase)
                {
                    QuarterCommands.Quarter,
                    Address,
                    QuarterCommands.Reason,
                }
            ),
        };
}
