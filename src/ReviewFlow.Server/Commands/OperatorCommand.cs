using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application.Operators;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>operator add | list | rotate | end</c>: a running server takes it at once.</summary>
internal static class OperatorCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = CommandTexts.OperatorName };

    private static readonly Option<string> Data = new("--data")
    {
        Description = CommandTexts.DataOption,
        DefaultValueFactory = _ => "data",
    };

    public static Command Build() =>
        new("operator", CommandTexts.Operator) { Add(), OperatorPrinter.List(Data), Rotate(), End() };

    private static Command Add()
    {
        var scopes = Scopes(CommandTexts.OperatorScopes, isRequired: true);
        var expires = Expires(CommandTexts.OperatorExpires);
        return new Command("add", CommandTexts.OperatorAdd) { Name, scopes, expires, Data }.Changing(
            (parsed, operators, name) => operators.Add(name, parsed.GetValue(scopes)!.Value, parsed.GetValue(expires)),
            (parsed, name) =>
                CommandTexts.OperatorAdded.With(
                    new { name, scopes = Application.Operators.Scopes.Names(parsed.GetValue(scopes)!.Value) }
                )
        );
    }

    private static Command Rotate()
    {
        var scopes = Scopes(CommandTexts.OperatorNewScopes, isRequired: false);
        var expires = Expires(CommandTexts.OperatorNewExpires);
        var keep = new Option<TimeSpan>("--keep-old")
        {
            Description = CommandTexts.OperatorKeepOld,
            CustomParser = Period,
        };
        return new Command("rotate", CommandTexts.OperatorRotate) { Name, keep, scopes, expires, Data }.Changing(
            (parsed, operators, name) =>
                operators.Rotate(name, parsed.GetValue(keep), parsed.GetValue(scopes), parsed.GetValue(expires)),
            (_, name) => CommandTexts.OperatorKeyReplaced.With(new { name }),
            parsed =>
                parsed.GetValue(keep) is var kept && kept > TimeSpan.Zero
                    ? CommandTexts.OldKeyWorksUntil.With(
                        new
                        {
                            time = (DateTimeOffset.UtcNow + kept).ToString(
                                "yyyy-MM-dd HH:mm",
                                CultureInfo.InvariantCulture
                            ),
                        }
                    )
                    : CommandTexts.OldKeyEnded
        );
    }

    private static Command End() =>
        new Command("end", CommandTexts.OperatorEnd) { Name, QuarterCommands.Reason, Data }.Changing(
            (parsed, operators, name) => operators.End(name, parsed.GetValue(QuarterCommands.Reason)!),
            (_, name) => CommandTexts.OperatorEnded.With(new { name })
        );

    /// <param name="done">What is said before the key.</param>
    /// <param name="last">What is said behind it.</param>
    private static Command Changing(
        this Command command,
        Func<ParseResult, OperatorChanges, string, OperatorChange> change,
        Func<ParseResult, string, string> done,
        Func<ParseResult, string>? last = null
    )
    {
        command.SetAction(
            (parsed, _) =>
                CommandRunner.Run(() =>
                {
                    var name = parsed.GetValue(Name)!;
                    var keys = DataFolder.At(parsed.GetValue(Data)!).Keys;
                    var changed = change(parsed, OperatorChanges.In(keys, TimeProvider.System), name);
                    if (changed.Refused is { } why)
                    {
                        CommandRunner.PrintError(why);
                        return Task.FromResult(ExitCodes.Refused);
                    }
                    AnsiConsole.WriteLine(
                        changed.Path is { } path
                            ? CommandTexts.OperatorKeyInFile.With(new { path })
                            : done(parsed, name)
                    );
                    if (changed is { Path: null, Key: { } key })
                        Console.WriteLine(key);
                    if (last is not null)
                        AnsiConsole.WriteLine(last(parsed));
                    return Task.FromResult(ExitCodes.Success);
                })
        );
        return command;
    }

    private static Option<ImmutableArray<Scope>?> Scopes(string description, bool isRequired) =>
        new("--scopes")
        {
            Description = description,
            Required = isRequired,
            CustomParser = given =>
            {
                var text = given.Tokens.Single().Value;
                if (Application.Operators.Scopes.Parse(text) is { } scopes)
                    return scopes;
                given.AddError(CommandTexts.ScopesNotReadable.With(new { text }));
                return null;
            },
        };

    private static Option<LocalDate?> Expires(string description) =>
        new("--expires")
        {
            Description = description,
            CustomParser = given =>
            {
                var text = given.Tokens.Single().Value;
                if (LocalDatePattern.Iso.Parse(text) is { Success: true } day)
                    return day.Value;
                given.AddError(CommandTexts.DayNotReadable.With(new { text }));
                return null;
            },
        };

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
        var most = OperatorChanges.MaxOverlap;
        if (isNumber && unit is { } one && count <= most / one)
            return count * one;
        given.AddError(CommandTexts.PeriodNotReadable.With(new { text, days = (int)most.TotalDays }));
        return default;
    }
}
