using System.Globalization;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Reports.Sections;

/// <summary>How the report says dates, times, counts and names.</summary>
public static class Wording
{
    private static string[] Ordinals => [ReportTexts.First, ReportTexts.Second, ReportTexts.Third, ReportTexts.Fourth];
    private static LocalDatePattern Day => LocalDatePattern.CreateWithInvariantCulture(ReportTexts.DatePattern);
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly OffsetPattern Offset = OffsetPattern.CreateWithInvariantCulture("'UTC'+HH:mm");

    public static string Of(QuarterId quarter) =>
        ReportTexts.QuarterOfYear.With(new { ordinal = Ordinals[quarter.Number - 1], year = quarter.Year });

    public static string Date(LocalDate date) => Day.Format(date);

    /// <summary><c>14:05 Asia/Dubai (UTC+04:00)</c></summary>
    public static string Time(WorkingCalendar calendar, Instant at)
    {
        var local = calendar.Local(at);
        return $"{Clock.Format(local.TimeOfDay)} {calendar.TimeZone} ({Offset.Format(local.Offset)})";
    }

    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string OfMet(Review review) =>
        ReportTexts.OutcomesMetOf.With(
            new { met = review.Count(OutcomeStatus.Met), outcomes = review.Scorecard.Outcomes.Length }
        );

    /// <summary><c>X</c>, or <c>X on behalf of Y</c></summary>
    public static string Acting(Person by, Person? onBehalfOf) =>
        onBehalfOf is null
            ? by.Name
            : ReportTexts.ActedOnBehalfOf.With(new { actor = by.Name, leader = onBehalfOf.Name });

    /// <summary><c>27%</c>, rounded to whole; nothing of nothing is 0%.</summary>
    public static string Percent(int part, int whole) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(whole == 0 ? 0 : Math.Round(100m * part / whole, MidpointRounding.AwayFromZero)):0}%"
        );

    /// <summary>Which quarters a trend has to do without, and why; null where it misses none.</summary>
    public static string? LeftOut(WallTrend trend) =>
        trend.Unreadable.Order().ToArray() switch
        {
            [] => null,
            [var one] => ReportTexts.FigureUnavailable.With(new { quarter = one }),
            var some => ReportTexts.FiguresUnavailable.With(
                new { quarters = Lists.And(some.Select(q => q.ToString())) }
            ),
        };

    /// <summary>Pairs have no names but their ids: <c>food-and-grocery</c> reads <c>Food and grocery</c>.</summary>
    public static string Of(PairId pair)
    {
        var words = pair.ToString().Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary><c>partly</c>: a status within a sentence.</summary>
    public static string Lower(OutcomeStatus status) =>
        status switch
        {
            OutcomeStatus.Met => ReportTexts.StatusMet,
            OutcomeStatus.Partly => ReportTexts.StatusPartly,
            _ => ReportTexts.StatusMissed,
        };

    public static Mark Of(OutcomeStatus status) =>
        status switch
        {
            OutcomeStatus.Met => Mark.Met,
            OutcomeStatus.Partly => Mark.Partly,
            _ => Mark.Missed,
        };

    /// <summary>Rounded down, so that what is not met never reads as the whole way.</summary>
    public static string Reached(decimal progress) =>
        progress < 0
            ? ReportTexts.WorseThanBaseline
            : ReportTexts.PercentOfTheWay.With(new { percent = Number((long)Math.Floor(progress * 100)) });

    /// <summary>
    /// <c>5.1% under plan</c>; <c>on plan</c> when nothing differs, and no share of a plan of nothing.
    /// </summary>
    public static string Share(decimal planned, decimal spent) =>
        (planned, spent - planned) switch
        {
            (_, 0) => ReportTexts.OnPlan,
            (0, _) => ReportTexts.Unplanned,
            (var plan, > 0 and var over) => ReportTexts.OverPlan.With(new { percent = PercentOf(over, plan) }),
            var (plan, under) => ReportTexts.UnderPlan.With(new { percent = PercentOf(-under, plan) }),
        };

    private static string PercentOf(decimal difference, decimal plan) =>
        (difference / plan).ToString("0.0%", CultureInfo.InvariantCulture);

    /// <summary><c>412 KB</c>, <c>1.3 MB</c></summary>
    public static string Size(long bytes) =>
        bytes < 1_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} KB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000m:0.0} MB");
}
