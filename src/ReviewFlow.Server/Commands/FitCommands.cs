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
    private static readonly Argument<Person> One = PersonArgument("ONE"),
        Other = PersonArgument("OTHER");

    private static readonly Argument<int> Number = new("NUMBER") { Description = CommandTexts.FitNumberArgument };

    public static Command Build() =>
        new("fit", CommandTexts.Fit) { ApiClient.Server, ApiClient.Key, ApiClient.Json, Start(), End() };

    private static Command Start() =>
        new VerbCommand(
            Address,
            parsed =>
                Task.FromResult(
                    new JsonObject { ["one"] = Json(parsed.GetValue(One)!), ["other"] = Json(parsed.GetValue(Other)!) }
                ),
            CommandTexts.FitStarted,
            CommandTexts.FitAlreadyStarted
        ).On(new Command("start", CommandTexts.FitStart) { QuarterCommands.Quarter, One, Other });

    private static Command End() =>
        new VerbCommand(
            parsed => $"{Address(parsed)}/{parsed.GetValue(Number)}/end",
            _ => Task.FromResult(new JsonObject()),
            CommandTexts.FitEnded,
            CommandTexts.FitAlreadyEnded
        ).On(new Command("end", CommandTexts.FitEnd) { QuarterCommands.Quarter, Number });

    public static Argument<Person> PersonArgument(string name) =>
        new(name) { Description = CommandTexts.FitPersonArgument, CustomParser = ReadPerson };

    private static Person? ReadPerson(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (text.Split('<') is not [var name, [.. var email, '>']] || string.IsNullOrWhiteSpace(name))
        {
            given.AddError(CommandTexts.PersonNotReadable.With(new { text = VisibleText.Of(text) }));
            return null;
        }
        var (person, aboutName, aboutEmail) = PersonRules.Read(name.Trim().Trim('"'), email);
        if ((aboutName ?? aboutEmail) is { } problem)
            given.AddError(CommandTexts.PersonRefused.With(new { text = VisibleText.Of(text), problem }));
        return person;
    }

    private static string Address(ParseResult parsed) => $"{QuarterCommands.Address(parsed)}/fits";

    public static JsonObject Json(Person person) => new() { ["name"] = person.Name, ["email"] = person.Email };
}
