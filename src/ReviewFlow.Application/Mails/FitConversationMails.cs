using ReviewFlow.FitConversations;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// A fit conversation has come to its reader. There is no field for an answer, so none can be mailed.
/// </summary>
/// <param name="To">One of the two; may not be on the roster.</param>
/// <param name="With">The other.</param>
/// <param name="Turn">What the reader may do now.</param>
public sealed record FitUpdateModel(Recipient To, string With, FitTurn Turn);

/// <param name="ByOps">Otherwise <paramref name="With"/> ended it.</param>
public sealed record FitEndedModel(Recipient To, string With, bool ByOps);

public static class FitConversationMails
{
    internal static MailContent For(Quarter quarter, Notice.FitUpdate n) =>
        Update(new(Recipient.In(quarter, n.To), n.With.Name, n.Turn));

    internal static MailContent For(Quarter quarter, Notice.FitEnded n) =>
        Ended(new(Recipient.In(quarter, n.To), n.With.Name, n.ByOps));

    public static MailContent Update(FitUpdateModel update)
    {
        var values = new
        {
            quarter = update.To.Quarter,
            company = update.To.Company,
            with = update.With,
        };
        Block[] answered =
        [
            new Paragraph(FitConversationMailTexts.Answered.With(values)),
            new Button(FitConversationMailTexts.AnswerTopics),
        ];
        var (subject, body) = update.Turn switch
        {
            FitTurn.Begin => (
                FitConversationMailTexts.StartedSubject,
                [
                    new Paragraph(FitConversationMailTexts.Started.With(values)),
                    new Paragraph(FitConversationMailTexts.WhoReadsWhat.With(values)),
                    new Button(FitConversationMailTexts.AnswerTopics),
                    new Paragraph(FitConversationMailTexts.WhatItIsFor),
                ]
            ),
            FitTurn.Answer => (FitConversationMailTexts.AnsweredSubject, answered),
            _ => (
                FitConversationMailTexts.BothAnsweredSubject,
                new Block[]
                {
                    new Paragraph(FitConversationMailTexts.BothAnswered.With(values)),
                    new Button(FitConversationMailTexts.ReadBothAnswers),
                }
            ),
        };
        return MailContent.To(update.To, subject.With(values), FitConversationMailTexts.OnlyYouTwo, body);
    }

    public static MailContent Ended(FitEndedModel ended) =>
        MailContent.To(
            ended.To,
            FitConversationMailTexts.EndedSubject.With(new { quarter = ended.To.Quarter, with = ended.With }),
            FitConversationMailTexts.Deleted,
            [
                new Paragraph(
                    (ended.ByOps ? FitConversationMailTexts.EndedByOps : FitConversationMailTexts.EndedByOther).With(
                        new { company = ended.To.Company, with = ended.With }
                    )
                ),
                new Button(MailTexts.OpenReviewFlow),
            ]
        );
}
