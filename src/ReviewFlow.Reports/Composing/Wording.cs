using System.Globalization;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.People;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Reports;

/// <summary>How the report says dates, times, counts and names.</summary>
public static class Wording
{
    private static readonly string[] Ordinals = ["First", "Second", "Third", "Fourth"];
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly OffsetPattern Offset = OffsetPattern.CreateWithInvariantCulture("'UTC'+HH:mm");

    public static string Of(QuarterId quarter) =>
        string.Create(CultureInfo.InvariantCulture, $"{Ordinals[quarter.Number - 1]} quarter of {quarter.Year}");

    public static string Date(LocalDate date) => Day.Format(date);

    /// <summary><c>14:05 Asia/Dubai (UTC+04:00)</c></summary>
    public static string Time(WorkingCalendar calendar, Instant at)
    {
        var local = calendar.Local(at);
        return $"{Clock.Format(local.TimeOfDay)} {calendar.TimeZone} ({Offset.Format(local.Offset)})";
    }

    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>1 team</c>, <c>8 teams</c></summary>
    public static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    public static string OfMet(Review review) =>
        $"{review.Count(OutcomeStatus.Met)} of {Count(review.Scorecard.Outcomes.Length, "outcome")} met";

    /// <summary><c>X</c>, or <c>X on behalf of Y</c></summary>
    public static string Acting(Person by, Person? onBehalfOf) => by.Name + OnBehalf(onBehalfOf);

    /// <summary><c> on behalf of Pia Chief</c>; nothing for oneself.</summary>
    public static string OnBehalf(Person? onBehalfOf) => onBehalfOf is null ? "" : $" on behalf of {onBehalfOf.Name}";

    /// <summary>What went over the wall, without saying in which direction.</summary>
    public static string Of(Wall wall) =>
        wall.Kind switch
        {
            WallKind.WorkReturned => "Work was returned",
            WallKind.DaysWaited => $"Waited {Count(wall.Days ?? 0, "day")} on the other side",
            WallKind.LateChangeOfFeasibility => "Feasibility changed late",
            WallKind.LateChangeOfRequirement => "A requirement changed late",
            _ => "An incident without a joint review",
        };

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
            [var one] => $"The figure of {one} is not available: its ledger could not be read.",
            var some =>
                $"The figures of {string.Join(", ", some[..^1])} and {some[^1]} are not available: their ledgers could not be read.",
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
            OutcomeStatus.Met => "met",
            OutcomeStatus.Partly => "partly",
            _ => "missed",
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
            ? "worse than the baseline"
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(progress * 100):#,0}% of the way");

    /// <summary>
    /// <c>5.1% under plan</c>; <c>on plan</c> when nothing differs, and no share of a plan of nothing.
    /// </summary>
    public static string Share(decimal planned, decimal spent) =>
        (planned, spent - planned) switch
        {
            (_, 0) => "on plan",
            (0, _) => "unplanned",
            var (of, difference) => string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Abs(difference) / of:0.0%} {(difference > 0 ? "over" : "under")} plan"
            ),
        };

    /// <summary><c>412 KB</c>, <c>1.3 MB</c></summary>
    public static string Size(long bytes) =>
        bytes < 1_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} KB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000m:0.0} MB");
}
