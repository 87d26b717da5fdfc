using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime.Text;
using ReviewFlow.Json;
using ReviewFlow.Pairs;

namespace ReviewFlow.Scorecards;

/// <summary>
/// The shared budget of a team for the quarter, in whole and part units of <see cref="Currency"/> (ISO 4217).
/// </summary>
public sealed record Budget(string Currency, decimal Planned, decimal Spent);

/// <summary>What a team answers for: its budget and its outcomes, in the order of the roster.</summary>
public sealed record Scorecard(Budget Budget, ImmutableArray<Outcome> Outcomes)
{
    /// <summary>
    /// SHA-256 of <see cref="ToJson()"/> in canonical form; the same content has the same hash wherever it is computed.
    /// </summary>
    public string ContentHash() => CanonicalJson.Sha256(ToJson());

    /// <summary>The content as the roster writes it; what is absent there is absent here.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["budget"] = new JsonObject
            {
                ["currency"] = Budget.Currency,
                ["planned"] = Budget.Planned,
                ["spent"] = Budget.Spent,
            },
            ["outcomes"] = new JsonArray([.. Outcomes.Select(ToJson)]),
        };

    private static JsonObject ToJson(Outcome outcome)
    {
        var json = new JsonObject
        {
            ["id"] = outcome.Id.ToString(),
            ["objective"] = outcome.Objective,
            ["metric"] = outcome.Metric,
            ["unit"] = outcome.Unit,
            ["better"] = outcome.Better == Better.Higher ? "higher" : "lower",
            ["baseline"] = outcome.Baseline,
            ["target"] = outcome.Target,
            ["actual"] = outcome.Actual,
        };
        if (outcome.Evidence is { } evidence)
            json["evidence"] = evidence;
        if (outcome.Cause is { } cause)
            json["cause"] = cause;
        if (outcome.Action is { } action)
            json["action"] = action;
        if (outcome.ActionDue is { } due)
            json["actionDue"] = LocalDatePattern.Iso.Format(due);
        if (outcome.CauseSide is { } causeSide)
            json["causeSide"] = causeSide.Key();
        if (outcome.ActionSide is { } actionSide)
            json["actionSide"] = actionSide.Key();
        return json;
    }

    public int Count(OutcomeStatus status) => Outcomes.Count(o => o.Status == status);

    public bool Equals(Scorecard? other) =>
        other is not null && Budget == other.Budget && Outcomes.SequenceEqual(other.Outcomes);

    public override int GetHashCode() => HashCode.Combine(Budget, Outcomes.Length);
}
