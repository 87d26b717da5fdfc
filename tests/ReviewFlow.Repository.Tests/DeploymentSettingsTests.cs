using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Telemetry;

namespace ReviewFlow.Repository.Tests;

/// <summary>The settings, alerts and checks that a deployment brings.</summary>
public sealed partial class DeploymentSettingsTests
{
    private const string Storage = "Microsoft.Storage/storageAccounts",
        Vault = "Microsoft.KeyVault/vaults",
        Site = "Microsoft.Web/sites";

    [Fact]
    public async Task Secrets_come_in_as_secure_parameters_and_leave_only_for_the_vault()
    {
        var main = await Bicep.Template();
        Assert.All(["sendGridApiKey", "ledgerSigningKey"], p =>
            Assert.Equal("securestring", (string?)main["parameters"]![p]!["type"], ignoreCase: true)
        );
        var takers = ArmResource
            .In(main)
            .Where(r =>
                r.Text.Contains("parameters('sendGridApiKey')", StringComparison.Ordinal)
                || r.Text.Contains("parameters('ledgerSigningKey')", StringComparison.Ordinal)
            );
        Assert.Equal([Vault + "/secrets", Vault + "/secrets"], takers.Select(r => r.Type));
        Assert.DoesNotContain(main["outputs"]!.AsObject(), o =>
            ((string)o.Value!["value"]!).Contains("Key", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_apps_settings_name_an_identity_and_vault_references()
    {
        var main = await Bicep.Template();
        Assert.Contains(
            "createObject('AzureWebJobsStorage__accountName', parameters('storageName'), "
                + "'AzureWebJobsStorage__credential', 'managedidentity', 'AzureWebJobsStorage__clientId', "
                + "parameters('identityClientId')",
            Setting(),
            StringComparison.Ordinal
        );
        Assert.All(["sendgrid-api-key", "ledger-signing-key"], s =>
            Assert.Contains($"@Microsoft.KeyVault(SecretUri={{0}}{s})", main.ToJsonString(), StringComparison.Ordinal)
        );

        string Setting() => ArmResource.In(main).Single(r => r.Type == Site + "/config").At("properties")!;
    }

    [Fact]
    public async Task Alerts_ask_for_figures_that_the_product_has()
    {
        var rules = ArmResource
            .In(await Bicep.Template())
            .First(r => r.Type == "Microsoft.Insights/scheduledQueryRules")
            .Variables["rules"]!.AsArray();
        Assert.Equal(
            ["outbox-age", "orchestration-failed", "records-tampered", "leader-unreached"],
            rules.Select(r => (string)r!["name"]!)
        );
        var metrics = rules.SelectMany(r => MetricName().Matches((string)r!["query"]!)).Select(m => m.Groups[1].Value);
        Assert.Equal(
            [
                MailMetrics.OutboxAge,
                Meters.FailedOrchestrations,
                Meters.SecurityEventsCounted,
                MailMetrics.UnreachedPersons,
            ],
            metrics
        );
    }

    [Theory]
    [InlineData("operators", "minLength", "64")]
    [InlineData("operators", "defaultValue", null)]
    [InlineData("questPdfLicense", "allowedValues", "[\"Community\",\"Professional\",\"Enterprise\"]")]
    [InlineData("questPdfLicense", "defaultValue", null)]
    [InlineData("startRoster", "defaultValue", "\"\"")]
    public async Task What_an_installation_has_to_say_is_checked_before_anything_is_made(
        string parameter,
        string of,
        string? value
    ) => Assert.Equal(value, (await Bicep.Template())["parameters"]![parameter]![of]?.ToJsonString());

    [Theory]
    [InlineData("test", "true")]
    [InlineData("production", "false")]
    public async Task Only_production_sends_mail(string stage, string sandbox)
    {
        var (exit, json, said) = await Bicep.Run("build-params", $"main.{stage}.bicepparam", "--stdout");
        Assert.Equal((0, ""), (exit, said.Trim()));
        var parameters = JsonNode.Parse((string)JsonNode.Parse(json)!["parametersJson"]!)!["parameters"]!;
        Assert.Equal(
            (stage, sandbox),
            ((string)parameters["stage"]!["value"]!, parameters["sendGridSandbox"]!["value"]!.ToJsonString())
        );
    }

    [GeneratedRegex("Name == \"([^\"]+)\"")]
    private static partial Regex MetricName();
}
