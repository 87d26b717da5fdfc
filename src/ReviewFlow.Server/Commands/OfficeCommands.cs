using System.CommandLine;

namespace ReviewFlow.Server.Commands;

/// <summary><c>office replace</c> and <c>calendar holiday add</c> through the HTTP API.</summary>
internal static class OfficeCommands
{
    public static Command Office()
    {
        var office = new Argument<string>("OFFICE") { Description = CommandTexts.OfficeArgument };
        office.AcceptOnlyFromAmong("ceo", "ops");
        var holder = FitCommands.PersonArgument("PERSON");
        return new Command("office", CommandTexts.Office)
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            new VerbCommand(
                parsed => $"{QuarterCommands.Address(parsed)}/office",
                parsed =>
                {
                    var body = QuarterCommands.Reasoned(parsed, ("office", parsed.GetValue(office)));
                    body["holder"] = FitCommands.Json(parsed.GetValue(holder)!);
                    return Task.FromResult(body);
                },
                CommandTexts.OfficeReplaced,
                CommandTexts.OfficeAlreadyHeld
            ).On(
                new Command("replace", CommandTexts.OfficeReplace)
                {
                    QuarterCommands.Quarter,
                    office,
                    holder,
                    QuarterCommands.Reason,
                }
            ),
        };
    }

    public static Command Calendar()
    {
        var day = new Argument<string>("DATE") { Description = CommandTexts.HolidayDay };
        return new Command("calendar", CommandTexts.Calendar)
        {
            ApiClient.Server,
            ApiClient.Key,
            ApiClient.Json,
            new Command("holiday", CommandTexts.Holiday)
            {
                new VerbCommand(
                    parsed => $"{QuarterCommands.Address(parsed)}/calendar/holidays",
                    parsed => Task.FromResult(QuarterCommands.Reasoned(parsed, ("day", parsed.GetValue(day)))),
                    CommandTexts.HolidayAdded,
                    CommandTexts.HolidayAlreadyThere
                ).On(
                    new Command("add", CommandTexts.HolidayAdd) { QuarterCommands.Quarter, day, QuarterCommands.Reason }
                ),
            },
        };
    }
}
