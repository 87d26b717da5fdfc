using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Mails;

/// <summary>The reader's partner proposes that both take over the part of the pair below.</summary>
/// <param name="By">The partner: <c>X</c>, or <c>X on behalf of Y</c>.</param>
/// <param name="Pair">The pair that is stuck.</param>
/// <param name="Rates">It was still rating; otherwise it was to sign.</param>
public sealed record TakeOverProposedModel(
    Recipient To,
    string Team,
    string Pair,
    string By,
    string Reason,
    bool Rates
);

/// <summary>For the two whose part was taken over.</summary>
/// <param name="By">Both leaders of the pair above.</param>
/// <param name="Above">That pair.</param>
/// <param name="Rates">The pair was still rating; otherwise it was to sign.</param>
public sealed record TakenOverModel(
    Recipient To,
    string Team,
    string Above,
    IReadOnlyList<string> By,
    string Reason,
    bool Rates
);

public static class TakeOverMails
{
    internal static MailContent For(Quarter quarter, Notice.TakeOverProposed n)
    {
        var review = quarter.Reviews[n.Team];
        return Proposed(
            new(
                Recipient.In(quarter, n.To),
                review.Name,
                Wording.Of(n.Pair),
                Acting(review.StepOf(n.Pair)!.Proposed!.Consent),
                n.Reason,
                review.Stage == Stage.Assessing
            )
        );
    }

    internal static MailContent For(Quarter quarter, Notice.TakenOver n)
    {
        var review = quarter.Reviews[n.Team];
        var step = review.StepOf(n.Pair)!;
        return TakenOver(
            new(
                Recipient.In(quarter, n.To),
                review.Name,
                Wording.Of(review.Path[review.Path.IndexOf(step) + 1].Pair),
                [Acting(step.TakenOver!.Product), Acting(step.TakenOver.Technology)],
                n.Reason,
                review.Stage == Stage.Assessing
            )
        );
    }

    private static string Acting(Consent consent) => Wording.Acting(consent.By, consent.OnBehalfOf);

    public static MailContent Proposed(TakeOverProposedModel proposed) =>
        MailContent.To(
            proposed.To,
            TakeOverMailTexts.ProposedSubject.With(new { quarter = proposed.To.Quarter, team = proposed.Team }),
            TakeOverMailTexts.CountsWithSameReason,
            [
                new Paragraph(
                    TakeOverMailTexts.Proposed.With(
                        new
                        {
                            team = proposed.Team,
                            pair = proposed.Pair,
                            by = proposed.By,
                        }
                    )
                ),
                new Quote(proposed.Reason),
                new Paragraph(
                    proposed.Rates ? TakeOverMailTexts.ConfirmToRateAndSign : TakeOverMailTexts.ConfirmToSign
                ),
                new Button(MailTexts.OpenReviews),
                new Paragraph(TakeOverMailTexts.IfYouDisagree),
            ]
        );

    public static MailContent TakenOver(TakenOverModel taken) =>
        MailContent.To(
            taken.To,
            TakeOverMailTexts.TakenOverSubject.With(
                new
                {
                    quarter = taken.To.Quarter,
                    team = taken.Team,
                    pair = taken.Above,
                }
            ),
            TakeOverMailTexts.NothingWaits,
            [
                new Paragraph(
                    TakeOverMailTexts.TakenOver.With(new { leaders = Lists.And(taken.By), team = taken.Team })
                ),
                new Quote(taken.Reason),
                new Paragraph(taken.Rates ? TakeOverMailTexts.TheyRateAndSign : TakeOverMailTexts.TheySign),
                new Button(MailTexts.OpenReviews),
            ]
        );
}
