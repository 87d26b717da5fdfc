using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>What the compiled template says about who comes in, and what can be lost.</summary>
public sealed partial class SecurityTests
{
    private const string Storage = "Microsoft.Storage/storageAccounts",
        Vault = "Microsoft.KeyVault/vaults",
        Site = "Microsoft.Web/sites";

    [Theory]
    [InlineData(Storage, "properties.allowSharedKeyAccess", "false")]
    [InlineData(Storage, "properties.allowBlobPublicAccess", "false")]
    [InlineData(Storage, "properties.allowCrossTenantReplication", "false")]
    [InlineData(Storage, "properties.defaultToOAuthAuthentication", "true")]
    [InlineData(Storage, "properties.isLocalUserEnabled", "false")]
    [InlineData(Storage, "properties.isSftpEnabled", "false")]
    [InlineData(Storage, "properties.minimumTlsVersion", "TLS1_2")]
    [InlineData(Storage, "properties.supportsHttpsTrafficOnly", "true")]
    [InlineData(Storage, "properties.encryption.requireInfrastructureEncryption", "true")]
    [InlineData(Storage + "/blobServices", "properties.isVersioningEnabled", "true")]
    [InlineData(Storage + "/blobServices", "properties.deleteRetentionPolicy.enabled", "true")]
    [InlineData(Storage + "/blobServices", "properties.containerDeleteRetentionPolicy.enabled", "true")]
    [InlineData(
        Storage + "/blobServices/containers/immutabilityPolicies",
        "properties.allowProtectedAppendWrites",
        "false"
    )]
    [InlineData(
        Storage + "/blobServices/containers/immutabilityPolicies",
        "properties.immutabilityPeriodSinceCreationInDays",
        "[parameters('retentionDays')]"
    )]
    [InlineData("Microsoft.Authorization/locks", "properties.level", "CanNotDelete")]
    [InlineData(Vault, "properties.enableRbacAuthorization", "true")]
    [InlineData(Vault, "properties.enableSoftDelete", "true")]
    [InlineData(Vault, "properties.softDeleteRetentionInDays", "90")]
    [InlineData(Vault, "properties.enablePurgeProtection", "true")]
    [InlineData(Vault, "properties.enabledForTemplateDeployment", "false")]
    [InlineData(Vault, "properties.accessPolicies", null)]
    [InlineData("Microsoft.Insights/components", "properties.DisableLocalAuth", "true")]
    [InlineData(
        "Microsoft.Insights/components",
        "properties.WorkspaceResourceId",
        "[resourceId('Microsoft.OperationalInsights/workspaces', parameters('name'))]"
    )]
    [InlineData("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true")]
    [InlineData("Microsoft.Web/serverfarms", "sku.name", "FC1")]
    [InlineData(Site, "identity.type", "UserAssigned")]
    [InlineData(Site, "properties.httpsOnly", "true")]
    [InlineData(Site, "properties.siteConfig.ftpsState", "Disabled")]
    [InlineData(Site, "properties.siteConfig.minTlsVersion", "1.2")]
    [InlineData(Site, "properties.siteConfig.scmMinTlsVersion", "1.2")]
    [InlineData(Site, "properties.siteConfig.remoteDebuggingEnabled", "false")]
    [InlineData(Site, "properties.siteConfig.httpLoggingEnabled", "false")] // links are bearer tokens
    // They are a resource of their own, where the tests see all of them
    [InlineData(Site, "properties.siteConfig.appSettings", null)]
    [InlineData(Site, "properties.functionAppConfig.runtime", """{"name":"dotnet-isolated","version":"10.0"}""")]
    [InlineData(Site, "properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity")]
    [InlineData(Site, "properties.keyVaultReferenceIdentity", "[parameters('identityId')]")]
    [InlineData(Site + "/basicPublishingCredentialsPolicies", "properties.allow", "false")]
    public async Task Every_resource_of_the_type_has_it_so(string type, string path, string? value)
    {
        var found = ArmResource.In(await Bicep.Template()).Where(r => r.Type == type).ToArray();
        Assert.NotEmpty(found);
        Assert.All(found, r => Assert.Equal(value, r.At(path)));
    }

    [Fact]
    public async Task Nothing_else_is_made()
    {
        var types = ArmResource.In(await Bicep.Template()).Select(r => r.Type).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Microsoft.Authorization/locks",
                "Microsoft.Authorization/roleAssignments",
                "Microsoft.Insights/actionGroups",
                "Microsoft.Insights/components",
                "Microsoft.Insights/diagnosticSettings",
                "Microsoft.Insights/scheduledQueryRules",
                Vault,
                Vault + "/secrets",
                "Microsoft.ManagedIdentity/userAssignedIdentities",
                "Microsoft.OperationalInsights/workspaces",
                Storage,
                Storage + "/blobServices",
                Storage + "/blobServices/containers",
                Storage + "/blobServices/containers/immutabilityPolicies",
                Storage + "/queueServices",
                Storage + "/tableServices",
                Storage + "/tableServices/tables",
                "Microsoft.Web/serverfarms",
                Site,
                Site + "/basicPublishingCredentialsPolicies",
                Site + "/config",
            ],
            types
        );
    }

    [Fact]
    public async Task What_is_released_and_what_is_exported_is_written_once_and_no_container_is_public()
    {
        var resources = ArmResource.In(await Bicep.Template()).ToArray();
        var variables = resources.First(r => r.Type == Storage).Variables;
        Assert.Equal("""["reports","ledger-exports"]""", variables["writtenOnce"]!.ToJsonString());
        var policy = Assert.Single(resources, r => r.Type == Storage + "/blobServices/containers/immutabilityPolicies");
        Assert.Equal("[length(variables('writtenOnce'))]", policy.At("copy.count"));
        Assert.All(resources.Where(r => r.Type == Storage + "/blobServices/containers"), c =>
            Assert.Equal("None", c.At("properties.publicAccess"))
        );
    }

    [Fact]
    public async Task The_app_has_exactly_these_roles_on_exactly_these_resources()
    {
        var roles = ArmResource
            .In(await Bicep.Template())
            .Where(r => r.Type == "Microsoft.Authorization/roleAssignments")
            .ToArray();
        var variables = roles[0].Variables;
        Assert.Equal(
            """{"Storage Blob Data Contributor":"ba92f5b4-2d11-453d-a403-e96b0029c9fe","Storage Queue Data Contributor":"974c5e8b-45b9-4653-ba55-5f855dd0fb88","Storage Table Data Contributor":"0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"}""",
            variables["onStorage"]!.ToJsonString()
        );
        Assert.Equal(
            [
                (
                    "[resourceId('Microsoft.Insights/components', parameters('insightsName'))]",
                    "3913510d-42f4-4e42-8a64-420c390055eb"
                ), // Monitoring Metrics Publisher
                (
                    "[resourceId('Microsoft.KeyVault/vaults', parameters('vaultName'))]",
                    "4633458b-17de-408a-b874-0445c86b69e6"
                ), // Key Vault Secrets User
                ("[resourceId('Microsoft.Storage/storageAccounts', parameters('storageName'))]", "each of onStorage"),
            ],
            roles.Select(r => (r.At("scope")!, Role(r))).Order()
        );
        Assert.All(roles, r =>
            Assert.Equal(
                ("[parameters('principalId')]", "ServicePrincipal"),
                (r.At("properties.principalId"), r.At("properties.principalType"))
            )
        );

        string Role(ArmResource role) =>
            role.At("copy.count") == "[length(items(variables('onStorage')))]"
                ? "each of onStorage"
                : (string)variables[VariableName().Match(role.At("properties.roleDefinitionId")!).Groups[1].Value]!;
    }

    [Theory]
    [InlineData("listKeys")]
    [InlineData("listAccountSas")]
    [InlineData("listServiceSas")]
    [InlineData("AccountKey")]
    [InlineData("SharedAccessSignature")]
    [InlineData("DefaultEndpointsProtocol")]
    [InlineData("InstrumentationKey")]
    [InlineData("listSecrets")]
    public async Task No_key_is_read_or_written_anywhere(string word) =>
        Assert.DoesNotContain(word, (await Bicep.Template()).ToJsonString(), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"variables\('(\w+)'\)")]
    private static partial Regex VariableName();
}
