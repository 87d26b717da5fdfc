using NodaTime;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Deadlines;

/// <summary>
/// What ops change in the calendar of a quarter that runs. It is 1 October 2026; Saturday and Sunday are free.
/// </summary>
public sealed class CalendarRulesTests
{
    [Theory]
    [InlineData("2026-11-14", "2026-11-16")] // a Saturday
    [InlineData("2026-11-15", "2026-11-16")]
    public void Nothing_is_due_on_a_free_day_and_the_next_working_day_is_named(string day, string next)
    {
        var refused = Refused(new QuarterCommand.Extend(Day(day), "Two were ill"));
        Assert.Equal(Refusal.FreeDay, refused.Why);
        Assert.Contains($"The next working day is {next}.", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_holiday_moves_what_would_have_come_on_it()
    {
        var run = new Run(SampleRosters.OneTeam);
        var reminder = QuarterSchedule.NextReminders(run.Quarter).Min(r => r.At);
        var day = run.Quarter.Calendar.DateOf(reminder);
        run.Do(new QuarterCommand.AddHoliday(day, "Everybody is off"));
        Assert.IsType<Decision.Accepted>(run.Last);
        var next = QuarterSchedule.NextReminders(run.Quarter).Min(r => r.At);
        Assert.Equal(run.Quarter.Calendar.Morning(run.Quarter.Calendar.After(day, 1)), next);
        Assert.IsType<Decision.Nothing>(run.Do(new QuarterCommand.AddHoliday(day, "Again")).Last);
    }

    [Fact]
    public void The_due_day_is_no_holiday_before_it_is_moved()
    {
        var run = new Run(SampleRosters.OneTeam);
        var refused = Assert.IsType<Decision.Refused>(
            run.Do(new QuarterCommand.AddHoliday(run.Quarter.Due, "Everybody is off")).Last
        );
        Assert.Equal(Refusal.FreeDay, refused.Why);
        Assert.Contains("Extend it first", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_that_is_over_is_no_holiday_any_more() =>
        Assert.Equal(Refusal.NotLater, Refused(new QuarterCommand.AddHoliday(Day("2026-09-01"), "Late")).Why);

    private static Decision.Refused Refused(QuarterCommand command) =>
        Assert.IsType<Decision.Refused>(new Run(SampleRosters.OneTeam).Do(command).Last);

    private static LocalDate Day(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
}
