using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

// What happens between the two of a pair, and between a pair and those who stand in for it.
public static partial class MailComposer
{
    /// <summary>
    /// That it is the reader's move, and nothing of what the partner wrote: a mail is read in more places than the
    /// page.
    /// </summary>
    public static MailContent Write(YourTurn move) =>
        move.Teams is [var only]
            ? OneMove(move, only)
            : new(
                PairMailTexts.TeamsWaitMove.With(new { quarter = move.To.Quarter, teamsCount = move.Teams.Count }),
                $"Due {move.Due}.",
                Greet(move.To),
                [
                    new Paragraph(
                        PairMailTexts.PartnerDonePartTeamsWhich.With(
                            new { teamsCount = move.Teams.Count, due = move.Due }
                        )
                    ),
                    .. Lists(move.Teams),
                    new Button(PairMailTexts.OpenDesk),
                ],
                Mine
            );

    private static MailContent OneMove(YourTurn move, TeamLine team)
    {
        var (wanted, told, button) = (team.Wanted, move.Opened) switch
        {
            (Wanted.Signature, _) => (
                PairMailTexts.OneViewReadySignOff,
                PairMailTexts.PartnerComeOneViewPlease.With(new { team = team.Name }),
                PairMailTexts.ReadSign
            ),
            (Wanted.Rating, _) => (
                PairMailTexts.PleaseRateAgain,
                PairMailTexts.RatingsWereSealedSeatWere.With(new { team = team.Name }),
                PairMailTexts.OpenDesk
            ),
            (_, true) => (
                PairMailTexts.BothViewsOpenMove,
                PairMailTexts.PartnerSealedWellSoBoth.With(new { team = team.Name }),
                PairMailTexts.OpenDesk
            ),
            _ => (
                PairMailTexts.PartnerAnsweredMove,
                PairMailTexts.PartnerAnsweredPleaseReadConfirm.With(new { team = team.Name }),
                PairMailTexts.OpenDesk
            ),
        };
        return new(
            $"{move.To.Quarter}: {team.Name}, {wanted}",
            $"Due {move.Due}.",
            Greet(move.To),
            [
                new Paragraph(told),
                new Button(button),
                new Paragraph(PairMailTexts.SignOffsDue.With(new { due = move.Due })),
            ],
            Mine
        );
    }

    public static MailContent Write(TakeOverProposed proposed) =>
        new(
            PairMailTexts.PartnerWantsBothTakeOver.With(new { quarter = proposed.To.Quarter, team = proposed.Team }),
            PairMailTexts.HoldsOnlyIfGiveSame,
            Greet(proposed.To),
            [
                new Paragraph(
                    PairMailTexts.WaitsWantsTwoTakeOver.With(
                        new
                        {
                            team = proposed.Team,
                            pair = proposed.Pair,
                            by = proposed.By,
                        }
                    )
                ),
                new Quote(proposed.Reason),
                new Paragraph(proposed.Rates ? PairMailTexts.ConfirmToRateAndSign : PairMailTexts.ConfirmToSign),
                new Button(PairMailTexts.OpenDesk),
                new Paragraph(PairMailTexts.IfDoNotAgreeDo),
            ],
            Mine
        );

    public static MailContent Write(TakenOver taken) =>
        new(
            PairMailTexts.PartTakenOver.With(
                new
                {
                    quarter = taken.To.Quarter,
                    team = taken.Team,
                    above = taken.Above,
                }
            ),
            PairMailTexts.ReasonNothingWaitsAnyMore,
            Greet(taken.To),
            [
                new Paragraph(
                    PairMailTexts.PartTakenOverJointly.With(
                        new { leaders = ReviewFlow.Text.Lists.And(taken.By), team = taken.Team }
                    )
                ),
                new Quote(taken.Reason),
                new Paragraph(
                    (taken.Rates ? PairMailTexts.RateSignPlaceNothingTwo : PairMailTexts.SignPlace)
                        + PairMailTexts.ReportPrintsTakenOverWhom
                ),
                new Button(PairMailTexts.OpenDesk),
            ],
            Mine
        );

    /// <summary>For who stands in.</summary>
    public static MailContent ToDelegate(Delegated named) =>
        new(
            PairMailTexts.StandUntil.With(
                new
                {
                    quarter = named.To.Quarter,
                    leader = named.Leader,
                    until = named.Until,
                }
            ),
            $"From {named.From}.",
            Greet(named.To),
            [
                new Paragraph(
                    PairMailTexts.NamedActBehalfJointPerformance.With(
                        new
                        {
                            leader = named.Leader,
                            quarter = named.To.Quarter,
                            company = named.To.Company,
                        }
                    )
                ),
                new Facts([
                    new(PairMailTexts.Behalf, named.Leader),
                    new(PairMailTexts.From, named.From),
                    new(PairMailTexts.Until, PairMailTexts.LastDayThenEndsItself.With(new { until = named.Until })),
                ]),
                new Paragraph(
                    PairMailTexts.TimeLinkOpensWhatWaits.With(
                        new { leader = named.Leader, delegateName = named.Delegate }
                    )
                ),
                new Button(PairMailTexts.OpenDesk2),
                new Paragraph(PairMailTexts.IfCannotDoPleaseTell),
            ],
            Mine
        );

    /// <summary>For the partner of the leader.</summary>
    public static MailContent ToPartner(Delegated named) =>
        new(
            PairMailTexts.ActsBehalfUntil.With(
                new
                {
                    quarter = named.To.Quarter,
                    delegateName = named.Delegate,
                    leader = named.Leader,
                    until = named.Until,
                }
            ),
            $"From {named.From}.",
            Greet(named.To),
            [
                new Paragraph(
                    PairMailTexts.UntilActsBehalfPartnerWhatever.With(
                        new
                        {
                            from = named.From,
                            until = named.Until,
                            delegateName = named.Delegate,
                            leader = named.Leader,
                        }
                    )
                ),
                new Paragraph(PairMailTexts.NothingChangesTwoSeatsStay),
                new Button(PairMailTexts.OpenDesk),
            ],
            Mine
        );

    /// <summary>For who stood in.</summary>
    public static MailContent ToDelegateAtEnd(Delegated ended) =>
        new(
            PairMailTexts.NoLongerStand.With(new { quarter = ended.To.Quarter, leader = ended.Leader }),
            PairMailTexts.WhatDidStands,
            Greet(ended.To),
            [
                new Paragraph(PairMailTexts.EndedActBehalfWhatDid.With(new { leader = ended.Leader })),
                new Button(PairMailTexts.OpenReviewflow),
            ],
            Mine
        );

    /// <summary>For the partner of the leader.</summary>
    public static MailContent ToPartnerAtEnd(Delegated ended) =>
        new(
            PairMailTexts.NoLongerActsBehalf.With(
                new
                {
                    quarter = ended.To.Quarter,
                    delegateName = ended.Delegate,
                    leader = ended.Leader,
                }
            ),
            PairMailTexts.WhatDoneTimeStands,
            Greet(ended.To),
            [
                new Paragraph(
                    PairMailTexts.NoLongerActsBehalfPartner.With(
                        new { delegateName = ended.Delegate, leader = ended.Leader }
                    )
                ),
                new Button(PairMailTexts.OpenDesk),
            ],
            Mine
        );
}
