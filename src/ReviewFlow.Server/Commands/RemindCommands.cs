using System.CommandLine;
using System.Text.Json.Nodes;

namespace ReviewFlow.Server.Commands;

/// <summary><c>remind</c> and <c>mail resend</c> through the HTTP API: a fresh link with what waits.</summary>
internal static class RemindCommands
{
    public static Command Remind()
    {
        var people = new Argument<string[]>("ADDRESS")
        {
            Description = CommandTexts.RemindAddresses,
            Arity = ArgumentArity.ZeroOrMore,
        };
        var all = new Option<bool>("--all") { Description = CommandTexts.RemindAll };
        var command = new Command("remind", CommandTexts.Remind)
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            QuarterCommands.Quarter,
            people,
            all,
        };
        command.Validators.Add(given =>
        {
            if (given.GetValue(all) == given.GetValue(people) is { Length: > 0 })
                given.AddError(CommandTexts.RemindWhom);
        });
        return Sending(parsed => parsed.GetValue(people)!).On(command);
    }

    public static Command Mail() =>
        new("mail", CommandTexts.Mail)
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            Sending(parsed => [parsed.GetValue(PersonCommand.Address)!])
                .On(new Command("resend", CommandTexts.MailResend) { QuarterCommands.Quarter, PersonCommand.Address }),
        };

    private static VerbCommand Sending(Func<ParseResult, string[]> people) =>
        new(
            parsed => $"{QuarterCommands.Address(parsed)}/remind",
            parsed =>
                Task.FromResult(
                    new JsonObject
                    {
                        ["people"] = people(parsed) is { Length: > 0 } some
                            ? new JsonArray([.. some.Select(p => JsonValue.Create(p))])
                            : "all",
                    }
                ),
            CommandTexts.Reminded,
            CommandTexts.NobodyToRemind
        );
}
