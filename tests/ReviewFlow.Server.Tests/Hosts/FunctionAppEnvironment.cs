using System.Security.Cryptography;
using Azure.Data.Tables;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>Storage, keys and mails. They outlive a host.</summary>
internal sealed class FunctionAppEnvironment : IAsyncDisposable
{
    public const string HostId = "reviewflow-tests";
    private readonly TempFolder _folder;
    private readonly OperatorSetting _operator = OperatorSetting.Make();

    private FunctionAppEnvironment(TempFolder folder, AzuriteProcess azurite) => (_folder, Azurite) = (folder, azurite);

    public AzuriteProcess Azurite { get; }

    public string Mail => _folder["mail"];

    public string OpsKey => _operator.Key;

    public string SigningKey { get; } = Pem();

    public string RowKey => _operator.RowKey;

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
        return new(folder, azurite!);
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
            ["ReviewFlow__Operators"] = _operator.Lines,
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

    private static string Pem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
