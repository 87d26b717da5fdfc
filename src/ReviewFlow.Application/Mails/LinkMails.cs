using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Application.Reading;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>A link somebody asked for, on the page of an old one or by ending all of theirs.</summary>
public sealed record FreshLinkModel(Recipient To, string ValidUntil);

/// <summary>All links of somebody ended.</summary>
/// <param name="Reason">Why ops ended them; null where the person did.</param>
public sealed record LinksEndedModel(Recipient To, string? Reason, string ValidUntil);

/// <summary>A code for one browser.</summary>
/// <param name="Asked">When, already formatted.</param>
/// <param name="ValidUntil">Likewise.</param>
public sealed record CodeModel(Recipient To, string Device, string Asked, string ValidUntil);

/// <summary>Ops vouched for a browser.</summary>
public sealed record VouchedForModel(Recipient To, string Device, string? Reason);

/// <summary>Mails about getting in: links, codes, browsers.</summary>
public static class LinkMails
{
    /// <param name="until">When the link in the mail expires.</param>
    /// <returns>Null where the notice is about something else.</returns>
    internal static MailContent? For(Quarter quarter, Notice notice, Instant until)
    {
        var (to, day) = (Recipient.In(quarter, notice.To), Moments.Day(quarter.Calendar.DateOf(until)));
        return notice switch
        {
            Notice.FreshLink => FreshLink(new(to, day)),
            Notice.LinksEnded n => LinksEnded(new(to, n.Reason, day)),
            Notice.LinkEnded => LinkEnded(new(to, day)),
            Notice.Code n => Code(
                new(
                    to,
                    n.Device,
                    Moments.At(quarter, n.SentAt),
                    Moments.At(quarter, n.SentAt + AccessRules.CodeLifetime)
                )
            ),
            Notice.VouchedFor n => VouchedFor(new(to, n.Device, n.Reason)),
            _ => null,
        };
    }

    public static MailContent FreshLink(FreshLinkModel fresh) =>
        MailContent.To(
            fresh.To,
            Filled(LinkMailTexts.FreshLinkSubject, fresh.To),
            LinkMailTexts.AskedFor,
            [
                new Paragraph(Filled(LinkMailTexts.FreshLink, fresh.To, fresh.ValidUntil)),
                new Button(MailTexts.OpenReviewFlow),
                new Paragraph(LinkMailTexts.IfNotYou),
            ]
        );

    public static MailContent LinksEnded(LinksEndedModel ended) =>
        MailContent.To(
            ended.To,
            Filled(LinkMailTexts.LinksEndedSubject, ended.To),
            LinkMailTexts.EverythingEnded,
            [
                new Paragraph(
                    Filled(
                        ended.Reason is null ? LinkMailTexts.LinksEndedByYou : LinkMailTexts.LinksEndedByOps,
                        ended.To
                    )
                ),
                .. Given(ended.Reason),
                new Paragraph(LinkMailTexts.EverythingEnded),
                new Paragraph(Filled(LinkMailTexts.HereIsFreshLink, ended.To, ended.ValidUntil)),
                new Button(MailTexts.OpenReviewFlow),
            ]
        );

    public static MailContent LinkEnded(FreshLinkModel ended) =>
        MailContent.To(
            ended.To,
            Filled(LinkMailTexts.LinkEndedSubject, ended.To),
            LinkMailTexts.NothingDoneInYourName,
            [
                new Paragraph(Filled(LinkMailTexts.LinkEnded, ended.To)),
                new Paragraph(LinkMailTexts.IfYouMistyped),
                new Paragraph(Filled(LinkMailTexts.HereIsFreshLink, ended.To, ended.ValidUntil)),
                new Button(MailTexts.OpenReviewFlow),
            ]
        );

    public static MailContent Code(CodeModel code) =>
        MailContent.To(
            code.To,
            Filled(LinkMailTexts.CodeSubject, code.To),
            LinkMailTexts.CodeIsForYou,
            [
                new Paragraph(LinkMailTexts.EnterCode),
                new Block.Code(),
                new Facts([
                    new(LinkMailTexts.AskedAt, code.Asked),
                    new(LinkMailTexts.Device, code.Device),
                    new(LinkMailTexts.ValidUntil, code.ValidUntil),
                ]),
                new Paragraph(LinkMailTexts.CodeIsForYou),
                new Paragraph(LinkMailTexts.CodeNotYou),
                new Button(LinkMailTexts.NotMe),
            ]
        );

    public static MailContent VouchedFor(VouchedForModel vouched) =>
        MailContent.To(
            vouched.To,
            Filled(LinkMailTexts.VouchedForSubject, vouched.To),
            LinkMailTexts.BrowserCanAct,
            [
                new Paragraph(LinkMailTexts.VouchedFor.With(new { device = vouched.Device })),
                .. Given(vouched.Reason),
                new Paragraph(LinkMailTexts.CodeNotYou),
                new Button(LinkMailTexts.NotMe),
            ]
        );

    private static IEnumerable<Block> Given(string? reason) =>
        reason is null ? [] : [new Paragraph(MailTexts.ReasonGiven), new Quote(reason)];

    private static string Filled(string text, Recipient to, string until = "") =>
        text.With(
            new
            {
                quarter = to.Quarter,
                company = to.Company,
                until,
            }
        );
}
