using System.CommandLine;
using ReviewFlow.People;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>quarter status</c>: the whole quarter, or only what is open and by whom.</summary>
internal static class StatusCommand
{
    /// <summary>A line that is longer is wrapped, also where a file or another program reads it.</summary>
    private const int MaxWidth = 80;

    private static readonly Option<bool> Open = new("--open") { Description = CommandTexts.StatusOpenOption };
    private static readonly Option<string?> Person = new("--person") { Description = CommandTexts.StatusPersonOption };
    private static readonly Option<string?> Pair = new("--pair") { Description = CommandTexts.StatusPairOption };

    public static Command Build() =>
        new Command("status", CommandTexts.QuarterStatus) { QuarterCommands.Quarter, Open, Person, Pair }.CallingApi(
            async (parsed, api, cancellationToken) =>
            {
                var response = await api.Get(QuarterCommands.Address(parsed), cancellationToken);
                AnsiConsole.Profile.Width = Math.Min(AnsiConsole.Profile.Width, MaxWidth);
                if (!IsOpenOnly(parsed))
                    return ResponsePrinter.Print(parsed, response, r => StatusPrinter.Print(r.Read<QuarterStatus>()));
                if (!response.IsSuccess)
                    return ResponsePrinter.Print(parsed, response, _ => { });
                var status = response.Read<QuarterStatus>();
                var open = Filtered(parsed, status);
                return ResponsePrinter.Print(parsed, ApiResponse.Of(open), _ =>
                    OpenWorkPrinter.Print(status with { ReleaseIsDue = status.ReleaseIsDue && open.Count == 0 }, open)
                );
            }
        );

    private static bool IsOpenOnly(ParseResult parsed) =>
        parsed.GetValue(Open) || parsed.GetValue(Person) is not null || parsed.GetValue(Pair) is not null;

    private static IReadOnlyList<OpenStatus> Filtered(ParseResult parsed, QuarterStatus status)
    {
        IEnumerable<OpenStatus> open = status.Open;
        if (parsed.GetValue(Person) is { } person)
            open = open.Where(o => Is(person, o.Name, o.Email) || o.Delegates.Any(d => Is(person, d.Name, d.Email)));
        if (parsed.GetValue(Pair) is { } pair)
            open = open.Select(o => OfPair(o, pair, status)).OfType<OpenStatus>();
        return [.. open];
    }

    /// <summary>What a seat of the pair owes, or ops on its teams.</summary>
    private static OpenStatus? OfPair(OpenStatus open, string pair, QuarterStatus status)
    {
        if (open.Seat is { } seat)
            return seat.Pair == pair ? open : null;
        var teams = open.Teams.Where(t => status.Teams.Any(team => team.Id == t.Id && team.Pair == pair)).ToArray();
        return teams.Length == 0 ? null : open with { Teams = teams };
    }

    private static bool Is(string wanted, string? name, string? email) =>
        string.Equals(wanted, name, StringComparison.OrdinalIgnoreCase)
        || (email is not null && PersonId.Of(wanted) == PersonId.Of(email));
}
