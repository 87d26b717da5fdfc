using System.Globalization;
using NodaTime;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reviews;

namespace ReviewFlow.Delivery.Work;

/// <summary>
/// Who waits for what, read from the state alone: each waiting instance with the one name of what it waits for. The name changes
/// when the state does, so whoever compares two states knows whom to wake, and whoever waits waits for each name once.
/// </summary>
public static class Waits
{
    public static string InstanceOf(QuarterId quarter) => quarter.ToString();

    public static string InstanceOf(QuarterId quarter, TeamId team) => $"{quarter}~{team}";

    /// <param name="place">Of the leader among the quarter's leaders: an instance's name is in every log, so it holds no address.</param>
    public static string InstanceOf(QuarterId quarter, int place) => string.Create(CultureInfo.InvariantCulture, $"{quarter}~~{place}");

    /// <summary>Everything that waits; empty when the quarter is over.</summary>
    public static IReadOnlyDictionary<string, string> Of(Quarter? quarter)
    {
        var waits = new Dictionary<string, string>(StringComparer.Ordinal);
        if (quarter is not { Stage: QuarterStage.Open }) return waits;
        foreach (var review in quarter.InOrder)
        {
            if (NameOf(review) is { } name) waits.Add(InstanceOf(quarter.Id, review.Team), name);
        }
        if (waits.Count == 0) return waits;
        var reminders = QuarterPolicy.NextReminders(quarter).ToDictionary(r => r.Leader);
        foreach (var (place, leader) in quarter.Pairs.Leaders.Index())
            waits.Add(InstanceOf(quarter.Id, place), reminders.TryGetValue(leader.Id, out var next) ? NameOf(next.At) : Resting);
        return waits;
    }

    /// <summary>What a team's review waits for: to be signed by its whole path in this round. A sign-off that leaves it waiting wakes nobody.</summary>
    private static string? NameOf(Review review) => review.Stage is Stage.Assessing or Stage.Signing or Stage.Returned ? string.Create(CultureInfo.InvariantCulture, $"round-{review.Current.Number}") : null;

    /// <summary>What one leader waits for and until when; no name when there is nothing more to remind anybody of.</summary>
    public static (string? Name, Instant? Until) Of(Quarter? quarter, PersonId leader)
    {
        if (quarter is not { Stage: QuarterStage.Open } || quarter.InOrder.All(r => NameOf(r) is null)) return (null, null);
        var next = QuarterPolicy.NextReminders(quarter).FirstOrDefault(r => r.Leader == leader);
        return next.At == default ? (Resting, null) : (NameOf(next.At), next.At);
    }

    private const string Resting = "turn";

    private static string NameOf(Instant at) => string.Create(CultureInfo.InvariantCulture, $"reminder~{at.ToUnixTimeSeconds():x}");
}
