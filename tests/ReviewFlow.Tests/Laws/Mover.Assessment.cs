using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Laws;

// The joint assessment, take-over and delegates.
internal sealed partial class Mover
{
    private static readonly Person[] Outsiders =
    [
        new("Dora Deputy", "dora@example.com"),
        new("Emil Deputy", "emil@example.com"),
    ];

    /// <summary>What was sealed, by its commitment: the sealed store of a story.</summary>
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
        var sheet = new RatingSheet([
            .. card.Outcomes.Select(
                (o, i) =>
                    new Rating(
                        o.Id,
                        (OutcomeStatus)(
                            (choice / (i + 1) + (seat.Seat == Seat.Technology && choice % 3 > 0 ? 1 : 0)) % 3
                        ),
                        noted ? $"Note {choice}" : null,
                        $"{(_safe.Count * 100) + i:x64}"
                    )
            ),
        ]);
        _safe[RatingSheet.Digest(sheet.Commitments(SampleRosters.Q3, team, a.Round + round, seat.Seat))] = sheet;
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
