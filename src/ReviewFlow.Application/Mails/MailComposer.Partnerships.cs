using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

// What is between two people: that something was done, never what.
public static partial class MailComposer
{
    public static MailContent Write(PartnershipMoved moved) =>
        new(
            (
                moved.Turn switch
                {
                    PartnershipTurn.Answer => PartnershipMailTexts.PartnerAnsweredSubject,
                    PartnershipTurn.Commit => PartnershipMailTexts.CheckOpenSubject,
                    _ => PartnershipMailTexts.CommitmentWaitsSubject,
                }
            ).With(new { quarter = moved.To.Quarter }),
            PartnershipMailTexts.WhatOnlyTwoReadOnly,
            Greet(moved.To),
            [
                new Paragraph(
                    moved.Turn switch
                    {
                        PartnershipTurn.Answer => PartnershipMailTexts.AnsweredPartnershipCheckOnceAnswered.With(
                            new { partner = moved.Partner, pair = moved.Pair }
                        ),
                        PartnershipTurn.Commit => PartnershipMailTexts.BothAnsweredPartnershipCheckNow.With(
                            new { partner = moved.Partner, pair = moved.Pair }
                        ),
                        _ => PartnershipMailTexts.ProposesJointCommitmentCountsWhen.With(
                            new { partner = moved.Partner, pair = moved.Pair }
                        ),
                    }
                ),
                new Button(PartnershipMailTexts.OpenDesk),
                new Paragraph(PartnershipMailTexts.NothingWaitsReviewsReportGo),
            ],
            Mine
        );

    public static MailContent Write(FitMoved moved) =>
        new(
            (
                moved.Turn switch
                {
                    FitTurn.Begin => PartnershipMailTexts.FitStartedSubject,
                    FitTurn.Answer => PartnershipMailTexts.FitAnsweredSubject,
                    _ => PartnershipMailTexts.FitOpenSubject,
                }
            ).With(new { quarter = moved.To.Quarter, with = moved.With }),
            PartnershipMailTexts.WhatOnlyTwoReadOnly,
            Greet(moved.To),
            moved.Turn switch
            {
                FitTurn.Begin =>
                [
                    new Paragraph(
                        PartnershipMailTexts.ConsiderLeadingProductTechnologyTogether.With(
                            new { with = moved.With, company = moved.To.Company }
                        )
                    ),
                    new Paragraph(
                        PartnershipMailTexts.WhenBothAnsweredEachReads.With(new { company = moved.To.Company })
                    ),
                    new Button(PartnershipMailTexts.AnswerFourTopics),
                    new Paragraph(PartnershipMailTexts.PreparesGoodTalkDecidesNothing),
                ],
                FitTurn.Answer =>
                [
                    new Paragraph(PartnershipMailTexts.AnsweredFourTopicsOnceAnswered.With(new { with = moved.With })),
                    new Button(PartnershipMailTexts.AnswerFourTopics),
                ],
                _ =>
                [
                    new Paragraph(PartnershipMailTexts.BothAnsweredNowEachReads.With(new { with = moved.With })),
                    new Button(PartnershipMailTexts.ReadBothAnswers),
                ],
            },
            Mine
        );

    public static MailContent Write(FitOver over) =>
        new(
            PartnershipMailTexts.FitConversationOver.With(new { quarter = over.To.Quarter, with = over.With }),
            PartnershipMailTexts.WhatBothWroteDeleted,
            Greet(over.To),
            [
                new Paragraph(
                    over.ByOps
                        ? PartnershipMailTexts.FitEndedByOps.With(new { company = over.To.Company })
                        : PartnershipMailTexts.FitEndedByOther.With(new { with = over.With })
                ),
                new Button(PartnershipMailTexts.OpenReviewflow),
            ],
            Mine
        );
}
