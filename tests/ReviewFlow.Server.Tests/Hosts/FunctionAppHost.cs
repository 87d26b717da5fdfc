using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using MimeKit;
using ReviewFlow.Emulator;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>
/// The function app on a Functions host beside Azurite. <c>REVIEWFLOW_FUNC</c> is the command that starts the host ({port} is filled in),
/// <c>REVIEWFLOW_FUNC_APP</c> the published app, <c>REVIEWFLOW_FUNC_LOG</c> a file for what host and worker say. Where one of them is not there the test is skipped and says which.
/// </summary>
internal sealed class FunctionAppHost : Host
{
    /// <summary>The account of host and task hub; ledger and reports lie in another, so that the emulator's log tells them apart.</summary>
    public const string Hub = "taskhub";

    private static readonly string Command = Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC") ?? "func start --port {port}";
    private static readonly string? App = Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC_APP");
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly string _app;
    private readonly int _port = Ports.Free();
    private readonly House _house;
    private readonly bool _isOwner;
    private Process? _process;

    private FunctionAppHost(House house, bool isOwner, string app, params (string Name, string Value)[] settings)
    {
        (_house, _isOwner, _app) = (house, isOwner, app);
        _settings = new()
        {
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["AzureWebJobsStorage"] = house.Azurite.ConnectionOf(Hub),
            ["AzureWebJobsScriptRoot"] = app,
            ["AzureWebJobsDisableHomepage"] = "true",
            ["AzureFunctionsWebHost__hostid"] = House.HostId,
            ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/'),
            ["WEBSITE_HOSTNAME"] = Address.Authority,
            // Nobody waits half a minute in a test for a queue that was idle.
            ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval"] = "00:00:01",
            ["ReviewFlow__PublicUrl"] = Address.ToString().TrimEnd('/'),
            ["ReviewFlow__From"] = "ReviewFlow <reviews@example.com>",
            ["ReviewFlow__Storage__Azurite"] = house.Azurite.Connection,
            ["ReviewFlow__MailFolder"] = house.Mail,
            ["ReviewFlow__Ledger__SigningKey"] = house.SigningKey,
            ["ReviewFlow__Ops__KeySha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(house.OpsKey))),
            ["ReviewFlow__QuestPdf__License"] = "Community",
            ["ReviewFlow__StartSchedule"] = "0 0 6 1 1 *",
        };
        foreach (var (name, value) in settings) _settings[name] = value;
    }

    public override Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    public override string OpsKey => _house.OpsKey;

    public AzuriteProcess Azurite => _house.Azurite;

    /// <summary>What host and worker said, over all starts.</summary>
    public string Output => string.Join('\n', _output);

    public static async Task<FunctionAppHost> Start(params (string Name, string Value)[] settings)
    {
        Assert.SkipUnless(App is { Length: > 0 } && File.Exists(Path.Combine(App, "host.json")), "There is no published function app; REVIEWFLOW_FUNC_APP names its folder.");
        var house = await House.Open();
        var host = new FunctionAppHost(house, isOwner: true, App!, settings);
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

    /// <summary>A second host on the same storage and hub, as when the platform scales out.</summary>
    public async Task<FunctionAppHost> Beside()
    {
        var other = new FunctionAppHost(_house, isOwner: false, _app, ("ReviewFlow__PublicUrl", _settings["ReviewFlow__PublicUrl"]));
        await other.Up();
        return other;
    }

    public override IReadOnlyList<MimeMessage> Mails() => !Directory.Exists(_house.Mail)
        ? []
        : [.. Directory.EnumerateFiles(_house.Mail, "*.eml").OrderBy(File.GetLastWriteTimeUtc).ThenBy(path => path, StringComparer.Ordinal).Select(path => MimeMessage.Load(path))];

    public override async Task Restart()
    {
        await Kill();
        await Up();
    }

    /// <summary>SIGKILL to the host and its worker.</summary>
    public async Task Kill()
    {
        if (_process is not { } process) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        _process = null;
    }

    protected override async ValueTask End()
    {
        if (Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC_LOG") is { Length: > 0 } log) await File.AppendAllTextAsync(log, Output + "\n======\n");
        await Kill();
        if (_isOwner) await _house.DisposeAsync();
    }

    private async Task Up()
    {
        var line = Command.Replace("{port}", _port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = _app, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("CONTAINER_NAME"); // the host would take itself for one on the platform
        foreach (var (name, value) in _settings) start.Environment[name] = value;
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
        await Until.True(async () => _process.HasExited || await IsUp(), "the function app answers", 200);
        Assert.False(_process.HasExited, $"The function app did not start: {Output}");
    }

    private async Task<bool> IsUp()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, "healthz"), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode && await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) == "ok";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>What outlives a host: storage, keys, mails.</summary>
    private sealed class House : IAsyncDisposable
    {
        public const string HostId = "reviewflow-tests";
        private readonly Scratch _folder;

        private House(Scratch folder, AzuriteProcess azurite) => (_folder, Azurite) = (folder, azurite);

        public AzuriteProcess Azurite { get; }

        public string Mail => _folder.Path("mail");

        public string OpsKey { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

        public string SigningKey { get; } = Pem();

        public static async Task<House> Open()
        {
            var folder = new Scratch();
            var (azurite, why) = await AzuriteProcess.OnDisk(Directory.CreateDirectory(folder.Path("azurite")).FullName, Hub);
            if (azurite is null)
            {
                folder.Dispose();
                Assert.Skip(why!);
            }
            var house = new House(folder, azurite!);
            await house.PutFunctionKey();
            return house;
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
            await container.GetBlobClient($"{HostId}/host.json").UploadAsync(BinaryData.FromString(
                $$"""{"masterKey":{"name":"master","value":"{{OpsKey}}m","encrypted":false},"functionKeys":[{"name":"default","value":"{{OpsKey}}","encrypted":false}],"systemKeys":[]}"""));
        }

        private static string Pem()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportPkcs8PrivateKeyPem();
        }
    }
}
