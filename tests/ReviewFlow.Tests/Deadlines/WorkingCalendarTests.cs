using NodaTime;
using NodaTime.Text;
using ReviewFlow.Deadlines;

namespace ReviewFlow.Tests.Deadlines;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar FridaySaturday = new(
        "Asia/Riyadh",
        [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday],
        []
    );

    [Theory]
    [InlineData("2026-10-01", 0, "2026-10-01")]
    [InlineData("2026-10-01", 1, "2026-10-02")]
    [InlineData("2026-10-02", 1, "2026-10-05")] // over a weekend
    [InlineData("2026-10-03", 1, "2026-10-05")] // from within one
    [InlineData("2026-10-09", 1, "2026-10-13")] // a holiday behind the weekend
    [InlineData("2026-10-01", 7, "2026-10-13")]
    [InlineData("2026-10-30", 1, "2026-11-02")] // over a month
    [InlineData("2026-12-31", 1, "2027-01-01")] // over a year
    public void The_day_itself_weekends_and_holidays_do_not_count(string from, int count, string expected) =>
        Assert.Equal(Day(expected), SampleRosters.Dubai.After(Day(from), count));

    [Theory]
    [InlineData("2026-10-01", 1, "2026-10-04")] // Thursday, then Sunday
    [InlineData("2026-10-01", 5, "2026-10-08")]
    [InlineData("2026-10-08", 1, "2026-10-11")]
    public void A_weekend_may_be_friday_and_saturday(string from, int count, string expected) =>
        Assert.Equal(Day(expected), FridaySaturday.After(Day(from), count));

    [Theory]
    [InlineData("Asia/Dubai", "2026-10-05", "2026-10-05T05:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-10-05", "2026-10-05T03:15:00Z")] // +05:45
    [InlineData("Pacific/Chatham", "2026-10-05", "2026-10-04T19:15:00Z")] // +13:45, the day before in UTC
    [InlineData("Pacific/Kiritimati", "2026-10-05", "2026-10-04T19:00:00Z")] // +14
    [InlineData("Europe/Berlin", "2026-03-27", "2026-03-27T08:00:00Z")] // winter time
    [InlineData("Europe/Berlin", "2026-03-30", "2026-03-30T07:00:00Z")] // summer time
    [InlineData("Australia/Lord_Howe", "2026-10-05", "2026-10-04T22:00:00Z")] // a clock change of half an hour
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T19:00:00Z")] // the day the date line took: 09:00 of the next
    public void Morning_is_nine_by_the_local_clock(string zone, string date, string expected) =>
        Assert.Equal(
            InstantPattern.General.Parse(expected).Value,
            new WorkingCalendar(zone, [], []).Morning(Day(date))
        );

    [Fact]
    public void The_local_day_decides_what_today_is()
    {
        var lateInUtc = Instant.FromUtc(2026, 10, 1, 21, 0); // already Friday in Dubai
        Assert.Equal(new LocalDate(2026, 10, 2), SampleRosters.Dubai.DateOf(lateInUtc));
        Assert.Equal(Instant.FromUtc(2026, 10, 5, 5, 0), SampleRosters.Dubai.MorningAfter(lateInUtc, 1));
    }

    [Fact]
    public void Calendars_with_the_same_days_are_equal() =>
        Assert.Equal(
            SampleRosters.Dubai,
            new WorkingCalendar(
                "Asia/Dubai",
                [IsoDayOfWeek.Sunday, IsoDayOfWeek.Saturday],
                [new LocalDate(2026, 10, 12)]
            )
        );

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
