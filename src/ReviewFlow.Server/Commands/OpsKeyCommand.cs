using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>ops-key rotate</c>: a running server takes the new key at once.</summary>
internal static class OpsKeyCommand
{
    public static Command Build()
    {
        var data = new Option<string>("--data")
        {
            Description = CommandTexts.DataOption,
            DefaultValueFactory = _ => "data",
        };
        var keep = new Option<TimeSpan>("--keep-old")
        {
            Description = CommandTexts.OpsKeyKeepOld,
            CustomParser = Period,
        };
        var rotate = new Command("rotate", CommandTexts.OpsKeyRotate) { data, keep };
        rotate.SetAction(
            (parsed, _) =>
                CommandRunner.Run(() =>
                    Task.FromResult(Rotate(DataFolder.At(parsed.GetValue(data)!), parsed.GetValue(keep)))
                )
        );
        return new Command("ops-key", CommandTexts.OpsKey) { rotate };
    }

    private static int Rotate(DataFolder data, TimeSpan keep)
    {
        var until = DateTimeOffset.UtcNow + keep;
        OpsKey.Rotate(data.Keys, until);
        AnsiConsole.WriteLine(CommandTexts.OpsKeyReplaced.With(new { path = OpsKey.FileIn(data.Keys) }));
        var time = until.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        AnsiConsole.WriteLine(
            keep > TimeSpan.Zero ? CommandTexts.OldOpsKeyWorksUntil.With(new { time }) : CommandTexts.OldOpsKeyEnded
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
        given.AddError(CommandTexts.PeriodNotReadable.With(new { text, days = (int)OpsKey.MaxOverlap.TotalDays }));
        return default;
    }
}
