using ReviewFlow.Partnerships;
using static ReviewFlow.Delivery.Mail.Letters.Block;

namespace ReviewFlow.Delivery.Mail.Letters;

// What is between two people: that something was done, never what.
public static partial class Composer
{
    public static Letter Write(PartnershipMoved moved) => new(
        $"{moved.To.Quarter}: {moved.Turn switch { PartnershipTurn.Answer => "your partner has answered your partnership check", PartnershipTurn.Commit => "your partnership check is open", _ => "a joint commitment waits for your yes" }}",
        "What is in it, only you two read, and only on its page.",
        Greet(moved.To),
        [
            new Paragraph(moved.Turn switch
            {
                PartnershipTurn.Answer => $"{moved.Partner} has answered the partnership check of {moved.Pair}. Once you have answered the same five statements, each of you reads the other's answers; until then neither does.",
                PartnershipTurn.Commit => $"You and {moved.Partner} have both answered the partnership check of {moved.Pair}. Now each of you reads the other's answers, and you can write your one joint commitment.",
                _ => $"{moved.Partner} proposes the joint commitment of {moved.Pair}. It counts when both of you have said yes to the same words; you can propose others.",
            }),
            new Button("Open your desk", moved.To.Url),
            new Paragraph("Nothing waits for it: the reviews and the report go on without it. It is possible until the report is released."),
        ],
        Mine);
}
