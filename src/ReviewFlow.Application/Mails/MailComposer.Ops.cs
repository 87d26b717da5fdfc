using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

// What only ops are told.
public static partial class MailComposer
{
    public static MailContent ToOps(Released released) =>
        new(
            OpsMailTexts.JointPerformanceReportReleased.With(new { quarter = released.To.Quarter }),
            OpsMailTexts.CeoLeaders,
            Greet(released.To),
            [
                new Paragraph(
                    OpsMailTexts.ReleasedToOps.With(
                        new
                        {
                            quarter = released.To.Quarter,
                            company = released.To.Company,
                            teams = released.Teams,
                        }
                    )
                ),
                .. Report(released),
            ],
            Mine
        );

    public static MailContent Write(AmendmentWanted wanted) =>
        new(
            OpsMailTexts.AmendmentSubject.With(new { quarter = wanted.To.Quarter, teams = wanted.Teams }),
            OpsMailTexts.ReviewReturned,
            Greet(wanted.To),
            [
                new Paragraph(OpsMailTexts.AmendmentWanted.With(new { teams = wanted.Teams })),
                new Paragraph(OpsMailTexts.NextStepLookUpTeam.With(new { quarter = wanted.To.Quarter })),
                new Button(OpsMailTexts.SeeWhereQuarterStands),
            ],
            Mine
        );

    public static MailContent Write(Undelivered lost) =>
        new(
            OpsMailTexts.UndeliveredSubject.With(new { quarter = lost.To.Quarter, mails = lost.Count }),
            OpsMailTexts.NotTriedAgainWhatCan,
            Greet(lost.To),
            [
                new Paragraph(
                    OpsMailTexts.Undelivered.With(
                        new
                        {
                            quarter = lost.To.Quarter,
                            company = lost.To.Company,
                            mails = lost.Count,
                        }
                    )
                ),
                .. Lines(lost),
                new Paragraph(
                    (
                        lost.Mails.Count == 0
                            ? OpsMailTexts.NextStepSeeReviewflowQuarter.With(new { quarter = lost.To.Quarter })
                            : OpsMailTexts.NextStepTellThesePeople
                    ) + OpsMailTexts.LaterMailsGoSameAddress
                ),
                new Paragraph(OpsMailTexts.IfAddressWrongDelegatesPut),
                new Button(OpsMailTexts.SeeWhereQuarterStands),
            ],
            Mine
        );

    private static IEnumerable<Block> Lines(Undelivered lost)
    {
        if (lost.Mails.Count == 0)
            yield break;
        yield return new Items(OpsMailTexts.NotDelivered, [.. lost.Mails.Select(Line)]);
        if (lost.Count > lost.Mails.Count)
            yield return new Paragraph(OpsMailTexts.MoreMails.With(new { mails = lost.Count - lost.Mails.Count }));
    }

    private static Item Line(LostMail mail) =>
        new(
            mail.Address.Length == 0 ? OpsMailTexts.AddressCannotRead : mail.Address,
            char.ToUpperInvariant(mail.Kind[0]) + mail.Kind[1..],
            Quote: mail.Why
        );

    /// <summary>What a mail was about, from the kind in its key.</summary>
    public static string WordsOf(string kind) =>
        kind switch
        {
            "invitation" => OpsMailTexts.InvitationReview,
            "reminder" => "reminder",
            "your-turn" or "partnership-update" => OpsMailTexts.NoticeTurn,
            "returned" or "withdrawn" or "amended" => OpsMailTexts.NoticeReview.With(new { kind }),
            "escalated" or "awaiting-joint-sign-off" => OpsMailTexts.NoticePassedDeadline,
            "extended" => OpsMailTexts.NoticeNewDueDay,
            "fit-update" or "fit-ended" => OpsMailTexts.FitConversation,
            "take-over-proposed" or "taken-over" => OpsMailTexts.NoticeTakeOver,
            "delegate-named" or "delegation-ended" => OpsMailTexts.NoticeDelegation,
            "team-voided" or "quarter-voided" => OpsMailTexts.NoticeReviewVoided,
            "released" => OpsMailTexts.ReleaseReport,
            "fresh-link" => OpsMailTexts.FreshLink,
            _ => OpsMailTexts.MailKindCannotRead,
        };
}
