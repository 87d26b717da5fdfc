using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>Teams are ready to be rated or signed. One mail per leader.</summary>
public sealed record InvitationModel(Recipient To, DueDay Due, IReadOnlyList<TeamLine> Teams);

public static class InvitationMails
{
    internal static MailContent For(Quarter quarter, Notice.Invitation n, Instant at) =>
        Invitation(
            new(Recipient.In(quarter, n.To), Moments.Due(quarter, at), TeamLists.Lines(quarter, n.To, n.Turns, at))
        );

    public static MailContent Invitation(InvitationModel invitation) =>
        invitation.Teams.All(team => team.Wanted == Wanted.Signature) ? ToSign(invitation) : ToRate(invitation);

    private static MailContent ToSign(InvitationModel invitation) =>
        MailContent.To(
            invitation.To,
            Subject(invitation),
            Due(invitation, InvitationMailTexts.PreheaderToSign, MailTexts.WasDue),
            [
                new Paragraph(Intro(InvitationMailTexts.IntroToSign, invitation)),
                new Paragraph(Due(invitation, InvitationMailTexts.PleaseSign, InvitationMailTexts.PleaseSignPastDue)),
                TeamLists.Under(InvitationMailTexts.ReadyHeading, invitation.Teams),
                new Button(MailTexts.OpenReviews),
                new Paragraph(InvitationMailTexts.OneReport),
            ]
        );

    private static MailContent ToRate(InvitationModel invitation) =>
        MailContent.To(
            invitation.To,
            Subject(invitation),
            Due(invitation, InvitationMailTexts.PreheaderToRate, MailTexts.WasDue),
            [
                new Paragraph(Intro(InvitationMailTexts.IntroToRate, invitation)),
                new Paragraph(InvitationMailTexts.HowToRate),
                new Paragraph(Due(invitation, InvitationMailTexts.PleaseRate, InvitationMailTexts.PleaseRatePastDue)),
                .. TeamLists.ByTask(invitation.Teams),
                new Button(MailTexts.OpenReviews),
                new Paragraph(InvitationMailTexts.OneReportOfJointViews),
            ]
        );

    private static string Due(InvitationModel invitation, string ahead, string past) =>
        (invitation.Due.IsPast ? past : ahead).With(new { due = invitation.Due.Day });

    private static string Intro(string text, InvitationModel invitation) =>
        text.With(
            new
            {
                quarter = invitation.To.Quarter,
                company = invitation.To.Company,
                teams = invitation.Teams.Count,
            }
        );

    private static string Subject(InvitationModel invitation) =>
        TeamLists
            .ByWanted(
                invitation.Teams,
                sign: InvitationMailTexts.ToSignSubject,
                rate: InvitationMailTexts.ToRateSubject,
                agree: InvitationMailTexts.ToAgreeSubject,
                rateOrSign: InvitationMailTexts.ToRateOrSignSubject,
                rateOrAgree: InvitationMailTexts.ToRateOrAgreeSubject,
                any: InvitationMailTexts.ToRateOrSignSubject
            )
            .With(new { quarter = invitation.To.Quarter, teams = invitation.Teams.Count });
}
