using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Obligations;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Receipts;
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
        var due = ImmutableArray.CreateBuilder<QuarterEvent>();
        if (ReceiptDigest.Due(quarter, now) is { IsEmpty: false } people)
            due.Add(new ReceiptsSent(now, people));
        if (quarter.Stage != QuarterStage.Open)
            return due.ToImmutable();

        var turns = Invitations(quarter).Where(i => i.At <= now).SelectMany(i => i.Turns).ToImmutableArray();
        if (!turns.IsEmpty)
            due.Add(new LeadersInvited(now, turns));

        if (TurnDigest.Due(quarter, now) is { IsEmpty: false } moves)
            due.Add(new TurnsDigested(now, moves));

        due.AddRange(
            Reminders(quarter)
                .Where(r => r.At <= now)
                .Select(r => new LeaderReminded(now, r.Person, LastStep(quarter, r.Since, now), r.Since, r.Turns))
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
            return ReceiptDigest.Next(quarter);
        if (quarter.InOrder.All(r => r.Stage is Stage.Signed or Stage.Voided) && ReleaseIsDue(quarter))
            return quarter.StartedAt;

        Instant?[] moments =
        [
            .. Invitations(quarter).Select(i => (Instant?)i.At),
            TurnDigest.Next(quarter),
            ReceiptDigest.Next(quarter),
            .. Reminders(quarter).Select(r => (Instant?)r.At),
            NextEscalation(quarter)?.At,
        ];
        return moments.Min();
    }

    /// <summary>The next reminder of everybody who waits and has not had the last one.</summary>
    public static ImmutableArray<(PersonId Person, Instant At)> NextReminders(Quarter quarter) =>
        quarter.Stage == QuarterStage.Open ? [.. Reminders(quarter).Select(r => (r.Person, r.At))] : [];

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
    /// For each leader, and for ops, the next reminder of what has waited longest; a new wait counts from one again.
    /// Who acted is left alone until the next business morning.
    /// </summary>
    private static IEnumerable<(
        Instant At,
        PersonId Person,
        int Number,
        Instant Since,
        ImmutableArray<Turn> Turns
    )> Reminders(Quarter quarter)
    {
        var steps = quarter.Deadlines.RemindAfterBusinessDays;
        return from owed in Owed(quarter)
            where owed.Sent < steps.Length
            let at = quarter.Calendar.MorningAfter(owed.Since, steps[owed.Sent])
            let rested = quarter.Contacts.Acted.TryGetValue(owed.Person, out var acted) && acted > owed.Since
                ? quarter.Calendar.MorningAfter(acted, 1)
                : at
            select (Instant.Max(at, rested), owed.Person, owed.Sent + 1, owed.Since, owed.Turns);
    }

    /// <summary>Everybody for whom something waits that they have been told of.</summary>
    internal static IEnumerable<Owed> Owed(Quarter quarter) =>
        from open in Told(quarter)
        group open by open.Person into waits
        let since = waits.Min(w => w.Since)
        let sent = quarter.Reminders.GetValueOrDefault(waits.Key) is { } last && last.Since == since ? last.Number : 0
        select new Owed(waits.Key, since, sent, waits.Select(w => w.Turn).Distinct().ToImmutableArray());

    /// <summary>
    /// The number of the latest reminder whose time has come: after an outage one mail goes out, not one for each that
    /// was missed.
    /// </summary>
    private static int LastStep(Quarter quarter, Instant since, Instant now) =>
        quarter.Deadlines.RemindAfterBusinessDays.Count(step => quarter.Calendar.MorningAfter(since, step) <= now);

    /// <summary>What waits for somebody who has been told so, team by team.</summary>
    private static IEnumerable<(PersonId Person, Turn Turn, Instant Since)> Told(Quarter quarter) =>
        from open in Open(quarter)
        let owner = open.Wait.Seat is { } seat ? quarter.Pairs[seat] : quarter.Ops
        where
            owner is not null
            && open.Wait.Act.HoldsUpReport()
            && (!open.Wait.Act.IsOfTurn() || quarter.Reviews[open.Turn.Team].Open is { Told: true })
        select (owner.Id, open.Turn, open.Wait.Since);

    private static IEnumerable<(Turn Turn, Wait Wait)> Open(Quarter quarter) =>
        from review in quarter.InOrder
        from wait in quarter.Waits.GetValueOrDefault(review.Team, [])
        select (new Turn(review.Team, wait.Seat?.Pair ?? review.Pair), wait);

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
        [.. Open(quarter).Where(open => open.Wait.Act.HoldsUpReport()).Select(open => open.Turn).Distinct()];
}

/// <summary>What waits for a person.</summary>
/// <param name="Since">Since when the longest wait does.</param>
/// <param name="Sent">How many reminders of it went out.</param>
internal sealed record Owed(PersonId Person, Instant Since, int Sent, ImmutableArray<Turn> Turns);
