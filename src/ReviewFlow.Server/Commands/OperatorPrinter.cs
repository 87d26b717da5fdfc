using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Operators;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>operator list</c>: a line each, of at most 80 columns; or JSON. No key, and no hash of one.</summary>
internal static class OperatorPrinter
{
    private const int NameWidth = 20,
        ScopesWidth = 28,
        DayWidth = 12;

    public static Command List(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = CommandTexts.JsonOption };
        var command = new Command("list", CommandTexts.OperatorList) { data, json };
        command.SetAction(
            (parsed, _) =>
                CommandRunner.Run(() =>
                {
                    var keys = DataFolder.At(parsed.GetValue(data)!).Keys;
                    var list = OperatorChanges.FileOf(keys, TimeProvider.System).Read();
                    if (parsed.GetValue(json))
                        Console.WriteLine(new JsonArray([.. list.Operators.Select(Json)]).ToJsonString());
                    else
                        Print(list, TimeProvider.System.Now());
                    return Task.FromResult(ExitCodes.Success);
                })
        );
        return command;
    }

    private static void Print(OperatorList list, Instant now)
    {
        Line(
            CommandTexts.OperatorColumnName,
            CommandTexts.OperatorColumnScopes,
            CommandTexts.OperatorColumnCreated,
            CommandTexts.OperatorColumnUntil
        );
        foreach (var one in list.Operators)
            Line(one.Name, Scopes.Names(one.Scopes), Day(one.Created), Until(one, now));
    }

    private static void Line(string name, string scopes, string created, string until)
    {
        var shown = name.Length < NameWidth ? name : SafeText.Cut(name, NameWidth - 2) + "…";
        var line = $"{shown.PadRight(NameWidth)}{scopes.PadRight(ScopesWidth)}{created.PadRight(DayWidth)}{until}";
        AnsiConsole.WriteLine(line.TrimEnd());
    }

    private static string Until(Operator one, Instant now) =>
        one switch
        {
            { Ended: { } at } => CommandTexts.OperatorStateEnded.With(new { day = Day(at) }),
            { Expires: null } => "",
            { Expires: { } last } when one.IsExpired(now) => CommandTexts.OperatorStateExpired.With(
                new { day = LocalDatePattern.Iso.Format(last) }
            ),
            { Expires: { } last } => LocalDatePattern.Iso.Format(last),
        };

    private static JsonObject Json(Operator one) =>
        new()
        {
            ["name"] = one.Name,
            ["scopes"] = new JsonArray([.. one.Scopes.Select(s => (JsonNode)s.Name())]),
            ["created"] = Clock.Milliseconds.Format(one.Created),
            ["expires"] = one.Expires is { } last ? LocalDatePattern.Iso.Format(last) : null,
            ["ended"] = one.Ended is { } at ? Clock.Milliseconds.Format(at) : null,
            ["reason"] = one.Reason,
        };

    private static string Day(Instant at) => LocalDatePattern.Iso.Format(at.InUtc().Date);
}
