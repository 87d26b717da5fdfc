using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Reports;

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
    public static Document Compose(Quarter quarter, LedgerHead head, Instant at, WallTrend? trend = null)
    {
        if (ReleaseGuard.Check(quarter) is [var obstacle, ..])
            throw new InvalidOperationException(obstacle.Sentence);

        var reviews = quarter.InOrder.Where(r => r.Stage != Stage.Voided).ToArray();
        Section[] teams = [.. reviews.Select((r, i) => TeamSection.Of(quarter, r, i + 1, reviews.Length))];
        Section[] partnerships = PartnershipSection.Of(quarter) is { } section ? [section] : [];
        var signatures = SignatureSection.Of(quarter, reviews);
        var ledger = Ledger(quarter, head);
        return new Document(
            $"{quarter.Company}: Joint performance review {quarter.Id}",
            quarter.Company,
            $"Joint performance review of {Wording.Of(quarter.Id)}",
            "en",
            at,
            new Stamp(quarter.Id.ToString(), head.Version, head.Hash),
            new RunningLines(
                quarter.Company,
                $"Joint performance review · {quarter.Id}",
                $"Confidential · {Signed(reviews)}",
                "Page {0} of {1}"
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

    /// <summary>
    /// Where a part was taken over, not every team's own leaders signed, and the cover does not say so.
    /// </summary>
    private static string Signed(Review[] reviews) =>
        SignatureSection.TakenOver(reviews).Any()
            ? "Signed jointly for every team"
            : "Signed jointly by both leaders of every team";

    private static Section Cover(Quarter quarter, LedgerHead head, Instant at, Review[] reviews) =>
        new(
            "Cover",
            "cover",
            StartsOnNewPage: true,
            [
                new Block.Cover(
                    quarter.Company,
                    "Joint performance review",
                    Wording.Of(quarter.Id),
                    $"{Signed(reviews)}{(SignatureSection.TakenOver(reviews).Any() ? "; parts that were taken over are named" : "")}.",
                    [
                        new(
                            "Released",
                            $"{Wording.Date(quarter.Calendar.DateOf(at))}, {Wording.Time(quarter.Calendar, at)}"
                        ),
                        new("For", quarter.Ceo.Name),
                        new(
                            "Covers",
                            $"{Wording.Count(reviews.Length, "team")}, {Wording.Count(reviews.Sum(r => r.Scorecard.Outcomes.Length), "outcome")}"
                        ),
                        new("Ledger", $"{quarter.Id}, entry {Wording.Number(head.Version)}"),
                    ]
                ),
            ]
        );

    private static Section Contents(Review[] reviews, Section[] teams, Section[] rest) =>
        new(
            "Contents",
            "contents",
            StartsOnNewPage: true,
            [
                new Block.Heading("Contents", Level.Section),
                new Block.Contents([
                    new("The quarter at a glance", "", "summary"),
                    .. teams.Zip(reviews, (section, review) =>
                        new Entry(section.Title, Wording.OfMet(review), section.Anchor)
                    ),
                    .. rest.Select(section => new Entry(section.Title, "", section.Anchor)),
                ]),
            ]
        );

    private static Section Ledger(Quarter quarter, LedgerHead head) =>
        new(
            "Ledger",
            "ledger",
            StartsOnNewPage: false,
            [
                new Block.Heading("Ledger", Level.Section),
                new Block.Paragraph(
                    "This report was composed from the ledger of the quarter up to and including the entry below. "
                        + "Each entry holds the hash of the one before it: whoever changes a line of the past changes this hash."
                ),
                new Block.Facts([
                    new("Quarter", quarter.Id.ToString()),
                    new("Entry", Wording.Number(head.Version)),
                    new("Hash", head.Hash, IsCode: true),
                    .. head.KeyId is { } key ? new[] { new Fact("Key", key, IsCode: true) } : [],
                ]),
            ]
        );
}
