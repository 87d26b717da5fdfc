using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

// What is between two people: that something was done, never what.
public static partial class Composer
{
    public static Letter Write(PartnershipMoved moved) =>
        new(
            $"{moved.To.Quarter}: {moved.Turn switch { PartnershipTurn.Answer => "your partner has answered your partnership check", PartnershipTurn.Commit => "your partnership check is open", _ => "a joint commitment waits for your yes" }}",
            "What is in it, only you two read, and only on its page.",
            Greet(moved.To),
            [
                new Paragraph(
                    moved.Turn switch
                    {
                        PartnershipTurn.Answer =>
                            $"{moved.Partner} has answered the partnership check of {moved.Pair}. Once you have answered the same five statements, each of you reads the other's answers; until then neither does.",
                        PartnershipTurn.Commit =>
                            $"You and {moved.Partner} have both answered the partnership check of {moved.Pair}. Now each of you reads the other's answers, and you can write your one joint commitment.",
                        _ =>
                            $"{moved.Partner} proposes the joint commitment of {moved.Pair}. It counts when both of you have said yes to the same words; you can propose others.",
                    }
                ),
                new Button("Open your desk"),
                new Paragraph(
                    "Nothing waits for it: the reviews and the report go on without it. It is possible until the report is released."
                ),
            ],
            Mine
        );

    public static Letter Write(FitMoved moved) =>
        new(
            $"{moved.To.Quarter}: {moved.Turn switch { FitTurn.Begin => $"a fit conversation between you and {moved.With}", FitTurn.Answer => $"{moved.With} has answered your fit conversation", _ => $"your fit conversation with {moved.With} is open" }}",
            "What is in it, only you two read, and only on its page.",
            Greet(moved.To),
            moved.Turn switch
            {
                FitTurn.Begin =>
                [
                    new Paragraph(
                        $"You and {moved.With} consider leading Product and Technology together at {moved.To.Company}. Before you talk, each of you writes alone what you think about product strategy, culture, "
                            + "the relationship with the business, and what you want to build."
                    ),
                    new Paragraph(
                        $"When both have answered, each of you reads the other's answers at the same moment. Nobody else does: {moved.To.Company} sees that you answered, never what."
                    ),
                    new Button("Answer the four topics"),
                    new Paragraph(
                        "It prepares a good talk; it decides nothing, and nothing waits for it. Either of you can end it at any time, which deletes what both of you wrote."
                    ),
                ],
                FitTurn.Answer =>
                [
                    new Paragraph(
                        $"{moved.With} has answered the four topics. Once you have answered them too, each of you reads the other's answers; until then neither does."
                    ),
                    new Button("Answer the four topics"),
                ],
                _ =>
                [
                    new Paragraph(
                        $"You and {moved.With} have both answered. Now each of you reads what the other thinks, side by side. Talk about where you differ, and about what you left out."
                    ),
                    new Button("Read both answers"),
                ],
            },
            Mine
        );

    public static Letter Write(FitOver over) =>
        new(
            $"{over.To.Quarter}: your fit conversation with {over.With} is over",
            "What both of you wrote in it is deleted.",
            Greet(over.To),
            [
                new Paragraph(
                    $"{(over.ByOps ? $"The people who run the reviews at {over.To.Company} have" : $"{over.With} has")} ended the fit conversation between you two. What both of you wrote in it is deleted. Nobody else has read it, and there is nothing for you to do."
                ),
                new Button("Open ReviewFlow"),
            ],
            Mine
        );
}
