using ReviewFlow.Application.Outbox;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// For ops if the CEO is ops: how many returned teams wait for an amended scorecard, and nobody's name.
/// </summary>
public sealed record AmendmentWantedModel(Recipient To, int Teams);

/// <summary>Mails that could not be delivered and are not tried again.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Mails">The first <see cref="MaxLines"/>; none if the reader may read no leader's name.</param>
public sealed record UndeliveredModel(Recipient To, int Count, IReadOnlyList<LostMail> Mails)
{
    public const int MaxLines = 20;
}

/// <param name="Address">Empty if it cannot be read.</param>
/// <param name="Kind">What it was about: <c>invitation</c>.</param>
/// <param name="Why">What the mail system said.</param>
public sealed record LostMail(string Address, string Kind, string Why);

/// <summary>What only ops are told.</summary>
public static class OpsMails
{
    internal static MailContent For(Quarter quarter, Notice.AmendmentWanted n) =>
        AmendmentWanted(new(Recipient.In(quarter, n.To), n.Teams));

    /// <summary>Only counts if the CEO is ops, because an address is a leader's name.</summary>
    internal static MailContent Undelivered(Quarter quarter, Person ops, IReadOnlyList<DeadLetteredMail> lost) =>
        Undelivered(
            new(
                Recipient.In(quarter, ops),
                lost.Count,
                ops.Id == quarter.Ceo.Id
                    ? []
                    :
                    [
                        .. lost.Take(UndeliveredModel.MaxLines)
                            .Select(mail => new LostMail(mail.To, NameOfKind(mail.Occasion), mail.Why)),
                    ]
            )
        );

    public static MailContent AmendmentWanted(AmendmentWantedModel wanted) =>
        MailContent.To(
            wanted.To,
            OpsMailTexts.AmendmentWantedSubject.With(new { quarter = wanted.To.Quarter, teams = wanted.Teams }),
            OpsMailTexts.ReviewReturned,
            [
                new Paragraph(OpsMailTexts.AmendmentWanted.With(new { teams = wanted.Teams })),
                new Paragraph(OpsMailTexts.LookUpTeam.With(new { quarter = wanted.To.Quarter })),
                new Button(MailTexts.SeeQuarter),
            ]
        );

    public static MailContent Undelivered(UndeliveredModel lost)
    {
        var values = new
        {
            quarter = lost.To.Quarter,
            company = lost.To.Company,
            mails = lost.Count,
        };
        return MailContent.To(
            lost.To,
            OpsMailTexts.UndeliveredSubject.With(values),
            OpsMailTexts.WhatYouCanDo,
            [
                new Paragraph(OpsMailTexts.Undelivered.With(values)),
                .. Listed(lost),
                new Paragraph(
                    (lost.Mails.Count == 0 ? OpsMailTexts.LookUpPeople : OpsMailTexts.TellThesePeople).With(values)
                ),
                new Paragraph(OpsMailTexts.IfAddressIsWrong),
                new Button(MailTexts.SeeQuarter),
            ]
        );
    }

    private static IEnumerable<Block> Listed(UndeliveredModel lost)
    {
        if (lost.Mails.Count == 0)
            yield break;
        yield return new Items(OpsMailTexts.UndeliveredHeading, [.. lost.Mails.Select(Line)]);
        if (lost.Count > lost.Mails.Count)
            yield return new Paragraph(OpsMailTexts.MoreMails.With(new { mails = lost.Count - lost.Mails.Count }));
    }

    private static Item Line(LostMail mail) =>
        new(
            mail.Address.Length == 0 ? OpsMailTexts.AddressUnreadable : mail.Address,
            OpsMailTexts.LostMail.With(new { kind = mail.Kind }),
            Quote: mail.Why
        );

    /// <summary>What a mail was about, from the kind in its key; continues a sentence.</summary>
    public static string NameOfKind(string kind) =>
        kind switch
        {
            "invitation" => OpsMailTexts.KindInvitation,
            "reminder" => OpsMailTexts.KindReminder,
            "your-turn" or "partnership-update" => OpsMailTexts.KindYourTurn,
            "returned" => OpsMailTexts.KindReturned,
            "return-taken-back" => OpsMailTexts.KindReturnTakenBack,
            "withdrawn" => OpsMailTexts.KindWithdrawn,
            "amended" => OpsMailTexts.KindAmended,
            "escalated" or "awaiting-joint-sign-off" => OpsMailTexts.KindPastDeadline,
            "open-work" => OpsMailTexts.KindOpenWork,
            "extended" => OpsMailTexts.KindExtended,
            "office-held" => OpsMailTexts.KindOfficeHeld,
            "fit-update" or "fit-ended" => OpsMailTexts.KindFitConversation,
            "take-over-proposed" or "taken-over" => OpsMailTexts.KindTakeOver,
            "delegate-named" or "delegation-ended" => OpsMailTexts.KindDelegation,
            "team-voided" or "quarter-voided" => OpsMailTexts.KindVoided,
            "released" => OpsMailTexts.KindReleased,
            "fresh-link" or "links-ended" or "link-ended" => OpsMailTexts.KindFreshLink,
            "receipt" => OpsMailTexts.KindReceipt,
            "code" => OpsMailTexts.KindCode,
            "vouched-for" => OpsMailTexts.KindVouchedFor,
            _ => OpsMailTexts.KindUnreadable,
        };
}
