using ReviewFlow.Application.Reading;
using ReviewFlow.Assessments;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>How the share of outcomes with something over the wall has moved.</summary>
internal static class TrendView
{
    /// <summary>
    /// The two who assess see it from the moment when both their views are open: before, nothing may sway what they
    /// rate.
    /// </summary>
    public static bool IsFor(Reader reader, Review review) =>
        review is { Stage: not Stage.Voided, Assessment: { IsRevealed: true } assessment }
        && reader.SeatIn(assessment.Pair) is not null;

    /// <summary>Null where there is nothing to show yet.</summary>
    public static TrendModel? Of(Reader reader, Review review, WallTrend trend)
    {
        WallShare?[] shares = [.. trend.Earlier.OrderBy(s => s.Quarter), WallShare.Of(reader.Quarter, review.Team)];
        TrendRow[] rows =
        [
            .. shares
                .OfType<WallShare>()
                .Select(s => new TrendRow(
                    $"{s.Quarter}",
                    AssessmentPageTexts.OutcomesOfAll.With(
                        new { outcomes = Wording.Number(s.OverTheWall), all = Wording.Number(s.Outcomes) }
                    ),
                    Wording.Percent(s.OverTheWall, s.Outcomes),
                    s.Quarter == reader.Quarter.Id
                )),
        ];
        return rows.Length == 0 && trend.Unreadable.IsEmpty ? null : new(rows, Wording.LeftOut(trend));
    }
}

/// <summary>
/// Of how many of a team's outcomes something went over the wall, quarter by quarter; for the two who assess it.
/// </summary>
/// <param name="Rows">Oldest first; this quarter is the last one, once both have agreed on its joint work.</param>
/// <param name="Missing">Which quarters are left out because they cannot be read.</param>
public sealed record TrendModel(IReadOnlyList<TrendRow> Rows, string? Missing);

/// <param name="Outcomes"><c>2 of 5</c></param>
/// <param name="Share"><c>40%</c></param>
public sealed record TrendRow(string Quarter, string Outcomes, string Share, bool IsThisOne);
