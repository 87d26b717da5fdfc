using NodaTime;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Sections;

namespace ReviewFlow.Application.Reading;

/// <summary>How the pages say days and times, in the quarter's own zone.</summary>
public static class Moments
{
    public static string Day(LocalDate date) => Wording.Date(date);

    /// <summary><c>5 October 2026 at 10:12 (Asia/Dubai)</c></summary>
    public static string At(Quarter quarter, Instant at)
    {
        var local = quarter.Calendar.Local(at);
        return $"{Wording.Date(local.Date)} at {local.TimeOfDay:HH:mm} ({quarter.Calendar.TimeZone})";
    }

    public static DueDay Due(Quarter quarter, Instant now) =>
        new(Day(quarter.Due), quarter.Calendar.DateOf(now) > quarter.Due);
}

/// <summary>The day on which sign-offs are due.</summary>
/// <param name="Day">Already formatted.</param>
/// <param name="IsPast">The day is over, so it is said in the past tense.</param>
public sealed record DueDay(string Day, bool IsPast);
