using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Deadlines;

/// <summary>
/// What is owed by time, and when to look next. Nothing here approves anything: a deadline only tells people.
/// Invitations are gathered into digests, so that three hundred teams are not three hundred mails.
/// </summary>
public static class QuarterSchedule
{
    /// <summary>
    /// After the first escalation of a due date both leaders hear of it again every this many business days.
    /// </summary>
    public const int EscalateAgainAfterBusinessDays = 5;

    /// <summary>What is due at <paramref name="now"/>.</summary>
    public static ImmutableArray<QuarterEvent> Due(Quarter quarter, Instant now)
    {
        if (quarter.Stage != QuarterStage.Open)
            return [];
        var due = ImmutableArray.CreateBuilder<QuarterEvent>();

        var turns = Invitations(quarter).Where(i => i.At <= now).SelectMany(i => i.Turns).ToImmutableArray();
        if (!turns.IsEmpty)
            due.Add(new LeadersInvited(now, turns));

        if (TurnDigest.Due(quarter, now) is { IsEmpty: false } moves)
            due.Add(new TurnsDigested(now, moves));

        due.AddRange(
            Reminders(quarter)
                .Where(r => r.At <= now)
                .Select(r => new LeaderReminded(now, r.Leader, LastStep(quarter, r.Since, now), r.Since, r.Turns))
        );

        if (NextEscalation(quarter) is { } escalation && escalation.At <= now)
            due.Add(new DeadlineEscalated(now, quarter.Due, escalation.Round, HeldUpBy(quarter)));
        return due.ToImmutable();
    }

    /// <summary>The report can be composed: every team that is not voided is signed by its whole path.</summary>
    public static bool ReleaseIsDue(Quarter quarter) =>
        quarter.Stage == QuarterStage.Open && ReleaseGuard.Check(quarter).IsEmpty;

    /// <summary>
    /// When the quarter wants to be looked at next; null when nothing can become due without a command.
    /// </summary>
    public static Instant? NextDue(Quarter quarter)
    {
        if (quarter.Stage != QuarterStage.Open)
            return null;
        if (quarter.InOrder.All(r => r.Stage is Stage.Signed or Stage.Voided) && ReleaseIsDue(quarter))
            return quarter.StartedAt;

        Instant?[] moments =
        [
            .. Invitations(quarter).Select(i => (Instant?)i.At),
            TurnDigest.Next(quarter),
            .. Reminders(quarter).Select(r => (Instant?)r.At),
            NextEscalation(quarter)?.At,
        ];
        return moments.Min();
    }

    /// <summary>The next reminder of everybody who waits and has not had the last one.</summary>
    public static ImmutableArray<(PersonId Leader, Instant At)> NextReminders(Quarter quarter) =>
        quarter.Stage == QuarterStage.Open ? [.. Reminders(quarter).Select(r => (r.Leader, r.At))] : [];

    /// <summary>
    /// When something is due that concerns more than one leader: an invitation or an escalation; null when nothing is.
    /// </summary>
    public static Instant? NextForAll(Quarter quarter) =>
        quarter.Stage != QuarterStage.Open
            ? null
            : new[] { Invitations(quarter).Select(i => (Instant?)i.At).Min(), NextEscalation(quarter)?.At }.Min();

    /// <summary>
    /// A pair's first invitation goes out at once; what opens later is gathered until nothing more can come to the
    /// pair, but no longer than to the next business morning.
    /// </summary>
    private static IEnumerable<(Instant At, ImmutableArray<Turn> Turns)> Invitations(Quarter quarter)
    {
        var reviews = quarter.InOrder.Where(r => r.Stage != Stage.Voided).ToArray();
        var unreached = reviews.SelectMany(r => r.Path).Where(l => !l.IsReached).Select(l => l.Pair).ToHashSet();
        return from waiting in reviews.Where(r => r.Open is { Told: false }).GroupBy(r => r.Open!.Pair)
            let since = waiting.Min(r => r.Open!.OpenedAt!.Value)
            let atOnce = !quarter.Invited.Contains(waiting.Key) || !unreached.Contains(waiting.Key)
            select (
                atOnce ? since : quarter.Calendar.MorningAfter(since, 1),
                waiting.Select(r => new Turn(r.Team, waiting.Key)).ToImmutableArray()
            );
    }

    /// <summary>
    /// For each leader the next reminder of what has waited longest; a new wait counts from one again.
    /// </summary>
    private static IEnumerable<(
        Instant At,
        PersonId Leader,
        int Number,
        Instant Since,
        ImmutableArray<Turn> Turns
    )> Reminders(Quarter quarter)
    {
        var steps = quarter.Deadlines.RemindAfterBusinessDays;
        return from wait in Waits(quarter)
            let since = wait.Reviews.Min(r => r.Open!.OpenedAt!.Value)
            let sent = quarter.Reminders.GetValueOrDefault(wait.Leader) is { } last && last.Since == since
                ? last.Number
                : 0
            where sent < steps.Length
            select (
                quarter.Calendar.MorningAfter(since, steps[sent]),
                wait.Leader,
                sent + 1,
                since,
                wait.Reviews.Select(r => new Turn(r.Team, r.Open!.Pair)).ToImmutableArray()
            );
    }

    /// <summary>
    /// The number of the latest reminder whose time has come: after an outage one mail goes out, not one for each that
    /// was missed.
    /// </summary>
    private static int LastStep(Quarter quarter, Instant since, Instant now) =>
        quarter.Deadlines.RemindAfterBusinessDays.Count(step => quarter.Calendar.MorningAfter(since, step) <= now);

    /// <summary>Who has been told of a turn and has not signed, with the reviews that wait for them.</summary>
    private static IEnumerable<(PersonId Leader, Review[] Reviews)> Waits(Quarter quarter) =>
        from review in quarter.InOrder
        where review.Open is { Told: true }
        from seat in Enum.GetValues<Seat>()
        where review.Awaits(new(review.Open!.Pair, seat))
        group review by quarter.Pairs[new SeatOf(review.Open!.Pair, seat)].Id into waits
        select (waits.Key, waits.Distinct().ToArray());

    private static (Instant At, int Round)? NextEscalation(Quarter quarter)
    {
        if (HeldUpBy(quarter).IsEmpty)
            return null;
        return quarter.Escalation is { } last && last.Due == quarter.Due
            ? (quarter.Calendar.MorningAfter(last.At, EscalateAgainAfterBusinessDays), last.Round + 1)
            : (quarter.Calendar.Morning(quarter.Calendar.After(quarter.Due, 1)), 1);
    }

    /// <summary>
    /// What stands between the quarter and its release: the open turns, and a returned review with its own pair.
    /// </summary>
    private static ImmutableArray<Turn> HeldUpBy(Quarter quarter) =>
        [
            .. from review in quarter.InOrder
            let pair = review.Stage switch
            {
                Stage.Assessing or Stage.Signing => review.Open!.Pair,
                Stage.Returned => review.Pair,
                _ => default(PairId?),
            }
            where pair is not null
            select new Turn(review.Team, pair.Value),
        ];
}
