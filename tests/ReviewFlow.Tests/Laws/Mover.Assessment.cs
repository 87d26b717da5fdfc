using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Laws;

// The joint assessment, take-over and delegates.
internal sealed partial class Mover
{
    private static readonly Person[] Outsiders =
    [
        new("Dora Deputy", "dora@example.com"),
        new("Emil Deputy", "emil@example.com"),
    ];

    /// <summary>What was sealed, by its commitment: the safe of a story.</summary>
    private readonly Dictionary<string, RatingSheet> _safe = [];

    /// <summary>The right step of one seat that the team waits for, as its page would offer it.</summary>
    private IEnumerable<QuarterCommand> NextStep(TeamId team, int choice, int who)
    {
        if (now().Reviews[team] is not { Stage: Stage.Assessing, Assessment: { } a })
            yield break;
        Seat[] order = choice % 2 == 0 ? [Seat.Product, Seat.Technology] : [Seat.Technology, Seat.Product];
        if (order.Where(a.Awaits).Select(s => (Seat?)s).FirstOrDefault() is { } seat)
            yield return Of(team, Right(team, a, new(a.Pair, seat), choice, who));
    }

    /// <summary>One right step after the other until the two are of one view.</summary>
    private IEnumerable<QuarterCommand> Assessment(TeamId team, int choice, int who)
    {
        for (var i = 0; i < 24; i++)
        {
            foreach (var command in NextStep(team, choice + (2 * (i % 3)) + 1, who))
                yield return command;
        }
    }

    private ReviewCommand Right(TeamId team, Assessment a, SeatOf seat, int choice, int who)
    {
        var (by, own, other) = (Actor(seat, who), seat.Seat, seat.Seat.Other());
        if (!a.IsRevealed)
            return Seal(team, a, seat, by, choice);
        var owed = a.Outcomes.Where(o => o.Awaits(own)).ToArray();
        if (owed.Where(o => o.Joint is null).ToArray() is { Length: > 0 } gaps)
        {
            var counters = choice % 4 == 0;
            return new AssessmentCommand.Reconcile(
                seat,
                by,
                a.Round,
                [
                    .. gaps.Where(o => o.Proposal?.By == other && !counters)
                        .Select(o => new Confirmation(o.Outcome, o.Proposal!.Rating.Digest())),
                ],
                [.. gaps.Where(o => o.Proposal?.By != other || counters).Select(o => Proposed(o.Outcome, choice))]
            );
        }
        if (owed.Length > 0)
        {
            return new AssessmentCommand.Account(
                seat,
                by,
                a.Round,
                [
                    .. owed.Where(o => o.Share(own) is null or { IsContested: true })
                        .Select(o =>
                            ShareIn(o.Outcome, own, choice, mayBeNone: o.Share(other) is not { Share.IsNone: true })
                        ),
                ],
                [
                    .. owed.Where(o => o.Share(other) is { Answer: null })
                        .Select(o => new ShareAnswer(
                            o.Outcome,
                            o.Share(other)!.Share.Digest(),
                            choice % 5 != 0,
                            (o.Share(other)!.Share.IsNone && choice % 4 != 3) || choice % 5 == 0
                                ? $"Because {choice}"
                                : null
                        )),
                ]
            );
        }
        return a.WorkProposal is { } p && p.By == other && choice % 4 != 0
            ? new AssessmentCommand.ConfirmWork(seat, by, a.Round, p.Work.Digest())
            : new AssessmentCommand.ProposeWork(seat, by, a.Round, Work(choice));
    }

    private AssessmentCommand.Seal Seal(
        TeamId team,
        Assessment a,
        SeatOf seat,
        Person by,
        int choice,
        int round = 0,
        bool noted = true
    )
    {
        var card = now().Reviews[team].Scorecard;
        var sheet = new RatingSheet(
            [
                .. card.Outcomes.Select(
                    (o, i) =>
                        new Rating(
                            o.Id,
                            (OutcomeStatus)(
                                (choice / (i + 1) + (seat.Seat == Seat.Technology && choice % 3 > 0 ? 1 : 0)) % 3
                            ),
                            noted ? $"Note {choice}" : null
                        )
                ),
            ],
            $"{_safe.Count:x64}"
        );
        _safe[sheet.Commitment(SampleRosters.Q3, team, a.Round + round, seat.Seat)] = sheet;
        return new(
            seat,
            by,
            a.Round + round,
            sheet,
            a.SealOf(seat.Seat.Other()) is { } partner ? _safe.GetValueOrDefault(partner.Commitment) : null
        );
    }

    /// <summary>
    /// A seat that has sealed seals others, or takes them back; perhaps its partner has sealed as well.
    /// </summary>
    private IEnumerable<QuarterCommand> SealAgain(TeamId team, int choice, int who)
    {
        if (now().Reviews[team].Assessment is not { } a)
            yield break;
        var seat = new SeatOf(a.Pair, choice % 2 == 0 ? Seat.Product : Seat.Technology);
        if (who < 4)
            yield return Of(team, new AssessmentCommand.Unseal(seat, Actor(seat, who), a.Round));
        else
            yield return Of(team, Seal(team, a, seat, Actor(seat, who), choice));
    }

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

    /// <summary>
    /// The holder, or now and then somebody who was once named to stand in, whether it is their time or not.
    /// </summary>
    private Person Actor(SeatOf seat, int who) =>
        who % 3 == 0
        && now().Delegations.Where(d => d.Leader.Id == HolderOf(seat).Id).ToArray() is { Length: > 0 } named
            ? named[who % named.Length].Delegate
            : HolderOf(seat);

    private static ProposedRating Proposed(OutcomeId outcome, int choice) =>
        new(outcome, (OutcomeStatus)(choice % 3), $"We both see it so {choice % 4}");

    private static Share ShareIn(OutcomeId outcome, Seat seat, int choice, bool mayBeNone) =>
        mayBeNone && choice % 3 == 0 ? None(outcome) : new(outcome, $"Share of {seat} {choice % 2}", "Ask first", null);

    private static Share None(OutcomeId outcome) => new(outcome, null, null, "A vendor's outage");

    private static JointWork Work(int choice) =>
        new(
            choice,
            choice % 2 == 0
                ? []
                : [new(OutcomeId.Parse("growth"), WallKind.WorkReturned, null, "Look at it together first")]
        );
}
