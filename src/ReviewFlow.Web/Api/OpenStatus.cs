using NodaTime;
using NodaTime.Text;
using ReviewFlow.Obligations;
using ReviewFlow.Quarters;

namespace ReviewFlow.Web.Api;

/// <summary>What somebody owes at the moment of the answer.</summary>
/// <param name="Office"><c>ops</c> where the office owes it; then name and address are of the person who holds it, or
/// null.</param>
/// <param name="Act"><c>rate</c>, <c>sign</c>, <c>amendScorecard</c>, …</param>
/// <param name="Optional">Nothing waits for it.</param>
/// <param name="Since">The earliest of its teams'.</param>
/// <param name="Due">ISO 8601 date in the quarter's time zone; null where nothing is due.</param>
/// <param name="LastTold">The last mail about it.</param>
/// <param name="LastActed">When they, or a delegate of theirs, last did anything in the quarter.</param>
/// <param name="Reached">False where a mail did not arrive and nothing has come from them since.</param>
public sealed record OpenStatus(
    string? Name,
    string? Email,
    string? Office,
    string Act,
    bool Optional,
    SeatOfStatus? Seat,
    IReadOnlyList<OpenTeamStatus> Teams,
    string Since,
    string? Due,
    bool PastDue,
    string? LastTold,
    string? LastReminded,
    string? LastActed,
    bool Reached
)
{
    /// <summary>Who may do it on the owner's behalf now.</summary>
    public IReadOnlyList<PersonStatus> Delegates { get; init; } = [];

    /// <summary>Whom it is about: the other of a fit conversation, or whom a mail did not reach.</summary>
    public PersonStatus? About { get; init; }

    public static OpenStatus Of(Quarter quarter, Obligation open) =>
        new(
            open.Owner.Person?.Name,
            open.Owner.Person?.Email,
            open.Owner is Owner.Ops ? "ops" : null,
            QuarterStatus.Name(open.Act),
            open.Act.IsOptional(),
            open.Seat is { } seat ? new(seat.Pair.ToString(), QuarterStatus.Name(seat.Seat)) : null,
            [
                .. open.Teams.Select(t => new OpenTeamStatus(
                    t.Team.ToString(),
                    quarter.Reviews[t.Team].Name,
                    QuarterStatus.Text(t.Since),
                    Text(t.Told)
                )),
            ],
            QuarterStatus.Text(open.Since),
            open.Due is { } due ? LocalDatePattern.Iso.Format(due) : null,
            open.IsPastDue,
            Text(open.Told),
            Text(open.Reminded),
            Text(open.Acted),
            open.Unreached is null
        )
        {
            Delegates = [.. open.Delegates.Select(d => new PersonStatus(d.Delegate.Name, d.Delegate.Email))],
            About = open.Counterpart is { } person ? new(person.Name, person.Email) : null,
        };

    private static string? Text(Instant? at) => at is { } moment ? QuarterStatus.Text(moment) : null;
}

/// <param name="Seat"><c>product</c> or <c>technology</c>.</param>
public sealed record SeatOfStatus(string Pair, string Seat);

public sealed record OpenTeamStatus(string Id, string Name, string Since, string? LastTold);

public sealed record PersonStatus(string Name, string Email);
