using System.Text;
using System.Text.Json.Nodes;

namespace ReviewFlow.Testing.Http;

/// <summary>
/// Teams that are assessed jointly; checkout has two outcomes, one that its figures say is met, one partly.
/// </summary>
internal static class AssessingRosters
{
    /// <summary>
    /// The pair <c>market</c> below the root assesses <c>checkout</c>, the root pair <c>platform</c>.
    /// </summary>
    public static byte[] TwoTeams { get; } = File();

    private static byte[] File()
    {
        var roster = SampleRosters.Json(("checkout", "market"), ("platform", "company"));
        roster.Remove("assessment");
        var outcomes = roster["teams"]![0]!["outcomes"]!.AsArray();
        var met = outcomes[0]!.DeepClone().AsObject();
        (met["id"], met["metric"], met["actual"]) = ("speed", "Speed", 120);
        foreach (var owed in new[] { "cause", "action", "actionDue" })
            met.Remove(owed);
        outcomes.Add(met);
        return Encoding.UTF8.GetBytes(roster.ToJsonString());
    }
}
