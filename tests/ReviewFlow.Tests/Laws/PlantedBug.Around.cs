using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Laws;

// Take-overs, delegates, mails and what is signed.
internal sealed partial record PlantedBug
{
    private static ImmutableArray<PlantedBug> AroundTheAssessment =>
        [
            new(
            "A return is taken back after the content changed",
            Laws.Law.OnlyTheReturnerTakesBack,
            Evolving(
                (before, happened, after) =>
                    happened is ScorecardAmended e
                        ? Put(
                            after,
                            after.Reviews[e.Team] with
                            {
                                Returned = before.Reviews[e.Team].Returned,
                                BeforeReturn = before.Reviews[e.Team].BeforeReturn,
                            }
                        )
                        : after
            )
        ),
        new(
            "A return that is taken back leaves the sign-offs cancelled",
            Laws.Law.StandingAgrees,
            Evolving(
                (before, happened, after) =>
                    happened is ReturnTakenBack e
                        ? Put(after, after.Reviews[e.Team] with { Path = before.Reviews[e.Team].Path })
                        : after
            )
        ),
        new(
                "A delegate signs after their time",
                Laws.Law.InTheirTime,
                Adding(
                    (quarter, command, at) =>
                        command is QuarterCommand.OfTeam { Command: SigningCommand.SignOff c } of
                        && Open(quarter)
                        && quarter!.Reviews[of.Team].Awaits(c.Seat)
                        && c.Hash == quarter.Reviews[of.Team].Hash
                        && quarter.Reviews[of.Team].Stage == Stage.Signing
                        && quarter.Delegations.Any(d =>
                            d.Leader.Id == quarter.Pairs[c.Seat].Id && d.Delegate.Id == c.By.Id
                        )
                            ? new SignedOff(at, of.Team, c.Seat, c.By, quarter.Pairs[c.Seat], c.Hash)
                            : null
                )
            ),
            new(
                "The partner is the delegate",
                Laws.Law.DelegatesApart,
                Adding(
                    (quarter, command, at) =>
                        command is QuarterCommand.DelegateTo c
                        && Open(quarter)
                        && quarter!.Pairs.All.FirstOrDefault(p =>
                            (p.Product.Id, p.Technology.Id) == (c.Leader, c.Delegate.Id)
                        )
                            is { } pair
                            ? new DelegateNamed(at, pair.Product, c.Delegate, c.From, c.Until)
                            : null
                )
            ),
            new(
                "One seat alone takes over",
                Laws.Law.BothTakeOver,
                Adding(
                    (quarter, command, at) =>
                        command is QuarterCommand.OfTeam { Command: TakeOverCommand.TakeOver c } of
                        && Real.Decide(quarter, command, at) is Decision.Accepted { Events: [TakeOverProposed e, ..] }
                            ? new TakenOver(at, of.Team, c.Pair, c.Seat, c.By, e.OnBehalfOf, c.Reason)
                            : null
                )
            ),
            new(
                "A wish to take over counts though it was withdrawn",
                Laws.Law.BothTakeOver,
                Evolving(
                    (before, happened, after) =>
                        happened is TakeOverWithdrawn e
                            ? Put(after, after.Reviews[e.Team] with { Path = before.Reviews[e.Team].Path })
                            : after
                )
            ),
            new(
                "The guard does not mind an assessment that is not concluded",
                Laws.Law.GuardAgrees,
                Real with
                {
                    Guard = q =>
                        [
                            .. Real.Guard(q)
                                .Where(o =>
                                    o.Team is not { } t || q.Reviews[t].Assessment is not { IsComplete: false }
                                ),
                        ],
                }
            ),
            new(
                "Old joint ratings survive an amendment",
                Laws.Law.AssessmentAgrees,
                Evolving(
                    (before, happened, after) =>
                        happened is ScorecardAmended e
                        && before.Reviews[e.Team] is { Assessment: { IsComplete: true } a, Stage: not Stage.Assessing }
                            ? Put(after, after.Reviews[e.Team] with { Assessment = a, Stage = Stage.Signing })
                            : after
                )
            ),
            new(
                "Only who took the step is told",
                Laws.Law.MovesAreTold,
                Real with
                {
                    Owed = (before, happened, after) =>
                        Real.Owed(before, happened, after)
                            .Select(n =>
                                n is Notice.YourTurn m
                                    ? m with
                                    {
                                        To = Both(before!, m).First(p => p.Id != m.To.Id),
                                    }
                                    : n
                            ),
                }
            ),
            new(
                "The mail of a move waits until the partner is done, however long that takes",
                Laws.Law.NoMoveIsForgotten,
                Deciding(
                    (quarter, command, at) =>
                        command is QuarterCommand.Wake
                        && Real.Decide(quarter, command, at) is Decision.Accepted accepted
                        && accepted.Events.Any(e => e is TurnsDigested)
                            ? accepted.Events.RemoveAll(e => e is TurnsDigested) is { IsEmpty: false } others
                                ? new Decision.Accepted(others)
                                : Decision.AlreadySo
                            : null
                )
            ),
            new(
                "A move is told though it was made",
                Laws.Law.MovesAreTold,
                Evolving(
                    (before, happened, after) =>
                        happened is AssessmentEvent
                            ? after with
                            {
                                PendingTurns = [.. before.PendingTurns.Concat(after.PendingTurns).Distinct()],
                            }
                            : after
                )
            ),
            new(
                "A team is signed while it is assessed",
                Laws.Law.SignedAfterAssessed,
                Adding(
                    (quarter, command, at) =>
                        command is QuarterCommand.OfTeam { Command: SigningCommand.SignOff c } of
                        && Open(quarter)
                        && quarter!.Reviews[of.Team] is { Stage: Stage.Assessing } r
                        && c.Hash == r.Hash
                        && quarter.Pairs[c.Seat].Id == c.By.Id
                        && r.Pair == c.Seat.Pair
                            ? new SignedOff(at, of.Team, c.Seat, c.By, null, c.Hash)
                            : null
                )
            ),
        ];
}
