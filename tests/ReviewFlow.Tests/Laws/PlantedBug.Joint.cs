using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Laws;

// The joint assessment.
internal sealed partial record PlantedBug
{
    private static ImmutableArray<PlantedBug> Joint =>
        [
            new(
                "A seat confirms its own proposal",
                Laws.Law.JointNeedsBoth,
                Adding(
                    (quarter, command, at) =>
                        command is QuarterCommand.OfTeam { Command: AssessmentCommand.Reconcile c } of
                        && Real.Decide(quarter, command, at) is Decision.Refused { Why: Refusal.NotYours }
                        && quarter!.SeatsOf(c.By.Id, at).Contains(c.Seat)
                        && c.Confirmed.Length > 0
                            ? new JointRatingsConfirmed(at, of.Team, c.Seat, c.By, null, c.Confirmed)
                            : null
                )
            ),
            new(
                "A stale text is confirmed",
                Laws.Law.ExactText,
                Adding(
                    (quarter, command, at) =>
                        command
                            is QuarterCommand.OfTeam
                            {
                                Command: AssessmentCommand.Reconcile { Confirmed.Length: > 0 } c
                            } of
                        && IsRevealed(quarter, of)
                        && Real.Decide(quarter, command, at) is Decision.Refused { Why: Refusal.OutOfDate }
                            ? new JointRatingsConfirmed(at, of.Team, c.Seat, c.By, null, c.Confirmed)
                            : null
                )
            ),
            new(
                "A gap is averaged",
                Laws.Law.AssessmentAgrees,
                Evolving(
                    (before, happened, after) =>
                        happened is RatingsRevealed e
                            ? Put(after, e, a =>
                                a with
                                {
                                    Outcomes =
                                    [
                                        .. a.Outcomes.Select(o =>
                                            o.Joint is null ? o with { Joint = new(OutcomeStatus.Partly, null) } : o
                                        ),
                                    ],
                                }
                            )
                            : after
                )
            ),
            new(
                "A rating changes with the joint rating",
                Laws.Law.AssessmentAgrees,
                Evolving(
                    (before, happened, after) =>
                        happened is JointRatingsConfirmed e
                            ? Put(after, e, a =>
                                a with
                                {
                                    Outcomes =
                                    [
                                        .. a.Outcomes.Select(o =>
                                            o.Joint is { } j && o.Differed ? o with { Product = j.Value } : o
                                        ),
                                    ],
                                }
                            )
                            : after
                )
            ),
            new(
                "A rating is sealed anew after the reveal",
                Laws.Law.SealedIsKept,
                Adding(
                    (quarter, command, at) =>
                        command is QuarterCommand.OfTeam { Command: AssessmentCommand.Seal c } of
                        && Real.Decide(quarter, command, at) is Decision.Refused { Why: Refusal.Revealed }
                            ? new RatingsSealed(
                                at,
                                of.Team,
                                c.Seat,
                                c.By,
                                null,
                                c.Sheet.Commitments(SampleRosters.Q3, of.Team, c.Round, c.Seat.Seat)
                            )
                            : null
                )
            ),
            new(
                "One seal opens",
                Laws.Law.BothSealBeforeAnyOpens,
                Deciding(
                    (quarter, command, at) =>
                        command is QuarterCommand.OfTeam { Command: AssessmentCommand.Seal c } of
                        && Real.Decide(quarter, command, at) is Decision.Accepted accepted
                        && !accepted.Events.Any(e => e is RatingsRevealed)
                            ? new Decision.Accepted([
                                accepted.Events[0],
                                new RatingsRevealed(at, of.Team, c.By, c.Sheet, c.Sheet),
                            ])
                            : null
                )
            ),
            new(
                "The second seal does not open",
                Laws.Law.SecondSealOpens,
                Deciding(
                    (quarter, command, at) =>
                        Real.Decide(quarter, command, at) is Decision.Accepted accepted
                        && accepted.Events.Any(e => e is RatingsRevealed)
                            ? new Decision.Accepted([.. accepted.Events.TakeWhile(e => e is not RatingsRevealed)])
                            : null
                )
            ),
            new(
                "Something else is opened than was sealed",
                Laws.Law.OpenedAsSealed,
                Deciding(
                    (quarter, command, at) =>
                        Real.Decide(quarter, command, at) is Decision.Accepted accepted
                        && accepted.Events.OfType<RatingsRevealed>().FirstOrDefault() is { } e
                            ? new Decision.Accepted([
                                .. accepted.Events.TakeWhile(x => x != e),
                                e with
                                {
                                    Product = e.Technology,
                                },
                            ])
                            : null
                )
            ),
            new(
                "What is sealed is replaced after the partner has sealed",
                Laws.Law.SealedIsKept,
                Deciding(
                    (quarter, command, at) =>
                        command
                            is QuarterCommand.OfTeam { Command: AssessmentCommand.Seal { Partner: { } partner } c } of
                        && Real.Decide(quarter, command, at) is Decision.Accepted accepted
                        && accepted.Events.Any(e => e is RatingsRevealed)
                            ? new Decision.Accepted([
                                accepted.Events[0],
                                new RatingsSealed(
                                    at,
                                    of.Team,
                                    c.Seat,
                                    c.By,
                                    null,
                                    partner.Commitments(SampleRosters.Q3, of.Team, c.Round, c.Seat.Seat)
                                ),
                            ])
                            : null
                )
            ),
            new(
                "Time concludes an assessment",
                Laws.Law.TimeNeverSigns,
                Adding(
                    (quarter, command, at) =>
                        command is QuarterCommand.Wake
                        && Open(quarter)
                        && quarter!.Calendar.DateOf(at) > quarter.Due
                        && quarter.InOrder.FirstOrDefault(r => r.Stage == Stage.Assessing) is { } late
                            ? new AssessmentConcluded(at, late.Team, quarter.Pairs[late.Pair].Product, late.Hash)
                            : null
                )
            ),
            new(
                "'No share' needs a reason of one side only",
                Laws.Law.OneSidedNeedsBothReasons,
                Adding(
                    (quarter, command, at) =>
                        command
                            is QuarterCommand.OfTeam { Command: AssessmentCommand.Account { Answers.Length: > 0 } c } of
                        && Real.Decide(quarter, command, at) is Decision.Refused { Why: Refusal.NotComplete }
                        && c.Answers.All(a =>
                            quarter!.Reviews[of.Team].Assessment!.Of(a.Outcome)?.Share(c.Seat.Seat.Other())
                                is { } theirs
                            && theirs.Share.Digest() == a.Digest
                        )
                            ? new SharesAnswered(at, of.Team, c.Seat, c.By, null, c.Answers)
                            : null
                )
            ),
            new(
                "A contested share counts as confirmed",
                Laws.Law.AssessmentAgrees,
                Evolving(
                    (before, happened, after) =>
                        happened is SharesAnswered e
                            ? Put(after, e, a =>
                                a with
                                {
                                    Outcomes =
                                    [
                                        .. a.Outcomes.Select(o =>
                                            o.Share(e.Seat.Seat.Other()) is { IsContested: true } s
                                                ? o.With(
                                                    e.Seat.Seat.Other(),
                                                    s with
                                                    {
                                                        Answer = s.Answer! with { Confirmed = true },
                                                    }
                                                )
                                                : o
                                        ),
                                    ],
                                }
                            )
                            : after
                )
            ),
        ];

    private static IEnumerable<Person> Both(Quarter quarter, Notice.YourTurn move) =>
        quarter.Pairs[move.Turns[0].Pair] is var pair ? [pair.Product, pair.Technology] : [];

    private static bool IsRevealed(Quarter? quarter, QuarterCommand.OfTeam of) =>
        quarter?.Reviews.GetValueOrDefault(of.Team) is { Stage: Stage.Assessing, Assessment.IsRevealed: true };

    private static Quarter Put(Quarter quarter, AssessmentEvent e, Func<Assessment, Assessment> spoil) =>
        Put(quarter, quarter.Reviews[e.Team] with { Assessment = spoil(quarter.Reviews[e.Team].Assessment!) });
}
