using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application.Reading;
using ReviewFlow.Obligations;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using Spectre.Console;
using Words = Spectre.Console.Text;

namespace ReviewFlow.Server.Commands;

/// <summary>What is open in a quarter, person by person, and what ops can do.</summary>
internal static class OpenWorkPrinter
{
    public static void Print(QuarterStatus status, IReadOnlyList<OpenStatus> open)
    {
        if (status.ReleaseIsDue)
            Line(CommandTexts.WaitingForRelease);
        else if (open.Count == 0)
            Line(CommandTexts.NothingOpen);
        foreach (var person in open.GroupBy(o => (o.Office, o.Email)))
            PrintPerson(status, [.. person]);
    }

    private static void PrintPerson(QuarterStatus status, OpenStatus[] open)
    {
        var first = open[0];
        Line("");
        Line(
            (
                (first.Office, first.Email) switch
                {
                    (null, _) => CommandTexts.OpenPerson,
                    (_, null) => CommandTexts.OpenOffice,
                    _ => CommandTexts.OpenOfficeOfPerson,
                }
            ).With(new { name = first.Name ?? "", address = first.Email ?? "" })
        );
        if (!first.Reached)
            AnsiConsole.Write(Indented(new Words(CommandTexts.OpenNotReached, new Style(Color.Red)), 2));
        foreach (var delegated in open.SelectMany(o => o.Delegates).Distinct())
            Line(CommandTexts.OpenDelegate.With(new { name = delegated.Name, address = delegated.Email }), 2);
        foreach (var obligation in open)
        {
            Line(What(obligation), 2);
            Line(When(status, obligation), 4);
            foreach (var command in Commands(status, obligation))
                Line(command, 4);
        }
    }

    private static string What(OpenStatus open)
    {
        var act = ActWords.Of(Enum.Parse<Act>(open.Act, ignoreCase: true));
        return (
            open switch
            {
                { About: { } } => CommandTexts.OpenAboutPerson,
                { Teams.Count: 0, Seat: { } } => CommandTexts.OpenOfPair,
                { Seat: { } } => CommandTexts.OpenOnTeamsOfPair,
                _ => CommandTexts.OpenOnTeams,
            }
        ).With(
            new
            {
                act,
                person = open.About is { } about ? $"{about.Name} <{about.Email}>" : "",
                pair = open.Seat?.Pair ?? "",
                seat = open.Seat?.Seat == "product" ? CommandTexts.SeatProduct : CommandTexts.SeatTechnology,
                teams = Lists.And(open.Teams.Select(t => t.Name)),
            }
        );
    }

    /// <summary>Whole sentences, only those that say something.</summary>
    private static string When(QuarterStatus status, OpenStatus open) =>
        string.Join(
            ' ',
            new[]
            {
                CommandTexts.OpenSince.With(new { day = Day(status, open.Since) }),
                open.Due is { } due
                    ? (open.PastDue ? CommandTexts.OpenWasDue : CommandTexts.OpenDue).With(new { due })
                    : null,
                open.Optional ? CommandTexts.OpenOptional : null,
                open.LastReminded is { } reminded ? CommandTexts.OpenReminded.With(new { day = Day(status, reminded) })
                : open.LastTold is { } told ? CommandTexts.OpenTold.With(new { day = Day(status, told) })
                : open.Teams.Count > 0 ? CommandTexts.OpenNotTold
                : null,
                open.LastActed is { } acted ? CommandTexts.OpenActed.With(new { day = Day(status, acted) }) : null,
            }.OfType<string>()
        );

    private static IEnumerable<string> Commands(QuarterStatus status, OpenStatus open) =>
        Enum.Parse<Act>(open.Act, ignoreCase: true) == Act.AmendScorecard
            ? open.Teams.Select(t => CommandTexts.WaitingForOps.With(new { quarter = status.Quarter, id = t.Id }))
            : [];

    private static string Day(QuarterStatus status, string at) =>
        LocalDatePattern.Iso.Format(
            InstantPattern
                .ExtendedIso.Parse(at)
                .Value.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(status.TimeZone) ?? DateTimeZone.Utc)
                .Date
        );

    private static void Line(string text, int indent = 0) => AnsiConsole.Write(Indented(new Words(text), indent));

    private static Padder Indented(Words text, int indent) => new(text, new Padding(indent, 0, 0, 0));
}
