using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>Storage, keys and mails. They outlive a host.</summary>
internal sealed class FunctionAppEnvironment : IAsyncDisposable
{
    public const string HostId = "reviewflow-tests";
    private readonly TempFolder _folder;

    private FunctionAppEnvironment(TempFolder folder, AzuriteProcess azurite) => (_folder, Azurite) = (folder, azurite);

    public AzuriteProcess Azurite { get; }

    public string Mail => _folder["mail"];

    public string OpsKey { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    public string SigningKey { get; } = Pem();

    public string RowKey { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public string PublicKey
    {
        get
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(SigningKey);
            return key.ExportSubjectPublicKeyInfoPem();
        }
    }

    public static async Task<FunctionAppEnvironment> Open()
    {
        var folder = new TempFolder();
        var (azurite, why) = await AzuriteProcess.OnDisk(
            Directory.CreateDirectory(folder["azurite"]).FullName,
            FunctionAppHost.Hub
        );
        if (azurite is null)
        {
            folder.Dispose();
            Assert.Skip(why!);
        }
        var environment = new FunctionAppEnvironment(folder, azurite!);
        await environment.PutFunctionKey();
        return environment;
    }

    /// <param name="address">Where the host listens.</param>
    public Dictionary<string, string> SettingsOf(Uri address) =>
        new()
        {
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["AzureWebJobsStorage"] = Azurite.ConnectionOf(FunctionAppHost.Hub),
            ["AzureWebJobsDisableHomepage"] = "true",
            ["AzureFunctionsWebHost__hostid"] = HostId,
            ["ASPNETCORE_URLS"] = address.ToString().TrimEnd('/'),
            ["WEBSITE_HOSTNAME"] = address.Authority,
            ["AzureFunctionsJobHost__logging__console__isEnabled"] = "true",
            // The default for an idle queue is half a minute.
            [FunctionAppHost.DurableTask("storageProvider__maxQueuePollingInterval")] = "00:00:01",
            ["ReviewFlow__PublicUrl"] = address.ToString().TrimEnd('/'),
            ["ReviewFlow__From"] = "ReviewFlow <reviews@example.com>",
            ["ReviewFlow__Storage__Azurite"] = Azurite.Connection,
            ["ReviewFlow__MailFolder"] = Mail,
            ["ReviewFlow__Ledger__SigningKey"] = SigningKey,
            ["ReviewFlow__Ledger__RowKey"] = RowKey,
            ["ReviewFlow__Ops__KeySha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(OpsKey))),
            ["ReviewFlow__QuestPdf__License"] = "Community",
            ["ReviewFlow__StartSchedule"] = "0 0 6 1 1 *",
        };

    /// <summary><c>Running</c>, <c>Completed</c> or <c>Failed</c>; null if there is no such instance.</summary>
    public async Task<string?> StatusOf(string hub, string instance)
    {
        var table = new TableClient(Azurite.ConnectionOf(FunctionAppHost.Hub), hub + "Instances");
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            instance,
            "",
            ["RuntimeStatus"],
            TestContext.Current.CancellationToken
        );
        return found is { HasValue: true, Value: { } row } ? row.GetString("RuntimeStatus") : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Azurite.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The host's keys are in its storage. The key of all functions is the ops key.</summary>
    private async Task PutFunctionKey()
    {
        var container = new BlobContainerClient(Azurite.ConnectionOf(FunctionAppHost.Hub), "azure-webjobs-secrets");
        await container.CreateIfNotExistsAsync();
        var keys = new JsonObject
        {
            ["masterKey"] = Key("master", OpsKey + "m"),
            ["functionKeys"] = new JsonArray(Key("default", OpsKey)),
            ["systemKeys"] = new JsonArray(),
        };
        await container.GetBlobClient($"{HostId}/host.json").UploadAsync(BinaryData.FromString(keys.ToJsonString()));

        static JsonObject Key(string name, string value) =>
            new()
            {
                ["name"] = name,
                ["value"] = value,
                ["encrypted"] = false,
            };
    }

    private static string Pem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
