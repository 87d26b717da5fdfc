using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Receipts;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>What was done in somebody's name in one sitting.</summary>
/// <param name="Signed">Each with its review hash, so that its reader has a copy of what they signed.</param>
/// <param name="Other">Everything else, in order.</param>
public sealed record ReceiptModel(Recipient To, IReadOnlyList<ReceiptLine> Signed, IReadOnlyList<ReceiptLine> Other);

/// <param name="At">Already formatted.</param>
/// <param name="Hash">The review hash that was signed.</param>
/// <param name="By">Who did it, where it was not the reader.</param>
public sealed record ReceiptLine(string What, string At, string? Hash = null, string? By = null);

public static class ReceiptMails
{
    internal static MailContent For(Quarter quarter, Notice.Receipt n)
    {
        var lines = n.Acts.ToLookup(a => a.Kind == ReceiptKind.Signed, Line);
        return Receipt(new(Recipient.In(quarter, n.To), [.. lines[true]], [.. lines[false]]));

        ReceiptLine Line(Receipt act)
        {
            var team = act.Team is { } id ? quarter.Reviews[id].Name : "";
            return new(
                act.Kind == ReceiptKind.Signed ? team : TextOf(act.Kind).With(new { team }),
                Moments.At(quarter, act.At),
                act.Hash,
                act.By.Id == n.To.Id ? null : act.By.Name
            );
        }
    }

    public static MailContent Receipt(ReceiptModel receipt)
    {
        var values = new { quarter = receipt.To.Quarter, signed = receipt.Signed.Count };
        return MailContent.To(
            receipt.To,
            (receipt.Signed.Count > 0 ? ReceiptMailTexts.SignedSubject : ReceiptMailTexts.Subject).With(values),
            ReceiptMailTexts.KeepIt,
            [
                new Paragraph(ReceiptMailTexts.DoneInYourName.With(values)),
                .. Listed(ReceiptMailTexts.Signed, receipt.Signed),
                .. Listed(ReceiptMailTexts.Other, receipt.Other),
                new Paragraph(ReceiptMailTexts.KeepIt),
                new Paragraph(LinkMailTexts.CodeNotYou),
                new Button(LinkMailTexts.NotMe),
            ]
        );
    }

    private static IEnumerable<Block> Listed(string heading, IReadOnlyList<ReceiptLine> lines) =>
        lines.Count == 0
            ? []
            :
            [
                new Items(
                    heading,
                    [
                        .. lines.Select(l => new Item(
                            l.What,
                            l.By is null ? l.At : ReceiptMailTexts.ByDelegate.With(new { by = l.By, at = l.At }),
                            l.Hash is null ? "" : ReceiptMailTexts.ReviewHash.With(new { hash = l.Hash })
                        )),
                    ]
                ),
            ];

    private static string TextOf(ReceiptKind kind) =>
        kind switch
        {
            ReceiptKind.Withdrawn => ReceiptMailTexts.Withdrawn,
            ReceiptKind.ReturnTakenBack => ReceiptMailTexts.ReturnTakenBack,
            ReceiptKind.Returned => ReceiptMailTexts.Returned,
            ReceiptKind.RatingsSealed => ReceiptMailTexts.RatingsSealed,
            ReceiptKind.RatingsTakenBack => ReceiptMailTexts.RatingsTakenBack,
            ReceiptKind.JointRatings => ReceiptMailTexts.JointRatings,
            ReceiptKind.Shares => ReceiptMailTexts.Shares,
            ReceiptKind.JointWork => ReceiptMailTexts.JointWork,
            ReceiptKind.TakeOver => ReceiptMailTexts.TakeOver,
            ReceiptKind.Partnership => ReceiptMailTexts.Partnership,
            _ => ReceiptMailTexts.FitConversation,
        };
}
