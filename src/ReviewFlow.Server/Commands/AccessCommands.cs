using System.CommandLine;
using System.Text.Json.Nodes;

namespace ReviewFlow.Server.Commands;

/// <summary><c>links end</c> and <c>vouch</c> through the HTTP API.</summary>
internal static class AccessCommands
{
    public static Command Links() =>
        new("links", CommandTexts.Links)
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            new VerbCommand(
                parsed => $"{QuarterCommands.Address(parsed)}/links/end",
                parsed =>
                    Task.FromResult(
                        QuarterCommands.Reasoned(parsed, ("email", parsed.GetValue(PersonCommand.Address)))
                    ),
                CommandTexts.LinksEnded,
                CommandTexts.LinksEnded
            ).On(
                new Command("end", CommandTexts.LinksEnd)
                {
                    QuarterCommands.Quarter,
                    PersonCommand.Address,
                    QuarterCommands.Reason,
                }
            ),
        };

    public static Command Vouch()
    {
        var browser = new Option<string?>("--browser") { Description = CommandTexts.VouchBrowser };
        var reason = new Option<string?>("--reason") { Description = CommandTexts.ReasonOption };
        return new VerbCommand(
            parsed => $"{QuarterCommands.Address(parsed)}/vouch",
            parsed =>
            {
                var body = new JsonObject { ["email"] = parsed.GetValue(PersonCommand.Address) };
                if (parsed.GetValue(browser) is { } label)
                    body["browser"] = label;
                if (parsed.GetValue(reason) is { } why)
                    body["reason"] = why;
                return Task.FromResult(body);
            },
            CommandTexts.VouchedFor,
            CommandTexts.VouchedFor
        ).On(
            new Command("vouch", CommandTexts.Vouch)
            {
                ApiClient.Server,
                ApiClient.Key,
                ApiClient.Json,
                QuarterCommands.Quarter,
                PersonCommand.Address,
                browser,
                reason,
            }
        );
    }
}
