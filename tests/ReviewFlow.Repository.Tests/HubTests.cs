using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>
/// An instance replays its history under the code of the day. Where an orchestrator has become another, its instances
/// fail with their next event, and what they were waiting with waits for the sweeper. So such a release begins a hub of
/// its own, and the sweeper begins every instance anew at once.
/// </summary>
public sealed partial class HubTests
{
    /// <summary>The hub, and the orchestrators whose instances are in it.</summary>
    private const string Hub = "ReviewFlow2",
        Orchestrators = "5532c8d00fc63151";

    [Fact]
    public void Orchestrators_that_differ_from_those_of_the_last_release_have_a_hub_of_their_own()
    {
        var hub = (string?)
            JsonNode.Parse(File.ReadAllText(Path.Combine(Bicep.Root, "host.json")))!["extensions"]!["durableTask"]![
                "hubName"
            ];
        var hash = HashOfOrchestrators();
        Assert.True(
            (hub, hash) == (Hub, Orchestrators),
            $"The orchestrators are {hash} in hub {hub}, and were {Orchestrators} in hub {Hub}. If a release "
                + "with the others is out there, count hubName up in host.json (ReviewFlow2, ReviewFlow3, …); then "
                + "write both here."
        );
    }

    /// <summary>Of what is compiled: neither comments nor white space count.</summary>
    private static string HashOfOrchestrators()
    {
        var folder = Path.Combine(Bicep.Root, "src", "ReviewFlow.Functions", "Orchestrations");
        var code = Directory
            .GetFiles(folder, "*.orchestrator.cs")
            .Append(Path.Combine(folder, "QuarterActivities.cs"))
            .Order(StringComparer.Ordinal)
            .Select(file =>
                Path.GetFileName(file) == "QuarterActivities.cs"
                    ? string.Join('\n', Signature().Matches(File.ReadAllText(file)).Select(m => m.Value))
                    : File.ReadAllText(file)
            );
        return Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(Silent().Replace(string.Concat(code), "")))
        )[..16];
    }

    /// <summary>
    /// Names of steps and what passes between them and the orchestrators; what a step does is no part of any history.
    /// </summary>
    [GeneratedRegex(
        @"^.*(?:internal sealed record|nameof\().*$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant
    )]
    private static partial Regex Signature();

    [GeneratedRegex(@"//[^\n]*|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Silent();
}
