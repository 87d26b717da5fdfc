using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// What each letter says. Subjects state the quarter and what is wanted; no reason ever stands in one.
/// </summary>
public static partial class MailComposer
{
    private static string HowToRate => SigningMailTexts.EachRatesEveryOutcomeAlone;

    private static string Mine => SigningMailTexts.LinkYoursAloneDoNot;

    public static MailContent Write(Invitation invitation)
    {
        var (teams, due) = (invitation.Teams, invitation.Due);
        var isOnlySigned = teams.All(team => team.Wanted == Wanted.Signature);
        return new(
            Subject(invitation.To, teams, isReminder: false),
            isOnlySigned
                ? SigningMailTexts.PleaseReadSign.With(new { due })
                : SigningMailTexts.PleaseRateSign.With(new { due }),
            Greet(invitation.To),
            isOnlySigned
                ?
                [
                    new Paragraph(
                        SigningMailTexts.ReadyToSign.With(
                            new
                            {
                                quarter = invitation.To.Quarter,
                                company = invitation.To.Company,
                                teams = teams.Count,
                            }
                        )
                    ),
                    new Paragraph(SigningMailTexts.PleaseSignReturnWhatCannot.With(new { due })),
                    List(SigningMailTexts.Ready, teams),
                    new Button(SigningMailTexts.OpenDesk),
                    new Paragraph(SigningMailTexts.OneReportGoesCeoOnce),
                ]
                :
                [
                    new Paragraph(
                        SigningMailTexts.ReadyToRate.With(
                            new
                            {
                                quarter = invitation.To.Quarter,
                                company = invitation.To.Company,
                                teams = teams.Count,
                            }
                        )
                    ),
                    new Paragraph(HowToRate),
                    new Paragraph(SigningMailTexts.PleaseEveryTeamRatedSigned.With(new { due })),
                    .. Lists(teams),
                    new Button(SigningMailTexts.OpenDesk),
                    new Paragraph(SigningMailTexts.OneReportGoesCeoOnce2),
                ],
            Mine
        );
    }

    public static MailContent Write(Reminder reminder)
    {
        var (teams, due) = (reminder.Teams, reminder.Due);
        var isOnlySigned = teams.All(team => team.Wanted == Wanted.Signature);
        return new(
            Subject(reminder.To, teams, isReminder: true),
            SigningMailTexts.Due.With(new { due }),
            Greet(reminder.To),
            [
                new Paragraph(
                    (reminder.Number == 1 ? SigningMailTexts.FirstReminder : SigningMailTexts.LaterReminder).With(
                        new
                        {
                            number = reminder.Number,
                            teams = teams.Count,
                            due,
                        }
                    )
                ),
                .. isOnlySigned ? [List(SigningMailTexts.Waits, teams)] : Lists(teams),
                new Button(SigningMailTexts.OpenDesk),
                new Paragraph(
                    isOnlySigned
                        ? SigningMailTexts.IfSomethingKeepsSigningReturn
                        : SigningMailTexts.TeamCanSignedWhenTwo
                ),
            ],
            Mine
        );
    }

    public static MailContent Write(Returned returned)
    {
        var teams = Named(returned.Teams.Select(team => team.Team));
        var (subject, preheader, next) = returned.Afterwards switch
        {
            Afterwards.YouRateAgain => (
                SigningMailTexts.ReturnedRateAgain,
                SigningMailTexts.EverySignOffFallenBoth,
                SigningMailTexts.PleaseTalkOverPartnerThen
            ),
            Afterwards.TheyRateAgain => (
                SigningMailTexts.ReturnedTheyRateAgain,
                SigningMailTexts.EverySignOffFallenOwn,
                SigningMailTexts.TeamsOwnPairRatesAgain
            ),
            _ => (
                SigningMailTexts.ReturnedTalkToPartner,
                SigningMailTexts.EverySignOffFallenNothing,
                SigningMailTexts.PleaseTalkOverPartnerGet
            ),
        };
        return new(
            subject.With(new { quarter = returned.To.Quarter, teams }),
            preheader,
            Greet(returned.To),
            [
                new Paragraph(SigningMailTexts.ReviewReturned.With(new { teams, count = returned.Teams.Count })),
                Reasons(SigningMailTexts.Returned, returned.Teams),
                new Button(SigningMailTexts.ReadDesk),
                new Paragraph(next),
            ],
            Mine
        );
    }

    /// <summary>
    /// For ops, who are to bring an amended scorecard, or need do nothing where the pair rates again.
    /// </summary>
    public static MailContent ToOps(Returned returned)
    {
        var waits = returned.Afterwards == Afterwards.AmendedScorecard;
        var teams = Named(returned.Teams.Select(team => team.Team));
        return new(
            (waits ? SigningMailTexts.ReturnedToOps : SigningMailTexts.ReturnedTheyRateAgain).With(
                new { quarter = returned.To.Quarter, teams }
            ),
            waits ? SigningMailTexts.EverySignOffFallen : SigningMailTexts.NothingWantedUnlessFigureWrong,
            Greet(returned.To),
            [
                new Paragraph(
                    (waits ? SigningMailTexts.OpsAmend : SigningMailTexts.OpsPairRatesAgain).With(
                        new { teams, count = returned.Teams.Count }
                    )
                ),
                Reasons(SigningMailTexts.Returned, returned.Teams),
                new Button(SigningMailTexts.SeeWhereQuarterStands),
            ],
            Mine
        );
    }

    public static MailContent Write(Withdrawn withdrawn) =>
        new(
            SigningMailTexts.SignOffWithdrawn.With(
                new { quarter = withdrawn.To.Quarter, team = Named(withdrawn.Teams.Select(team => team.Team)) }
            ),
            SigningMailTexts.PleaseTalkPartner2,
            Greet(withdrawn.To),
            [
                new Paragraph(
                    withdrawn.Fell ? SigningMailTexts.WithdrawnWithYours : SigningMailTexts.WithdrawnByAnother
                ),
                Reasons(SigningMailTexts.Withdrawn, withdrawn.Teams),
                new Button(SigningMailTexts.OpenDesk),
            ],
            Mine
        );

    /// <summary>A scorecard that was handed in again unchanged after a return says that it stands.</summary>
    public static MailContent Write(Amended amended)
    {
        if (amended.Rates)
            return Rerated(amended);
        var changed = amended.Teams.Any(team => team.Changes.Count > 0);
        var subject = (changed, amended.SignNow, amended.HadSigned) switch
        {
            (true, true, true) => SigningMailTexts.ChangedSignAgain,
            (true, true, false) => SigningMailTexts.ChangedSign,
            (true, false, true) => SigningMailTexts.ChangedSignatureCancelled,
            (true, false, false) => SigningMailTexts.ChangedPairBelowSigns,
            (false, true, true) => SigningMailTexts.ConfirmedSignAgain,
            (false, true, false) => SigningMailTexts.ConfirmedSign,
            (false, false, true) => SigningMailTexts.ConfirmedSignatureCancelled,
            (false, false, false) => SigningMailTexts.ConfirmedPairBelowSigns,
        };
        var what = (changed, amended.HadSigned) switch
        {
            (false, _) => SigningMailTexts.ScorecardConfirmed,
            (_, true) => SigningMailTexts.SignedContentChanged,
            _ => SigningMailTexts.ScorecardChanged,
        };
        var next = (amended.SignNow, changed, amended.HadSigned) switch
        {
            (false, _, _) => SigningMailTexts.ComesBackAfterPairBelow,
            (_, true, true) => SigningMailTexts.ReadChangesSignAgain,
            (_, true, false) => SigningMailTexts.ReadChangesSign,
            (_, false, true) => SigningMailTexts.ReadReasonSignAgain,
            _ => SigningMailTexts.ReadReasonSign,
        };
        return new(
            subject.With(new { quarter = amended.To.Quarter, teams = Named(amended.Teams.Select(team => team.Team)) }),
            (changed ? SigningMailTexts.WhatChangedWhyDue : SigningMailTexts.WhyUnchangedDue).With(
                new { due = amended.Due }
            ),
            Greet(amended.To),
            [
                new Paragraph($"{what} {next}"),
                .. amended.Teams.SelectMany(Changed),
                new Button(amended.SignNow ? SigningMailTexts.ReadSign : SigningMailTexts.ReadDesk),
                new Paragraph(SigningMailTexts.SignOffsDue.With(new { due = amended.Due })),
            ],
            Mine
        );
    }

    private static MailContent Rerated(Amended amended)
    {
        var teams = Named(amended.Teams.Select(team => team.Team));
        var subject = (amended.SignNow, amended.HadSigned) switch
        {
            (true, _) => SigningMailTexts.ChangedRateAgain,
            (false, true) => SigningMailTexts.ChangedSignatureCancelled,
            _ => SigningMailTexts.ChangedPairBelowRates,
        };
        var what = amended.HadSigned ? SigningMailTexts.SignedContentRatedAgain : SigningMailTexts.ScorecardRatedAgain;
        var next = amended.SignNow ? SigningMailTexts.ReadChangesRate : SigningMailTexts.ComesBackAfterPairBelowRates;
        return new(
            subject.With(new { quarter = amended.To.Quarter, teams }),
            SigningMailTexts.WhatChangedWhyDue.With(new { due = amended.Due }),
            Greet(amended.To),
            [
                new Paragraph($"{what} {next}"),
                .. amended.Teams.SelectMany(Changed),
                new Button(amended.SignNow ? SigningMailTexts.ReadRate : SigningMailTexts.ReadDesk),
                new Paragraph(SigningMailTexts.SignOffsDue.With(new { due = amended.Due })),
            ],
            Mine
        );
    }
}
