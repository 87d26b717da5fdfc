using System.Text.Json;
using System.Text.Json.Serialization;
using ReviewFlow.Assessments;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Safe;

/// <summary>
/// Keeps the safe in step with the ledger: what a commit seals goes in with it, what it reveals or gives up goes out. It opens a
/// sealed sheet for its own seat, and for the commit that reveals both; for nobody else.
/// </summary>
public sealed class SafeKeeper(ISafe safe, SealedTexts seals)
{
    private const int Step = 4096;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>The second seal reveals both, so it needs what the partner sealed.</summary>
    /// <exception cref="UnusableException">What lies there is not what was sealed.</exception>
    public async Task<QuarterCommand> Complete(Quarter? quarter, QuarterCommand command, CancellationToken stop) =>
        quarter is not null && command is QuarterCommand.OfTeam { Command: AssessmentCommand.Seal seal } of && quarter.Reviews.ContainsKey(of.Team)
            ? of with { Command = seal with { Partner = await Find(quarter, of.Team, seal.Seat.Seat.Other(), stop) } }
            : command;

    /// <summary>What the commit that leads from one state to the other does to the safe.</summary>
    public IReadOnlyList<Deposit> Deposits(QuarterId id, Quarter? before, Quarter after, QuarterCommand command)
    {
        var (was, now) = (SealedPlaces.In(before), SealedPlaces.In(after));
        return
        [
            .. was.Keys.Where(place => !now.ContainsKey(place)).Select(place => new Deposit(place, null)),
            .. now.Where(p => was.GetValueOrDefault(p.Key) != p.Value).Select(p => new Deposit(p.Key, seals.Seal(id, p.Key, TextFor(command)))),
        ];
    }

    /// <summary>What this seat has sealed and may still change; null where nothing lies there. For the eyes of the seat alone.</summary>
    /// <exception cref="UnusableException">What lies there is not what was sealed.</exception>
    public async Task<RatingSheet?> Find(Quarter quarter, TeamId team, Seat seat, CancellationToken stop)
    {
        var place = SealedPlaces.Of(team, seat);
        if (!SealedPlaces.In(quarter).TryGetValue(place, out var commitment)) return null;
        if (await safe.Find(quarter.Id, place, stop) is { } text
            && JsonSerializer.Deserialize<RatingSheet>(seals.Open(quarter.Id, place, text), Json) is { } sheet
            && sheet.Commitment(quarter.Id, team, quarter.Reviews[team].Assessment!.Round, seat) == commitment) return sheet;
        throw new UnusableException($"{quarter.Id}: what lies sealed at {place} is not what the ledger says was sealed.");
    }

    private static string TextFor(QuarterCommand command) => command is QuarterCommand.OfTeam { Command: AssessmentCommand.Seal seal }
        ? Padded(JsonSerializer.Serialize(seal.Sheet, Json))
        : throw new InvalidOperationException("Only a seal lays something into the safe.");

    /// <summary>A sealed text shows its length; padded to whole steps, a short note weighs as much as none.</summary>
    private static string Padded(string json) => json.PadRight((json.Length + Step - 1) / Step * Step);
}
