using ReviewFlow.Assessments;
using ReviewFlow.Quarters;

namespace ReviewFlow.Reports;

/// <summary>
/// That the leaders of a pair looked at how they lead together, and what they will do; never what they answered.
/// </summary>
internal static class PartnershipSection
{
    /// <summary>Null where the quarter is only signed off.</summary>
    public static Section? Of(Quarter quarter) =>
        quarter.Assessment != AssessmentMode.Joint
            ? null
            : new(
                "Partnerships",
                "partnerships",
                StartsOnNewPage: false,
                [
                    new Block.Heading("Partnerships", Level.Section),
                    new Block.Paragraph(
                        "In the partnership check both leaders of a pair answer five statements on how they led together. The answers are theirs alone and stand nowhere here. "
                            + "A joint commitment is one sentence that both confirmed word for word."
                    ),
                    new Block.Table(
                        [new("Pair", 22), new("Partnership check", 20), new("Joint commitment", 58)],
                        Group.One(
                            from pair in quarter.Pairs.All
                            let check = quarter.PartnershipOf(pair.Id)
                            select new Row([
                                new Cell.Words(Wording.Of(pair.Id), IsStrong: true),
                                new Cell.Words(check.IsRevealed ? "Done" : "Not done"),
                                new Cell.Words(check.Pledge?.Text ?? "–"),
                            ])
                        )
                    ),
                ]
            );
}
