using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// The partner has done their part of the partnership check. There is no field for an answer or a proposal, so none can
/// be mailed.
/// </summary>
/// <param name="To">A leader.</param>
/// <param name="Pair">Their pair.</param>
/// <param name="Partner">The other leader.</param>
/// <param name="Turn">What this leader may do now.</param>
public sealed record PartnershipModel(Recipient To, string Pair, string Partner, PartnershipTurn Turn);

public static class PartnershipMails
{
    internal static MailContent For(Quarter quarter, Notice.PartnershipUpdate n)
    {
        var pair = quarter.Pairs[n.Pair];
        var partner = pair.Product.Id == n.To.Id ? pair.Technology : pair.Product;
        return Update(new(Recipient.In(quarter, n.To), Wording.Of(n.Pair), partner.Name, n.Turn));
    }

    public static MailContent Update(PartnershipModel update)
    {
        var (subject, told) = update.Turn switch
        {
            PartnershipTurn.Answer => (PartnershipMailTexts.AnsweredSubject, PartnershipMailTexts.Answered),
            PartnershipTurn.Commit => (PartnershipMailTexts.BothAnsweredSubject, PartnershipMailTexts.BothAnswered),
            _ => (PartnershipMailTexts.CommitmentProposedSubject, PartnershipMailTexts.CommitmentProposed),
        };
        return MailContent.To(
            update.To,
            subject.With(new { quarter = update.To.Quarter }),
            PartnershipMailTexts.OnlyYouTwo,
            [
                new Paragraph(told.With(new { partner = update.Partner, pair = update.Pair })),
                new Button(MailTexts.OpenReviews),
                new Paragraph(PartnershipMailTexts.NothingWaitsForIt),
            ]
        );
    }
}
