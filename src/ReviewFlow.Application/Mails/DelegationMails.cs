using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>Somebody acts for a leader from the first to the last day, both included.</summary>
/// <param name="From">Already formatted; empty in a mail about the end.</param>
/// <param name="Until">Likewise.</param>
public sealed record DelegationModel(Recipient To, string Leader, string Delegate, string From = "", string Until = "");

public static class DelegationMails
{
    internal static MailContent For(Quarter quarter, Notice.DelegateNamed n)
    {
        var named = new DelegationModel(
            Recipient.In(quarter, n.To),
            n.Leader.Name,
            n.Delegate.Name,
            Moments.Day(n.From),
            Moments.Day(n.Until)
        );
        return n.To.Id == n.Delegate.Id ? NamedToDelegate(named)
            : n.To.Id == n.Leader.Id ? NamedToLeader(named)
            : NamedToPartner(named);
    }

    internal static MailContent For(Quarter quarter, Notice.DelegationEnded n)
    {
        var ended = new DelegationModel(Recipient.In(quarter, n.To), n.Leader.Name, n.Delegate.Name);
        return n.To.Id == n.Delegate.Id ? EndedToDelegate(ended) : EndedToPartner(ended);
    }

    public static MailContent NamedToDelegate(DelegationModel named) =>
        MailContent.To(
            named.To,
            Filled(DelegationMailTexts.NamedToDelegateSubject, named),
            Filled(DelegationMailTexts.FirstDay, named),
            [
                new Paragraph(Filled(DelegationMailTexts.NamedToDelegate, named)),
                new Facts([
                    new(DelegationMailTexts.OnBehalfOf, named.Leader),
                    new(DelegationMailTexts.From, named.From),
                    new(DelegationMailTexts.Until, Filled(DelegationMailTexts.LastDay, named)),
                ]),
                new Paragraph(Filled(DelegationMailTexts.WhatDelegateCanDo, named)),
                new Button(DelegationMailTexts.OpenTheReviews),
                new Paragraph(Filled(DelegationMailTexts.IfYouCannot, named)),
            ]
        );

    /// <summary>For the leader, who learns of it even if it was not them.</summary>
    public static MailContent NamedToLeader(DelegationModel named) =>
        MailContent.To(
            named.To,
            Filled(DelegationMailTexts.NamedToLeaderSubject, named),
            Filled(DelegationMailTexts.FirstDay, named),
            [
                new Paragraph(Filled(DelegationMailTexts.NamedToLeader, named)),
                new Paragraph(DelegationMailTexts.IfNotYou),
                new Button(MailTexts.OpenReviews),
            ]
        );

    /// <summary>For the partner of the leader.</summary>
    public static MailContent NamedToPartner(DelegationModel named) =>
        MailContent.To(
            named.To,
            Filled(DelegationMailTexts.NamedToPartnerSubject, named),
            Filled(DelegationMailTexts.FirstDay, named),
            [
                new Paragraph(Filled(DelegationMailTexts.NamedToPartner, named)),
                new Paragraph(Filled(DelegationMailTexts.NothingChanges, named)),
                new Button(MailTexts.OpenReviews),
            ]
        );

    public static MailContent EndedToDelegate(DelegationModel ended) =>
        MailContent.To(
            ended.To,
            Filled(DelegationMailTexts.EndedToDelegateSubject, ended),
            DelegationMailTexts.WhatYouDidStands,
            [new Paragraph(Filled(DelegationMailTexts.EndedToDelegate, ended)), new Button(MailTexts.OpenReviewFlow)]
        );

    /// <summary>For the partner of the leader.</summary>
    public static MailContent EndedToPartner(DelegationModel ended) =>
        MailContent.To(
            ended.To,
            Filled(DelegationMailTexts.EndedToPartnerSubject, ended),
            DelegationMailTexts.WhatDelegateDidStands,
            [new Paragraph(Filled(DelegationMailTexts.EndedToPartner, ended)), new Button(MailTexts.OpenReviews)]
        );

    private static string Filled(string text, DelegationModel delegation) =>
        text.With(
            new
            {
                quarter = delegation.To.Quarter,
                company = delegation.To.Company,
                leader = delegation.Leader,
                delegateName = delegation.Delegate,
                from = delegation.From,
                until = delegation.Until,
            }
        );
}
