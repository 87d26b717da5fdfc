using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary>What is open in a quarter, by whom, and what ops can do.</summary>
internal static class OpenWorkPrinter
{
    public static void Print(QuarterStatus status)
    {
        if (status.Stage != "open")
            return;
        var awaited =
            from team in status.Teams
            from seat in AwaitedSeats(team)
            group team.Name by seat into teams
            select (teams.Key.Pair, teams.Key.Seat, Teams: Lists.And(teams));
        foreach (var pair in awaited.GroupBy(a => (a.Pair, a.Teams)))
        {
            var seats = Lists.And(pair.Select(a => a.Seat));
            AnsiConsole.WriteLine(
                CommandTexts.WaitingForLeaders.With(
                    new
                    {
                        pair = pair.Key.Pair,
                        seats,
                        teams = pair.Key.Teams,
                    }
                )
            );
        }
        foreach (var team in status.Teams.Where(t => t.Stage == "returned"))
            AnsiConsole.WriteLine(
                CommandTexts.WaitingForOps.With(
                    new
                    {
                        team = team.Name,
                        quarter = status.Quarter,
                        id = team.Id,
                    }
                )
            );
        if (status.Signed == status.Total)
            AnsiConsole.WriteLine(CommandTexts.WaitingForRelease);
    }

    private static IEnumerable<(string Pair, string Seat)> AwaitedSeats(TeamStatus team)
    {
        var (product, technology) = (CommandTexts.SeatProduct, CommandTexts.SeatTechnology);
        if (team is { Stage: "assessing", Assessment: { } assessment })
        {
            if (assessment.Revealed || assessment.Product == "notSealed")
                yield return (assessment.Pair, product);
            if (assessment.Revealed || assessment.Technology == "notSealed")
                yield return (assessment.Pair, technology);
        }
        foreach (var level in team.Stage == "signing" ? team.Path : [])
        {
            if (level.Product == "awaited")
                yield return (level.Pair, product);
            if (level.Technology == "awaited")
                yield return (level.Pair, technology);
        }
    }
}
