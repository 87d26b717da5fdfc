using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Deadlines;

/// <summary>
/// Ops write to people themselves: what waits for them, with a fresh link. It counts as one of their reminders, so the
/// next one by the calendar comes a step later.
/// </summary>
public static class RemindRules
{
    /// <summary>Nobody is written to more often than this.</summary>
    public static readonly Duration Every = Duration.FromMinutes(10);

    public static Decision Decide(Quarter quarter, QuarterCommand.Remind c, Instant at)
    {
        var owed = QuarterSchedule.Owed(quarter).ToDictionary(o => o.Person);
        if (c.Who.IsEmpty)
            return owed.Values.Where(o => !IsRecent(quarter, o.Person, at)).ToArray() is { Length: > 0 } all
                ? new Decision.Accepted([.. all.Select(o => Reminder(o, at))])
                : Decision.AlreadySo;
        if (c.Who.Any(p => !quarter.OnFile(p, at).Any()))
            return Refusal.Unknown.Because(QuarterTexts.AddressUnknown.With(new { quarter = quarter.Id }));
        return c.Who.Any(p => IsRecent(quarter, p, at))
            ? Refusal.TooSoon.Because(
                CalendarTexts.RemindedJustNow.With(
                    new
                    {
                        names = Lists.And(
                            c.Who.Where(p => IsRecent(quarter, p, at)).Select(p => quarter.OnFile(p, at).First().Name)
                        ),
                        minutes = (int)Every.TotalMinutes,
                    }
                )
            )
            : new Decision.Accepted([
                .. c
                    .Who.Distinct()
                    .Select(p =>
                        owed.TryGetValue(p, out var waits)
                            ? Reminder(waits, at)
                            : (QuarterEvent)new FreshLinkSent(at, p, LinkPurposes.For(quarter, p, at))
                    ),
            ]);
    }

    private static LeaderReminded Reminder(Owed waits, Instant at) =>
        new(at, waits.Person, waits.Sent + 1, waits.Since, waits.Turns);

    private static bool IsRecent(Quarter quarter, PersonId person, Instant at) =>
        (quarter.Reminders.TryGetValue(person, out var last) && at < last.At + Every)
        || (quarter.Access.FreshLinks.TryGetValue(person, out var sent) && at < sent + Every);
}
