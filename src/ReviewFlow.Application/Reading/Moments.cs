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

    public static bool IsPast(Quarter quarter, Instant now) => quarter.Calendar.DateOf(now) > quarter.Due;
}
