using NodaTime;
using NodaTime.Text;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Deadlines;

/// <summary>Ops declared a holiday that the roster does not have; reminders and escalations move with it.</summary>
public sealed record HolidayAdded(Instant At, LocalDate Day, string Reason) : QuarterEvent(At);

/// <summary>What ops change in the calendar of a quarter that runs.</summary>
public static class CalendarRules
{
    public static Decision Decide(Quarter quarter, QuarterCommand.Extend c, Instant at) =>
        c.To == quarter.Due ? Decision.AlreadySo
        : c.To < quarter.Due || c.To < quarter.Calendar.DateOf(at)
            ? Refusal.NotLater.Because(
                QuarterTexts.ExtensionTooEarly.With(
                    new { quarter = quarter.Id, due = LocalDatePattern.Iso.Format(quarter.Due) }
                )
            )
        : quarter.Calendar.IsBusinessDay(c.To) ? new DeadlineExtended(at, quarter.Due, c.To, c.Reason)
        : Refusal.FreeDay.Because(
            CalendarTexts.DueOnFreeDay.With(
                new
                {
                    day = LocalDatePattern.Iso.Format(c.To),
                    next = LocalDatePattern.Iso.Format(quarter.Calendar.After(c.To, 1)),
                }
            )
        );

    public static Decision Decide(Quarter quarter, QuarterCommand.AddHoliday c, Instant at) =>
        quarter.Calendar.Holidays.Contains(c.Day) ? Decision.AlreadySo
        : c.Day < quarter.Calendar.DateOf(at)
            ? Refusal.NotLater.Because(CalendarTexts.HolidayOver.With(new { day = LocalDatePattern.Iso.Format(c.Day) }))
        : c.Day == quarter.Due
            ? Refusal.FreeDay.Because(
                CalendarTexts.HolidayOnDueDay.With(
                    new
                    {
                        quarter = quarter.Id,
                        day = LocalDatePattern.Iso.Format(c.Day),
                        next = LocalDatePattern.Iso.Format(quarter.Calendar.After(c.Day, 1)),
                    }
                )
            )
        : new HolidayAdded(at, c.Day, c.Reason);

    public static Quarter Evolve(Quarter quarter, HolidayAdded e) =>
        quarter with
        {
            Calendar = quarter.Calendar with { Holidays = quarter.Calendar.Holidays.Add(e.Day) },
        };
}
