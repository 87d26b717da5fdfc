using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewFlow.Server.Tests.Play;

/// <summary>The sample quarter that ships with the product, as tests need it.</summary>
internal static class SampleQuarter
{
    /// <summary>The sample as a quarter that is only signed off.</summary>
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
}
