using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using MimeKit;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>
/// The function app on a Functions host with Azurite. <c>REVIEWFLOW_FUNC</c> is the command that starts the host
/// ({port} is replaced), <c>REVIEWFLOW_FUNC_APP</c> the published app, <c>REVIEWFLOW_FUNC_APP_NEXT</c> a later release
/// of it whose orchestrators differ, <c>REVIEWFLOW_FUNC_LOG</c> a file for the output of host and worker. A test is
/// skipped if one that it needs is missing.
/// </summary>
internal sealed class FunctionAppHost : ProductHost
{
    /// <summary>
    /// The account of host and task hub. Ledger and reports have another one, so that the emulator's log tells them
    /// apart.
    /// </summary>
    public const string Hub = "taskhub";

    /// <summary>A small machine can run two hosts at most, so these tests run one after the other.</summary>
    public const string OneAtATime = "One Functions host at a time";

    private static readonly string Command = Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC")
        ?? "func start --port {port}";
    private static readonly string? App = Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC_APP");
    private static readonly string? Next = Environment.GetEnvironmentVariable("REVIEWFLOW_FUNC_APP_NEXT");
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>
    /// After this time the next host gets the messages that a killed host held. The default is five minutes, the
    /// minimum one.
    /// </summary>
    public static readonly (string Name, string Value)[] ShortVisibilityTimeout =
    [
        (DurableTask("storageProvider__controlQueueVisibilityTimeout"), "00:01:00"),
        (DurableTask("storageProvider__workItemQueueVisibilityTimeout"), "00:01:00"),
    ];

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
        _settings = environment.SettingsOf(Address);
        foreach (var (name, value) in settings)
            _settings[name] = value;
    }

    public override Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    public override string OpsKey => _environment.OpsKey;

    public AzuriteProcess Azurite => _environment.Azurite;

    /// <summary>The public key, as PEM.</summary>
    public string LedgerKey => _environment.PublicKey;

    public string MailFolder => _environment.Mail;

    /// <summary>Of host and worker, over all starts.</summary>
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

    /// <summary>The folder of the app. Skips the test if there is none.</summary>
    public static string NeedsApp()
    {
        Assert.SkipUnless(IsApp(App), "There is no published function app; REVIEWFLOW_FUNC_APP names its folder.");
        return App;
    }

    /// <summary>Skips the test if there is no later release.</summary>
    public static void NeedsNextApp() =>
        Assert.SkipUnless(
            IsApp(Next),
            "There is no later release of the function app; REVIEWFLOW_FUNC_APP_NEXT names its folder."
        );

    /// <summary>Starts a second host on the same storage and hub, as when the platform scales out.</summary>
    public async Task<FunctionAppHost> StartAnother()
    {
        var other = new FunctionAppHost(_environment, isOwner: false, _app);
        foreach (var (name, value) in _settings)
            other._settings[name] = name is "ASPNETCORE_URLS" or "WEBSITE_HOSTNAME" ? other._settings[name] : value;
        // Durable Functions takes two hosts on one machine for the same host unless they have names.
        (other._settings["WEBSITE_CURRENT_STAMPNAME"], other._settings["RoleInstanceId"]) = ("tests", "other");
        await other.Up();
        return other;
    }

    /// <summary><c>Running</c>, <c>Completed</c> or <c>Failed</c>; null if there is no such instance.</summary>
    public Task<string?> StatusOf(string instance) => _environment.StatusOf(HubName(_app), instance);

    /// <summary>Takes effect at the next start.</summary>
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

    /// <summary>Kills it and starts the later release on the same storage.</summary>
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

    /// <summary>SIGKILL to the worker alone. The host starts another.</summary>
    public async Task KillWorker()
    {
        using var worker = Process.GetProcessById(ChildProcess.Of(_process!.Id));
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

    /// <summary>The name of a setting of the extension that overrides host.json.</summary>
    public static string DurableTask(string setting) => $"AzureFunctionsJobHost__extensions__durableTask__{setting}";

    private static string HubName(string app) =>
        (string)
            JsonNode.Parse(File.ReadAllText(Path.Combine(app, "host.json")))!["extensions"]!["durableTask"]![
                "hubName"
            ]!;

    private static bool IsApp([NotNullWhen(true)] string? folder) =>
        folder is { Length: > 0 } && File.Exists(Path.Combine(folder, "host.json"));

    public async Task Up()
    {
        Launch();
        await Until.True(async () => _process!.HasExited || await IsUp(), "the function app answers", 200);
        Assert.False(_process!.HasExited, $"The function app did not start: {Output}");
    }

    /// <summary>Does not wait until it answers.</summary>
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
        start.Environment.Remove("CONTAINER_NAME"); // the host would think that it runs on the platform
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
}
