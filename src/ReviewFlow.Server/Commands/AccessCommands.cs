using System.CommandLine;
using System.Text.Json.Nodes;

namespace ReviewFlow.Server.Commands;

/// <summary><c>links end</c> and <c>vouch</c> through the HTTP API.</summary>
internal static class AccessCommands
{
    private static readonly Argument<string> Address = new("ADDRESS") { Description = CommandTexts.PersonAddress };

    public static Command Links() =>
        new("links", CommandTexts.Links)
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            new Command("end", CommandTexts.LinksEnd)
            {
                QuarterCommands.Quarter,
                Address,
                QuarterCommands.Reason,
            }.CallingApi(
                async (parsed, api, cancellationToken) =>
                {
                    var body = new JsonObject
                    {
                        ["email"] = parsed.GetValue(Address),
                        ["reason"] = parsed.GetValue(QuarterCommands.Reason),
                    };
                    var address = $"{QuarterCommands.Address(parsed)}/links/end";
                    var response = await api.Post(address, body, cancellationToken);
                    return ResponsePrinter.Print(
                        parsed,
                        response,
                        CommandTexts.LinksEnded,
                        unchanged: CommandTexts.LinksEnded
                    );
                }
            ),
        };

    public static Command Vouch()
    {
        var browser = new Option<string?>("--browser") { Description = CommandTexts.VouchBrowser };
        var reason = new Option<string?>("--reason") { Description = CommandTexts.ReasonOption };
        return new Command("vouch", CommandTexts.Vouch)
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            QuarterCommands.Quarter,
            Address,
            browser,
            reason,
        }.CallingApi(
            async (parsed, api, cancellationToken) =>
            {
                var body = new JsonObject { ["email"] = parsed.GetValue(Address) };
                if (parsed.GetValue(browser) is { } label)
                    body["browser"] = label;
                if (parsed.GetValue(reason) is { } why)
                    body["reason"] = why;
                var response = await api.Post($"{QuarterCommands.Address(parsed)}/vouch", body, cancellationToken);
                return ResponsePrinter.Print(
                    parsed,
                    response,
                    CommandTexts.VouchedFor,
                    unchanged: CommandTexts.VouchedFor
                );
            }
        );
    }
}
