using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewFlow.Server.Tests.Scenarios;

internal static class SampleQuarter
{
    /// <summary>The sample, without joint assessment.</summary>
    public static byte[] SignedOffOnly()
    {
        var sample = JsonNode.Parse(Sample.Roster())!.AsObject();
        sample["assessment"] = "signOffOnly";
        return JsonSerializer.SerializeToUtf8Bytes(sample);
    }

    /// <summary>A team's scorecard, to be changed.</summary>
    public static JsonObject Scorecard(string id)
    {
        var team = JsonNode.Parse(Sample.Roster())!["teams"]!.AsArray().Single(t => (string?)t!["id"] == id)!;
        return new() { ["budget"] = team["budget"]!.DeepClone(), ["outcomes"] = team["outcomes"]!.DeepClone() };
    }

    public static (string Product, string Technology) LeadersOf(string pair) =>
        pair == "company" ? ("cpo", "cto") : ($"pd.{pair}", $"ed.{pair}");
}
