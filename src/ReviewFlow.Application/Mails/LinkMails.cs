using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>A link somebody asked for, on the page of an old one or by ending all of theirs.</summary>
public sealed record FreshLinkModel(Recipient To, string ValidUntil);

public static class LinkMails
{
    internal static MailContent FreshLink(Quarter quarter, Person to, Instant until) =>
        FreshLink(new(Recipient.In(quarter, to), Moments.Day(quarter.Calendar.DateOf(until))));

    public static MailContent FreshLink(FreshLinkModel fresh) =>
        MailContent.To(
            fresh.To,
            LinkMailTexts.FreshLinkSubject.With(new { quarter = fresh.To.Quarter }),
            LinkMailTexts.AskedFor,
            [
                new Paragraph(
                    LinkMailTexts.FreshLink.With(
                        new
                        {
                            quarter = fresh.To.Quarter,
                            company = fresh.To.Company,
                            until = fresh.ValidUntil,
                        }
                    )
                ),
                new Button(MailTexts.OpenReviewFlow),
                new Paragraph(LinkMailTexts.IfNotYou),
            ]
        );
}
