using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>
/// Holds what the function app's sources read against what the template gives it. The app itself needs packages that
/// not every registry serves.
/// </summary>
public sealed partial class AppTests
{
    /// <summary>
    /// Read by the app and rightly not set: for one's own machine and for tests, or with a default that fits.
    /// </summary>
    private static readonly string[] NotOnAzure =
    [
        "ReviewFlow__FastClock",
        "ReviewFlow__FourEyes",
        "ReviewFlow__LinkDays",
        "ReviewFlow__MailFolder",
        "ReviewFlow__SendGrid__BaseUrl",
        "ReviewFlow__SignIn",
        "ReviewFlow__Storage__Azurite",
    ];

    [Fact]
    public async Task Every_setting_that_the_app_reads_is_set_and_none_that_it_does_not_read()
    {
        var read = Names("src/ReviewFlow.Functions/Hosting/FunctionSettings.cs", "")
            .Concat(Names("src/ReviewFlow.Application/Settings/SettingReader.cs", ""))
            .Concat(Names("src/ReviewFlow.Infrastructure/Mail/SendGrid/SendGridSettings.cs", "SendGrid__"));
        var set = SettingName().Matches((await Bicep.Template()).ToJsonString()).Select(m => m.Value);
        Assert.Equal(
            read.Distinct().Except(NotOnAzure).Order(StringComparer.Ordinal),
            set.Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Every_container_that_the_app_opens_is_made_and_what_is_released_is_written_once()
    {
        var opened = Constant()
            .Matches(Source("src/ReviewFlow.Functions/Hosting/AzureServices.cs"))
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var resources = ArmResource.In(await Bicep.Template()).ToArray();
        var (once, others) = (Texts("writtenOnce"), Texts("others"));
        Assert.Contains(resources, r =>
            r.Type.EndsWith("/tableServices/tables", StringComparison.Ordinal)
            && r.At("name")!.Contains($"'{opened["Table"]}'", StringComparison.Ordinal)
        );
        Assert.Equal([opened["Released"], opened["Exports"]], once);
        Assert.Contains(opened["Unreleased"], others);
        Assert.Contains(opened["Keys"], others);
        Assert.Empty(opened.Values.Except([.. once, .. others, opened["Table"]]));

        string[] Texts(string variable) =>
            [
                .. resources.First(r => r.Type == "Microsoft.Storage/storageAccounts").Variables[variable]!
                    .AsArray()
                    .Select(v => (string)v!),
            ];
    }

    /// <summary>
    /// The path of a link is its token. docs/decisions/0011 says what each of these would write of it.
    /// </summary>
    [Theory]
    [InlineData("telemetryMode", null)]
    [InlineData(
        "logging.applicationInsights.httpAutoCollectionOptions.enableHttpTriggerExtendedInfoCollection",
        "false"
    )]
    [InlineData("logging.applicationInsights.enableDependencyTracking", "false")]
    [InlineData("logging.applicationInsights.enableLiveMetrics", "false")]
    [InlineData("logging.logLevel.default", "Warning")]
    [InlineData("extensions.durableTask.tracing.traceInputsAndOutputs", "false")]
    public void The_functions_host_writes_no_path_of_a_request(string path, string? value)
    {
        JsonNode? at = JsonNode.Parse(Source("host.json"));
        foreach (var name in path.Split('.'))
            at = at?[name];
        Assert.Equal(value, at?.ToString());
    }

    /// <summary>
    /// What the worker logs while it answers comes under the category of its function: <c>Function.Pages.User</c>.
    /// </summary>
    [Fact]
    public void Security_events_of_the_worker_pass_the_levels_of_the_host() =>
        Assert.Equal("Information", (string?)JsonNode.Parse(Source("host.json"))!["logging"]!["logLevel"]!["Function"]);

    [Fact]
    public void No_level_in_host_json_lets_the_web_server_or_the_proxy_speak_of_paths() =>
        Assert.Equal(
            ["Function", "Host.Aggregator", "Host.Results", "default"],
            JsonNode.Parse(Source("host.json"))!["logging"]!["logLevel"]!
                .AsObject()
                .Select(l => l.Key)
                .Order(StringComparer.Ordinal)
        );

    private static IEnumerable<string> Names(string file, string under)
    {
        var source = Source(file);
        return Indexed()
            .Matches(source)
            .Select(m => m.Groups[1].Value)
            .Concat(source.Contains("section[StartSchedule]", StringComparison.Ordinal) ? ["StartSchedule"] : [])
            .Select(n => $"ReviewFlow__{under}{n.Replace(":", "__", StringComparison.Ordinal)}");
    }

    private static string Source(string path) => File.ReadAllText(Path.Combine(Bicep.Root, path));

    [GeneratedRegex(@"section\[""([\w:]+)""\]")]
    private static partial Regex Indexed();

    [GeneratedRegex(@"ReviewFlow__\w+")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"(\w+) = ""([a-z-]+)""")]
    private static partial Regex Constant();
}
