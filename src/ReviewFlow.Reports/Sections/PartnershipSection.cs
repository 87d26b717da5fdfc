using ReviewFlow.Assessments;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.Sections;

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
                ReportTexts.Partnerships,
                "partnerships",
                StartsOnNewPage: false,
                [
                    new Block.Heading(ReportTexts.Partnerships, Level.Section),
                    new Block.Paragraph(ReportTexts.PartnershipCheckExplained),
                    new Block.Table(
                        [
                            new(ReportTexts.Pair, 22),
                            new(ReportTexts.PartnershipCheck, 20),
                            new(ReportTexts.JointCommitment, 58),
                        ],
                        Group.One(
                            from pair in quarter.Pairs.All
                            let check = quarter.PartnershipOf(pair.Id)
                            select new Row([
                                new Cell.Words(Wording.Of(pair.Id), IsStrong: true),
                                new Cell.Words(check.IsRevealed ? ReportTexts.Done : ReportTexts.NotDone),
                                new Cell.Words(check.Pledge?.Text ?? "–"),
                            ])
                        )
                    ),
                ]
            );
}
