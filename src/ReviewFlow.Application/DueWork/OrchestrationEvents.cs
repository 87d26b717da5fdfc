using System.Globalization;
using NodaTime;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Application.DueWork;

/// <summary>
/// Who waits for what, read from the state alone: each waiting instance with the one name of what it waits for. The
/// name changes when the state does, so two states tell whom to wake, and a waiter waits for each name once.
/// </summary>
public static class OrchestrationEvents
{
    public static string InstanceOf(QuarterId quarter) => quarter.ToString();

    public static string InstanceOf(QuarterId quarter, TeamId team) => $"{quarter}~{team}";

    /// <summary>The one instance for all leaders: an instance's name is in every log, so it holds no address.</summary>
    public static string LeadersOf(string quarter) => $"{quarter}~~leaders";

    /// <summary>Everything that waits; empty when the quarter is over.</summary>
    public static IReadOnlyDictionary<string, string> Of(Quarter? quarter)
    {
        var waits = new Dictionary<string, string>(StringComparer.Ordinal);
        if (quarter is not { Stage: QuarterStage.Open })
            return waits;
        foreach (var review in quarter.InOrder)
        {
            if (NameOf(review) is { } name)
                waits.Add(InstanceOf(quarter.Id, review.Team), name);
        }
        if (waits.Count > 0)
            waits.Add(LeadersOf(quarter.Id.ToString()), ForLeaders(quarter).Name!);
        return waits;
    }

    /// <summary>
    /// Whether who waits for <paramref name="waiting"/> must be woken now that it should wait for
    /// <paramref name="now"/> (null: for nothing).
    /// </summary>
    /// <remarks>
    /// A reminder that moves to later or falls away wakes nobody: its timer reads the ledger when it goes off.
    /// </remarks>
    public static bool IsMissed(string waiting, string? now) =>
        now is null || (MomentOf(waiting) is { } set ? MomentOf(now) < set : now != waiting);

    /// <summary>
    /// The event that wakes who waits for <paramref name="name"/>: a reminder's moment moves while its instance waits,
    /// so its event has one name.
    /// </summary>
    public static string EventOf(string name) => MomentOf(name) is null ? name : Sooner;

    /// <summary>
    /// What a team's review waits for: to be signed by its whole path in this round. A sign-off that leaves it waiting
    /// wakes nobody.
    /// </summary>
    private static string? NameOf(Review review) =>
        review.Stage is Stage.Assessing or Stage.Signing or Stage.Returned
            ? string.Create(CultureInfo.InvariantCulture, $"round-{review.Current.Number}")
            : null;

    /// <summary>
    /// What the leaders wait for, and until when; no name when there is nothing more to remind anybody of.
    /// </summary>
    public static (string? Name, Instant? Until) ForLeaders(Quarter? quarter)
    {
        if (quarter is not { Stage: QuarterStage.Open } || quarter.InOrder.All(r => NameOf(r) is null))
            return (null, null);
        var next = QuarterSchedule.NextReminders(quarter).Select(r => (Instant?)r.At).Min();
        return (
            string.Create(CultureInfo.InvariantCulture, $"{Reminder}{next?.ToUnixTimeSeconds() ?? long.MaxValue}"),
            next
        );
    }

    /// <summary>
    /// Its event says that somebody is to be reminded sooner, or that the wait is <see cref="Over"/>.
    /// </summary>
    public const string Sooner = "sooner",
        Over = "";

    /// <summary>Tells the quarter that a hint came before its instance was there.</summary>
    public const string Late = "late";

    private const string Reminder = "reminder~";

    private static long? MomentOf(string name) =>
        name.StartsWith(Reminder, StringComparison.Ordinal)
            ? long.Parse(name[Reminder.Length..], CultureInfo.InvariantCulture)
            : null;
}
