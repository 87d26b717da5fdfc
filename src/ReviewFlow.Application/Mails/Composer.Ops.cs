using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

// What only ops are told.
public static partial class Composer
{
    public static Letter ToOps(Released released) =>
        new(
            OpsMailTexts.JointPerformanceReportReleased.With(new { quarter = released.To.Quarter }),
            OpsMailTexts.CeoLeaders,
            Greet(released.To),
            [
                new Paragraph(
                    $"The joint performance report {released.To.Quarter} of {released.To.Company} is released. "
                        + "It was mailed to the CEO and to every leader; this is your copy. "
                        + $"{Teams(released.Teams, "is", "are")} jointly signed off."
                ),
                .. Report(released),
            ],
            Mine
        );

    public static Letter Write(AmendmentWanted wanted) =>
        new(
            $"{wanted.To.Quarter}: {Teams(wanted.Teams, "waits", "wait")} for an amended scorecard",
            OpsMailTexts.ReviewReturned,
            Greet(wanted.To),
            [
                new Paragraph(
                    $"A review was returned. {Teams(wanted.Teams, "now waits", "now wait")} for an amended "
                        + "scorecard; the same content again says that it stands."
                ),
                new Paragraph(OpsMailTexts.NextStepLookUpTeam.With(new { quarter = wanted.To.Quarter })),
                new Button(OpsMailTexts.SeeWhereQuarterStands),
            ],
            Mine
        );

    public static Letter Write(Undelivered lost) =>
        new(
            OpsMailTexts.CouldNotDelivered.With(new { quarter = lost.To.Quarter, lostCount = Mails(lost.Count) }),
            OpsMailTexts.NotTriedAgainWhatCan,
            Greet(lost.To),
            [
                new Paragraph(
                    $"{Mails(lost.Count)} of the joint performance review {lost.To.Quarter} at {lost.To.Company} "
                        + $"could not be delivered, and {(lost.Count == 1 ? "is" : "are")} not tried again. Everything else goes on."
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
            yield return new Paragraph(
                OpsMailTexts.More.With(new { mailsCount = Mails(lost.Count - lost.Mails.Count) })
            );
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

    private static string Mails(int count) => count == 1 ? "1 mail" : $"{count} mails";
}
