using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Laws;

// What the rules must refuse, and who acts for whom.
internal sealed partial class Mover
{
    /// <summary>What a page that is old, forged or somebody else's would send.</summary>
    private IEnumerable<QuarterCommand> AssessAmiss(TeamId team, SeatOf any, int choice, int fault)
    {
        if (now().Reviews[team].Assessment is not { } a)
            yield break;
        var seat = new SeatOf(a.Pair, choice % 2 == 0 ? Seat.Product : Seat.Technology);
        var (by, other) = (HolderOf(seat), seat.Seat.Other());
        var gaps = a.Outcomes.Where(o => o.Differed).ToArray();
        var owing = a.Outcomes.Where(o => o.OwesShares).ToArray();
        yield return Of(
            team,
            fault switch
            {
                0 => Seal(team, a, any, HolderOf(any), choice), // perhaps of a pair that does not assess
                1 => Seal(team, a, seat, by, choice, round: -1),
                2 => Seal(team, a, seat, Stranger, choice),
                3 => Seal(team, a, seat, by, choice, noted: false),
                4 => new AssessmentCommand.Reconcile(
                    seat,
                    by,
                    a.Round,
                    [
                        .. gaps.Where(o => o.Proposal is not null)
                            .Select(o => new Confirmation(o.Outcome, o.Proposal!.Rating.Digest())),
                    ],
                    []
                ), // perhaps its own
                5 => new AssessmentCommand.Reconcile(
                    seat,
                    by,
                    a.Round,
                    [.. gaps.Select(o => new Confirmation(o.Outcome, Proposed(o.Outcome, choice).Digest()))],
                    []
                ), // what perhaps stood there before
                6 => new AssessmentCommand.Reconcile( // yes and no at once
                    seat,
                    by,
                    a.Round,
                    [
                        .. gaps.Where(o => o.Proposal?.By == other)
                            .Select(o => new Confirmation(o.Outcome, o.Proposal!.Rating.Digest())),
                    ],
                    [.. gaps.Select(o => Proposed(o.Outcome, choice))]
                ),
                7 => new AssessmentCommand.Account(
                    seat,
                    by,
                    a.Round,
                    [.. owing.Select(o => None(o.Outcome))],
                    [
                        .. owing
                            .Where(o => o.Share(other) is not null)
                            .Select(o => new ShareAnswer(
                                o.Outcome,
                                o.Share(other)!.Share.Digest(),
                                false,
                                "There is more to it"
                            )),
                    ]
                ),
                8 => new AssessmentCommand.Account(
                    seat,
                    by,
                    a.Round,
                    [],
                    [
                        .. owing
                            .Where(o => o.Share(other) is not null)
                            .Select(o => new ShareAnswer(
                                o.Outcome,
                                o.Share(other)!.Share.Digest(),
                                true,
                                choice % 3 == 0 ? null : "So it is"
                            )),
                    ]
                ),
                9 => new AssessmentCommand.Account(
                    seat,
                    by,
                    a.Round,
                    [
                        .. owing.Select(o =>
                            choice % 3 == 0 ? new Share(o.Outcome, "Text", null, null) : None(o.Outcome)
                        ),
                    ],
                    [
                        .. owing.Select(o => new ShareAnswer(
                            o.Outcome,
                            ShareIn(o.Outcome, other, choice, true).Digest(),
                            true,
                            null
                        )),
                    ]
                ),
                10 => new AssessmentCommand.ConfirmWork(
                    seat,
                    by,
                    a.Round,
                    choice % 3 == 0 ? Work(choice).Digest() : a.WorkProposal?.Work.Digest() ?? ""
                ),
                _ => new AssessmentCommand.ProposeWork(
                    seat,
                    by,
                    a.Round + (choice % 2),
                    new(choice, [new(OutcomeId.Parse("growth"), WallKind.DaysWaited, choice - 3, "Wait less")])
                ),
            }
        );
    }

    /// <summary>Both of the pair above, one of them, or somebody of another pair.</summary>
    private IEnumerable<QuarterCommand> TakeOver(TeamId team, SeatOf any, int choice, int fault)
    {
        var review = now().Reviews[team];
        if (review.Open is not { } open)
            yield break;
        if (fault == 0)
            yield return Of(team, new TakeOverCommand.TakeOver(any, HolderOf(any), open.Pair, "They are stuck"));
        if (roster.Pairs.First(p => p.Id == open.Pair).Parent is not { } above)
            yield break;
        var (one, two) = (new SeatOf(above, (Seat)(choice % 2)), new SeatOf(above, ((Seat)(choice % 2)).Other()));
        yield return Of(
            team,
            new TakeOverCommand.TakeOver(one, Actor(one, fault), open.Pair, $"They are stuck {choice % 3}")
        );
        if (fault % 5 == 2)
            yield return Of(
                team,
                new TakeOverCommand.Withdraw(
                    choice % 4 == 0 ? two : one,
                    Actor(choice % 4 == 0 ? two : one, fault),
                    open.Pair
                )
            );
        if (fault > 3)
            yield return Of(
                team,
                new TakeOverCommand.TakeOver(
                    two,
                    Actor(two, fault),
                    open.Pair,
                    $"They are stuck {(fault == 4 ? choice + 1 : choice) % 3}",
                    Joins: fault % 2 == 0
                )
            );
        if (fault == 11)
            yield return Of(team, new TakeOverCommand.Withdraw(one, Actor(one, fault), open.Pair));
    }

    private QuarterCommand.DelegateTo DelegateTo(Person leader, int whom, int from, int until)
    {
        var people = Outsiders
            .Concat(Outsiders)
            .Concat(roster.Pairs.SelectMany(p => new[] { p.Product, p.Technology }))
            .Append(SampleRosters.Ceo)
            .ToArray();
        return new(
            leader.Id,
            people[whom % people.Length],
            today().PlusDays((from / 3) - 1),
            today().PlusDays((until / 2) - 1)
        );
    }

    private static QuarterCommand.EndDelegation End(Delegation d) => new(d.Leader.Id, d.Delegate.Id);
}
