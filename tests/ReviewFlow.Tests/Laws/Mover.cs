using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Laws;

/// <summary>
/// Turns a step into commands, as a page would: it shows what stands now and sends what was chosen, right or amiss.
/// Each command is made when the one before has been decided.
/// </summary>
internal sealed partial class Mover(Roster roster, Func<Quarter> now, Func<LocalDate> today)
{
    private static readonly Person Stranger = new("A stranger", "stranger@example.com");

    public IEnumerable<QuarterCommand> Commands(Step step)
    {
        var team = roster.Teams[step.A % roster.Teams.Length].Id;
        var seats = roster
            .Pairs.SelectMany(p => new[] { new SeatOf(p.Id, Seat.Product), new SeatOf(p.Id, Seat.Technology) })
            .ToArray();
        var seat = seats[step.B % seats.Length];
        return step.Move switch
        {
            Move.SignNext => Next(now().Reviews[team], step.B, step.C),
            Move.SignAmiss => [Of(team, Amiss(now().Reviews[team], seat, step.C))],
            Move.SignTeam => Whole(team),
            Move.SignAll => roster.Teams.SelectMany(t => Whole(t.Id)),
            Move.Return =>
            [
                Of(
                    team,
                    new SigningCommand.Return(
                        seat,
                        step.C == 0 ? Stranger : HolderOf(seat),
                        step.C == 1 ? Stale(team) : now().Reviews[team].Hash,
                        "No"
                    )
                ),
            ],
            Move.Withdraw =>
            [
                Of(team, new SigningCommand.Withdraw(seat, step.C == 0 ? Stranger : HolderOf(seat), "Too early")),
            ],
            Move.TakeBackReturn => [TakeBack(team, seat, step.B, step.C)],
            Move.Amend =>
            [
                Of(team, new SigningCommand.Amend(Story.Card(roster.Assessment, 100 - (step.B % 3)), "A wrong figure")),
            ],
            Move.VoidTeam => [Of(team, new SigningCommand.Void("Dissolved"))],
            Move.VoidQuarter => [new QuarterCommand.Void("Wrong roster")],
            Move.Start => [new QuarterCommand.Start(step.B < 6 ? roster : roster with { Hash = "roster-2" })],
            Move.Extend => [new QuarterCommand.Extend(now().Due.PlusDays(step.B - 3), null)],
            Move.Unreached =>
            [
                new QuarterCommand.Unreached((step.C == 0 ? Stranger : HolderOf(seat)).Id, "550 no such mailbox"),
            ],
            Move.Wake => [new QuarterCommand.Wake()],
            Move.AssessNext => NextStep(team, step.B, step.C),
            Move.AssessTeam => Assessment(team, step.B, step.C),
            Move.AssessAmiss => AssessAmiss(team, seat, step.B, step.C),
            Move.SealAgain => SealAgain(team, step.B, step.C),
            Move.TakeOver => TakeOver(team, seat, step.B, step.C),
            Move.Delegate => [DelegateTo(HolderOf(seat), step.A, step.B, step.C)],
            Move.EndDelegation => now().Delegations.Count == 0
                ? []
                : [End(now().Delegations[step.B % now().Delegations.Count])],
            _ =>
            [
                new QuarterCommand.Release(
                    $"sha-{step.B % 2}",
                    3,
                    1000,
                    now().Version - (step.C < 3 ? step.C : 0),
                    "head",
                    [],
                    "release"
                ),
            ],
        };
    }

    private IEnumerable<QuarterCommand> Next(Review review, int choice, int who)
    {
        if (review.Open is not { } open || review.Stage == Stage.Assessing)
            yield break;
        var seat = new SeatOf(
            open.Pair,
            open[Seat.Product] is null && (open[Seat.Technology] is not null || choice % 2 == 0)
                ? Seat.Product
                : Seat.Technology
        );
        yield return Of(review.Team, new SigningCommand.SignOff(seat, Actor(seat, who), review.Hash));
    }

    /// <summary>Mostly by the seat that returned it.</summary>
    private QuarterCommand TakeBack(TeamId team, SeatOf seat, int choice, int who)
    {
        var its = choice % 4 == 0 ? seat : now().Reviews[team].Returned?.Seat ?? seat;
        return Of(team, new SigningCommand.TakeBackReturn(its, Actor(its, who), "A mistake"));
    }

    private IEnumerable<QuarterCommand> Whole(TeamId team)
    {
        foreach (var command in Assessment(team, 1, 1))
            yield return command;
        foreach (var level in now().Reviews[team].Path.Select(l => l.Pair).ToArray())
        {
            foreach (var seat in Enum.GetValues<Seat>())
                yield return Of(
                    team,
                    new SigningCommand.SignOff(new(level, seat), HolderOf(new(level, seat)), now().Reviews[team].Hash)
                );
        }
    }

    private SigningCommand.SignOff Amiss(Review review, SeatOf seat, int fault) =>
        (fault % 4) switch
        {
            0 => new(seat, HolderOf(seat), review.Hash), // perhaps not on the path, or not its turn
            1 => new(seat, HolderOf(seat), Stale(review.Team)),
            2 => new(
                seat,
                HolderOf(seat with { Seat = seat.Seat == Seat.Product ? Seat.Technology : Seat.Product }),
                review.Hash
            ),
            _ => new(
                seat,
                now().Delegations.Find(d => d.Leader.Id == HolderOf(seat).Id)?.Delegate ?? Stranger,
                review.Hash
            ), // a delegate, but perhaps not today
        };

    private string Stale(TeamId team) =>
        now().Reviews[team].Revisions is [.., var last, _] ? last.ReviewHash : new string('0', 64);

    private Person HolderOf(SeatOf seat) => roster.Pairs.First(p => p.Id == seat.Pair)[seat.Seat];

    private static QuarterCommand.OfTeam Of(TeamId team, ReviewCommand command) => new(team, command);
}
