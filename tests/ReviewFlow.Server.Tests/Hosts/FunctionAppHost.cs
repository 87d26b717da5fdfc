using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using MimeKit;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>
/// The function app on a Functions host beside Azurite. <c>REVIEWFLOW_FUNC</c> is the command that starts the host ({port} is filled in),
/// <c>REVIEWFLOW_FUNC_APP</c> the published app, <c>REVIEWFLOW_FUNC_APP_NEXT</c> the app of a later release whose orchestrators differ,
/// <c>REVIEWFLOW_FUNC_LOG</c> a file for what host and worker say. Where one of them is not there the test is skipped and says which.
/// </summary>
internal sealed class FunctionAppHost : ProductHost
{
    /// <summary>The account of host and task hub; ledger and reports lie in another, so that the emulator's log tells them apart.</summary>
    public const string Hub = "taskhub";

    /// <summary>The collection of what is tested on it alone: two hosts beside each other are as much as a small machine bears.</summary>
    public const string OneAtATime = "One Functions host at a time";

    private static readonly string Command = Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC")
        ?? "func start --port {port}";
    private static readonly string? App = Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC_APP");
    private static readonly string? Next = Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC_APP_NEXT");
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>What a host held when it was killed comes to the next one after this time; the least there is. It is five minutes if nobody says otherwise.</summary>
    public static readonly (string Name, string Value)[] TakenUpSoon =
    [
        (DurableTask("storageProvider__controlQueueVisibilityTimeout"), "00:01:00"),
        (DurableTask("storageProvider__workItemQueueVisibilityTimeout"), "00:01:00"),
    ];

    /// <summary>Nobody repairs anything.</summary>
    public static readonly (string Name, string Value) NoSweeper = ("AzureWebJobs__Sweeper__Disabled", "true");

    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly int _port = Ports.Free();
    private readonly FunctionAppEnvironment _environment;
    private readonly bool _isOwner;
    private string _app;
    private Process? _process;

    private FunctionAppHost(
        FunctionAppEnvironment environment,
        bool isOwner,
        string app,
        params (string Name, string Value)[] settings
    )
    {
        (_environment, _isOwner, _app) = (environment, isOwner, app);
        _settings = new()
        {
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["AzureWebJobsStorage"] = environment.Azurite.ConnectionOf(Hub),
            ["AzureWebJobsDisableHomepage"] = "true",
            ["AzureFunctionsWebHost__hostid"] = FunctionAppEnvironment.HostId,
            ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/'),
            ["WEBSITE_HOSTNAME"] = Address.Authority,
            ["AzureFunctionsJobHost__logging__console__isEnabled"] = "true",
            // Nobody waits half a minute in a test for a queue that was idle.
            [DurableTask("storageProvider__maxQueuePollingInterval")] = "00:00:01",
            ["ReviewFlow__PublicUrl"] = Address.ToString().TrimEnd('/'),
            ["ReviewFlow__From"] = "ReviewFlow <reviews@example.com>",
            ["ReviewFlow__Storage__Azurite"] = environment.Azurite.Connection,
            ["ReviewFlow__MailFolder"] = environment.Mail,
            ["ReviewFlow__Ledger__SigningKey"] = environment.SigningKey,
            ["ReviewFlow__Ledger__RowKey"] = environment.RowKey,
            ["ReviewFlow__Ops__KeySha256"] = Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes(environment.OpsKey))
            ),
            ["ReviewFlow__QuestPdf__License"] = "Community",
            ["ReviewFlow__StartSchedule"] = "0 0 6 1 1 *",
        };
        foreach (var (name, value) in settings)
            _settings[name] = value;
    }

    public override Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    public override string OpsKey => _environment.OpsKey;

    public AzuriteProcess Azurite => _environment.Azurite;

    /// <summary>The public part, as PEM.</summary>
    public string LedgerKey => _environment.PublicKey;

    /// <summary>Where every mail is a file.</summary>
    public string MailFolder => _environment.Mail;

    /// <summary>What host and worker said, over all starts.</summary>
    public string Output => string.Join('\n', _output);

    public static async Task<FunctionAppHost> Start(params (string Name, string Value)[] settings)
    {
        var app = NeedsApp();
        var environment = await FunctionAppEnvironment.Open();
        var host = new FunctionAppHost(environment, isOwner: true, app, settings);
        try
        {
            await host.Up();
        }
        catch
        {
            await host.End();
            throw;
        }
        return host;
    }

    /// <summary>The folder of the app; skips the test where there is none.</summary>
    public static string NeedsApp()
    {
        Assert.SkipUnless(IsApp(App), "There is no published function app; REVIEWFLOW_FUNC_APP names its folder.");
        return App;
    }

    /// <summary>Skips the test where there is no later release to go on with.</summary>
    public static void NeedsNextApp() =>
        Assert.SkipUnless(
            IsApp(Next),
            "There is no later release of the function app; REVIEWFLOW_FUNC_APP_NEXT names its folder."
        );

    /// <summary>A second host on the same storage and hub, as when the platform scales out.</summary>
    public async Task<FunctionAppHost> Beside()
    {
        var other = new FunctionAppHost(_environment, isOwner: false, _app);
        foreach (var (name, value) in _settings)
            other._settings[name] = name is "ASPNETCORE_URLS" or "WEBSITE_HOSTNAME" ? other._settings[name] : value;
        // Durable Functions takes hosts of one machine for one and the same, unless the platform gives them names.
        (other._settings["WEBSITE_CURRENT_STAMPNAME"], other._settings["RoleInstanceId"]) = ("tests", "other");
        await other.Up();
        return other;
    }

    /// <summary>How an instance stands in its hub: <c>Running</c>, <c>Completed</c>, <c>Failed</c>; null if there is none.</summary>
    public async Task<string?> StandingOf(string instance)
    {
        var found = await new TableClient(
            Azurite.ConnectionOf(Hub),
            "ReviewFlowInstances"
        ).GetEntityIfExistsAsync<TableEntity>(instance, "", ["RuntimeStatus"], TestContext.Current.CancellationToken);
        return found is { HasValue: true, Value: { } row } ? row.GetString("RuntimeStatus") : null;
    }

    /// <summary>A setting that holds from the next start on.</summary>
    public void Set(string name, string value) => _settings[name] = value;

    public override IReadOnlyList<MimeMessage> Mails() =>
        !Directory.Exists(_environment.Mail)
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(_environment.Mail, "*.eml")
                    .OrderBy(File.GetLastWriteTimeUtc)
                    .ThenBy(path => path, StringComparer.Ordinal)
                    .Select(path => MimeMessage.Load(path)),
            ];

    public override async Task Restart()
    {
        await Kill();
        await Up();
    }

    /// <summary>Stops it, and the later release goes on with what it had written.</summary>
    public async Task Redeploy()
    {
        NeedsNextApp();
        await Kill();
        _app = Next!;
        await Up();
    }

    /// <summary>SIGKILL to the host and its worker.</summary>
    public async Task Kill()
    {
        if (_process is not { } process)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        _process = null;
    }

    /// <summary>SIGKILL to the worker alone; it is for the host to start another.</summary>
    public async Task KillWorker()
    {
        using var worker = Process.GetProcessById(ChildOf(_process!.Id));
        worker.Kill();
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Until.True(IsUp, "the function app answers", 200);
    }

    protected override async ValueTask End()
    {
        if (Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC_LOG") is { Length: > 0 } log)
            await File.AppendAllTextAsync(log, Output + "\n======\n");
        await Kill();
        if (_isOwner)
            await _environment.DisposeAsync();
    }

    /// <summary>The name of a setting of the extension, whatever host.json says.</summary>
    public static string DurableTask(string setting) => $"AzureFunctionsJobHost__extensions__durableTask__{setting}";

    private static bool IsApp([NotNullWhen(true)] string? folder) =>
        folder is { Length: > 0 } && File.Exists(Path.Combine(folder, "host.json"));

    public async Task Up()
    {
        Launch();
        await Until.True(async () => _process!.HasExited || await IsUp(), "the function app answers", 200);
        Assert.False(_process!.HasExited, $"The function app did not start: {Output}");
    }

    /// <summary>Starts the process and waits for nothing.</summary>
    public void Launch()
    {
        var line = Command
            .Replace("{port}", _port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = _app,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("CONTAINER_NAME"); // the host would take itself for one on the platform
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        start.Environment["AzureWebJobsScriptRoot"] = _app;
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"There is no Functions host ({line[0]}: {e.Message}); REVIEWFLOW_FUNC names its command.");
        }
        _process!.OutputDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        _process.ErrorDataReceived += (_, e) => _output.Enqueue(e.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The one process that a process has started; only Linux tells.</summary>
    private static int ChildOf(int process) =>
        int.Parse(
            Directory
                .GetDirectories($"/proc/{process}/task")
                .SelectMany(thread =>
                    File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                )
                .Single(),
            CultureInfo.InvariantCulture
        );

    private async Task<bool> IsUp()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, "healthz"), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode
                && await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) == "ok";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>What outlives a host: storage, keys, mails.</summary>
    private sealed class FunctionAppEnvironment : IAsyncDisposable
    {
        public const string HostId = "reviewflow-tests";
        private readonly TempFolder _folder;

        private FunctionAppEnvironment(TempFolder folder, AzuriteProcess azurite) =>
            (_folder, Azurite) = (folder, azurite);

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
                Hub
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

        public async ValueTask DisposeAsync()
        {
            await Azurite.DisposeAsync();
            _folder.Dispose();
        }

        /// <summary>The host's own keys lie in its storage; the one for all functions is the ops key.</summary>
        private async Task PutFunctionKey()
        {
            var container = new BlobContainerClient(Azurite.ConnectionOf(Hub), "azure-webjobs-secrets");
            await container.CreateIfNotExistsAsync();
            await container
                .GetBlobClient($"{HostId}/host.json")
                .UploadAsync(
                    BinaryData.FromString(
                        $$"""{"masterKey":{"name":"master","value":"{{OpsKey}}m","encrypted":false},"functionKeys":[{"name":"default","value":"{{OpsKey}}","encrypted":false}],"systemKeys":[]}"""
                    )
                );
        }

        private static string Pem()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportPkcs8PrivateKeyPem();
        }
    }
}
