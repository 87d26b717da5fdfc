using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Text;

namespace ReviewFlow.Server.Commands;

/// <summary><c>fit start | end</c> through the HTTP API.</summary>
internal static class FitCommands
{
    private static readonly Argument<Person> One = Named("ONE"),
        Other = Named("OTHER");
    private static readonly Argument<int> Number = new("NUMBER")
    {
        Description = "Its number in the quarter; quarter status shows it",
    };

    public static Command Build() =>
        new("fit", "Ask two people who consider leading together into a fit conversation")
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            Start(),
            End(),
        };

    private static Command Start()
    {
        var command = new Command("start", "Mail both a link of their own; what they answer, only those two read")
        {
            QuarterCommands.Quarter,
            One,
            Other,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    var body = new JsonObject
                    {
                        ["one"] = Json(parsed.GetValue(One)!),
                        ["other"] = Json(parsed.GetValue(Other)!),
                    };
                    using var api = ApiClient.From(parsed);
                    return ResponsePrinter.Print(
                        parsed,
                        await api.Post(Address(parsed), body, cancellationToken),
                        "Started; both are asked to answer."
                    );
                })
        );
        return command;
    }

    private static Command End()
    {
        var command = new Command("end", "End it, and delete what both wrote") { QuarterCommands.Quarter, Number };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    using var api = ApiClient.From(parsed);
                    return ResponsePrinter.Print(
                        parsed,
                        await api.Post(
                            $"{Address(parsed)}/{parsed.GetValue(Number)}/end",
                            new JsonObject(),
                            cancellationToken
                        ),
                        "Ended; both are told."
                    );
                })
        );
        return command;
    }

    private static Argument<Person> Named(string name) =>
        new(name) { Description = "\"Ada Lovelace <ada@example.com>\"", CustomParser = Parsed };

    private static Person? Parsed(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (text.Split('<') is not [var name, [.. var email, '>']] || string.IsNullOrWhiteSpace(name))
        {
            given.AddError($"'{VisibleText.Of(text)}' names nobody; write it as \"Ada Lovelace <ada@example.com>\".");
            return null;
        }
        var (person, aboutName, aboutEmail) = PersonRules.Read(name.Trim().Trim('"'), email);
        if ((aboutName ?? aboutEmail) is { } wrong)
            given.AddError($"'{VisibleText.Of(text)}': {wrong}");
        return person;
    }

    private static string Address(ParseResult parsed) => $"{QuarterCommands.Address(parsed)}/fits";

    private static JsonObject Json(Person person) => new() { ["name"] = person.Name, ["email"] = person.Email };
}
