using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ReviewFlow.Json;
using ReviewFlow.Text;

namespace ReviewFlow.Assessments;

/// <summary>What went "over the wall" between the two organisations. No kind says in which direction.</summary>
public enum WallKind
{
    WorkReturned,
    DaysWaited,
    LateChangeOfFeasibility,
    LateChangeOfRequirement,
    IncidentWithoutJointReview,
}

/// <summary>What went over the wall in words, the same on every page, in every mail and in the report.</summary>
public static class WallWording
{
    public static string Name(this WallKind kind) =>
        kind switch
        {
            WallKind.WorkReturned => AssessmentTexts.WallWorkReturned,
            WallKind.DaysWaited => AssessmentTexts.WallDays,
            WallKind.LateChangeOfFeasibility => AssessmentTexts.WallFeasibility,
            WallKind.LateChangeOfRequirement => AssessmentTexts.WallRequirement,
            _ => AssessmentTexts.WallIncident,
        };

    /// <summary>With the days, if days were waited.</summary>
    public static string Words(this Wall wall) =>
        wall.Days is { } days ? AssessmentTexts.WallWaited.With(new { days }) : wall.Kind.Name();
}

/// <summary>One such event, on one outcome, with what both will change.</summary>
/// <param name="Days">How long the other side waited, in whole days; exactly where <paramref name="Kind"/> is
/// <see cref="WallKind.DaysWaited"/>.</param>
public sealed record Wall(OutcomeId Outcome, WallKind Kind, int? Days, string Change)
{
    public const int MaxChangeLength = 1000;
    public const int MaxDays = 366;
}

/// <summary>How a pair worked together on one team in the quarter.</summary>
/// <param name="Meetings">Joint meetings held, 0 to 500.</param>
public sealed record JointWork(int Meetings, ImmutableArray<Wall> Walls)
{
    public const int MaxMeetings = 500;
    public const int MaxWalls = 20;

    /// <summary>SHA-256 of its canonical JSON; the partner's confirmation names it.</summary>
    public string Digest() => CanonicalJson.Sha256(ToJson());

    /// <summary>How many outcomes had at least one such event.</summary>
    [JsonIgnore]
    public int OutcomesWithWall => Walls.Select(w => w.Outcome).Distinct().Count();

    public bool Equals(JointWork? other) =>
        other is not null && Meetings == other.Meetings && Walls.SequenceEqual(other.Walls);

    public override int GetHashCode() => HashCode.Combine(Meetings, Walls.Length);

    internal JsonObject ToJson() =>
        new() { ["meetings"] = Meetings, ["walls"] = new JsonArray([.. Walls.Select(ToJson)]) };

    private static JsonObject ToJson(Wall wall)
    {
        var json = new JsonObject
        {
            ["change"] = wall.Change,
            ["kind"] = NameOf(wall.Kind),
            ["outcome"] = wall.Outcome.ToString(),
        };
        if (wall.Days is { } days)
            json["days"] = days;
        return json;
    }

    private static string NameOf(WallKind kind) =>
        kind switch
        {
            WallKind.WorkReturned => "workReturned",
            WallKind.DaysWaited => "daysWaited",
            WallKind.LateChangeOfFeasibility => "lateChangeOfFeasibility",
            WallKind.LateChangeOfRequirement => "lateChangeOfRequirement",
            _ => "incidentWithoutJointReview",
        };
}
