using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Reports.Sections;

/// <summary>The last entry of the ledger a report is composed from.</summary>
/// <param name="Hash">64 hexadecimal digits.</param>
/// <param name="KeyId">The key that sealed the entry, where entries are sealed.</param>
public sealed record LedgerHead(long Version, string Hash, string? KeyId);

/// <summary>Composes the report of a quarter. Pure: the same quarter, head and moment give the same document.</summary>
public static class ReportComposer
{
    /// <param name="at">The moment of the release; the report shows it in the time zone of the quarter.</param>
    /// <param name="trend">What went over the wall in the quarters before this one.</param>
    /// <exception cref="InvalidOperationException">Something stands in the way of a release: a report that says it is
    /// jointly signed is.</exception>
    public static ReportDocument Compose(Quarter quarter, LedgerHead head, Instant at, WallTrend? trend = null)
    {
        if (ReleaseGuard.Check(quarter) is [var obstacle, ..])
            throw new InvalidOperationException(obstacle.Sentence);

        var reviews = quarter.InOrder.Where(r => r.Stage != Stage.Voided).ToArray();
        Section[] teams = [.. reviews.Select((r, i) => TeamSection.Of(quarter, r, i + 1, reviews.Length))];
        Section[] partnerships = PartnershipSection.Of(quarter) is { } section ? [section] : [];
        var signatures = SignatureSection.Of(quarter, reviews);
        var ledger = Ledger(quarter, head);
        return new ReportDocument(
            ReportTexts.DocumentTitle.With(new { company = quarter.Company, quarter = quarter.Id }),
            quarter.Company,
            ReportTexts.DocumentSubject.With(new { quarter = Wording.Of(quarter.Id) }),
            "en",
            at,
            new Stamp(quarter.Id.ToString(), head.Version, head.Hash),
            new RunningLines(
                quarter.Company,
                ReportTexts.PageHeader.With(new { quarter = quarter.Id }),
                HasTakeOvers(reviews) ? ReportTexts.FooterSignedWithTakeOvers : ReportTexts.FooterSignedByAll,
                ReportTexts.Page
            ),
            [
                Cover(quarter, head, at, reviews),
                SummarySection.Of(quarter, reviews, trend ?? WallTrend.None),
                Contents(reviews, teams, [.. partnerships, signatures, ledger]),
                .. teams,
                .. partnerships,
                signatures,
                ledger,
            ]
        );
    }

    /// <summary>Then not every team's own leaders signed, and neither cover nor footer says so.</summary>
    private static bool HasTakeOvers(Review[] reviews) => SignatureSection.TakenOver(reviews).Any();

    private static Section Cover(Quarter quarter, LedgerHead head, Instant at, Review[] reviews) =>
        new(
            ReportTexts.Cover,
            "cover",
            StartsOnNewPage: true,
            [
                new Block.Cover(
                    quarter.Company,
                    ReportTexts.CoverTitle,
                    Wording.Of(quarter.Id),
                    HasTakeOvers(reviews) ? ReportTexts.CoverSignedWithTakeOvers : ReportTexts.CoverSignedByAll,
                    [
                        new(
                            ReportTexts.Released,
                            $"{Wording.Date(quarter.Calendar.DateOf(at))}, {Wording.Time(quarter.Calendar, at)}"
                        ),
                        new(ReportTexts.For, quarter.Ceo.Name),
                        new(
                            ReportTexts.Covers,
                            ReportTexts.TeamsAndOutcomes.With(
                                new { teams = reviews.Length, outcomes = reviews.Sum(r => r.Scorecard.Outcomes.Length) }
                            )
                        ),
                        new(ReportTexts.Ledger, $"{quarter.Id}, entry {Wording.Number(head.Version)}"),
                    ]
                ),
            ]
        );

    private static Section Contents(Review[] reviews, Section[] teams, Section[] rest) =>
        new(
            ReportTexts.Contents,
            "contents",
            StartsOnNewPage: true,
            [
                new Block.Heading(ReportTexts.Contents, Level.Section),
                new Block.Contents([
                    new(ReportTexts.QuarterAtAGlance, "", "summary"),
                    .. teams.Zip(reviews, (section, review) =>
                        new Entry(section.Title, Wording.OfMet(review), section.Anchor)
                    ),
                    .. rest.Select(section => new Entry(section.Title, "", section.Anchor)),
                ]),
            ]
        );

    private static Section Ledger(Quarter quarter, LedgerHead head) =>
        new(
            ReportTexts.Ledger,
            "ledger",
            StartsOnNewPage: false,
            [
                new Block.Heading(ReportTexts.Ledger, Level.Section),
                new Block.Paragraph(ReportTexts.LedgerExplained),
                new Block.Facts([
                    new(ReportTexts.Quarter, quarter.Id.ToString()),
                    new(ReportTexts.Entry, Wording.Number(head.Version)),
                    new(ReportTexts.Hash, head.Hash, IsCode: true),
                    .. head.KeyId is { } key ? new[] { new Fact(ReportTexts.Key, key, IsCode: true) } : [],
                ]),
            ]
        );
}
