using System.Collections.Immutable;
using NodaTime;

namespace ReviewFlow.Deadlines;

/// <summary>The business days of a quarter's time zone (IANA id), weekends and holidays left out.</summary>
public sealed record WorkingCalendar(
    string TimeZone,
    ImmutableSortedSet<IsoDayOfWeek> Weekend,
    ImmutableSortedSet<LocalDate> Holidays
)
{
    /// <summary>The hour of the local day at which digests, reminders and escalations go out.</summary>
    public static readonly LocalTime MorningHour = new(9, 0);

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[TimeZone];

    public LocalDate DateOf(Instant instant) => instant.InZone(_zone).Date;

    public ZonedDateTime Local(Instant instant) => instant.InZone(_zone);

    public bool IsBusinessDay(LocalDate date) => !Weekend.Contains(date.DayOfWeek) && !Holidays.Contains(date);

    /// <summary>
    /// The <paramref name="count"/>-th business day after <paramref name="date"/>, which itself never counts.
    /// </summary>
    public LocalDate After(LocalDate date, int count)
    {
        while (count > 0)
        {
            date = date.PlusDays(1);
            if (IsBusinessDay(date))
                count--;
        }
        return date;
    }

    /// <summary>
    /// 09:00 local time of <paramref name="date"/>; where a clock change skips that hour, as much later as it skips.
    /// </summary>
    public Instant Morning(LocalDate date) => _zone.AtLeniently(date + MorningHour).ToInstant();

    /// <summary>
    /// The morning of the <paramref name="count"/>-th business day after the local day of <paramref name="instant"/>.
    /// </summary>
    public Instant MorningAfter(Instant instant, int count) => Morning(After(DateOf(instant), count));

    public bool Equals(WorkingCalendar? other) =>
        other is not null
        && TimeZone == other.TimeZone
        && Weekend.SetEquals(other.Weekend)
        && Holidays.SetEquals(other.Holidays);

    public override int GetHashCode() => HashCode.Combine(TimeZone, Weekend.Count, Holidays.Count);
}

/// <summary>When leaders are reminded and when a quarter is due, in business days.</summary>
public sealed record DeadlineSettings(ImmutableArray<int> RemindAfterBusinessDays, int DueAfterBusinessDays);
