using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>ops-key rotate</c>: a running server takes the new key at once.</summary>
internal static class OpsKeyCommand
{
    public static Command Build()
    {
        var data = new Option<string>("--data") { Description = "The data folder", DefaultValueFactory = _ => "data" };
        var keep = new Option<TimeSpan>("--keep-old")
        {
            Description = "How long the old key works beside it: 30m, 24h, 7d; without it, no longer",
            CustomParser = Period,
        };
        var rotate = new Command("rotate", "Make a new ops key; a running server takes it at once") { data, keep };
        rotate.SetAction(
            (parsed, _) =>
                CommandRunner.Run(() =>
                    Task.FromResult(Rotate(DataFolder.At(parsed.GetValue(data)!), parsed.GetValue(keep)))
                )
        );
        return new Command("ops-key", "The key that ops send with every call") { rotate };
    }

    private static int Rotate(DataFolder data, TimeSpan keep)
    {
        var until = DateTimeOffset.UtcNow + keep;
        OpsKey.Rotate(data.Keys, until);
        AnsiConsole.MarkupLineInterpolated($"The new ops key is in {OpsKey.FileIn(data.Keys)}.");
        AnsiConsole.WriteLine(
            keep > TimeSpan.Zero
                ? string.Create(CultureInfo.InvariantCulture, $"The old one works until {until:yyyy-MM-dd HH:mm} UTC.")
                : "The old one no longer works."
        );
        return ExitCodes.Success;
    }

    private static TimeSpan Period(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value is { Length: > 0 } some ? some : "?";
        var unit = text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => (TimeSpan?)null,
        };
        var isNumber = int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        if (isNumber && unit is { } one && count <= OpsKey.MaxOverlap / one)
            return count * one;
        given.AddError(
            $"'{text}' is no time to keep a key; write it as 30m, 24h or 7d, at most {OpsKey.MaxOverlap.TotalDays:0}d."
        );
        return default;
    }
}
