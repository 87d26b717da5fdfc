using System.Collections.Concurrent;
using System.Diagnostics;

namespace ReviewFlow.Testing.Azure;

/// <summary>
/// The emulator of Azure Storage on free ports of loopback. Its process also ends when its input does, so a test run
/// that is killed leaves none behind. Linked into every test project that needs it.
/// </summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    /// <summary>The emulator's published key; it opens nothing else.</summary>
    public const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string UntilInputEnds =
        "process.stdin.resume().on('end', () => process.exit()); require(process.argv[1]);";

    private const string First = "devstoreaccount1";

    private readonly string[] _how;
    private readonly string _workspace;
    private readonly string[] _others;
    private readonly ConcurrentQueue<string> _requests = new();
    private TaskCompletionSource _closed = new();
    private Process? _process;

    private AzuriteProcess(string workspace, string[] how, params string[] others) =>
        (_workspace, _how, _others) = (workspace, how, others);

    public Uri Blobs { get; private set; } = null!;

    public Uri Queues { get; private set; } = null!;

    public Uri Tables { get; private set; } = null!;

    /// <summary>For all three services.</summary>
    public string Connection => ConnectionOf(First);

    public string ConnectionOf(string account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};BlobEndpoint={Blobs}{account};QueueEndpoint={Queues}{account};TableEndpoint={Tables}{account}";

    /// <summary>
    /// What it was asked so far, one line of its access log a request; empty when it was not to tell.
    /// </summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Starts one that forgets everything at its end.</summary>
    public static Task<(AzuriteProcess? Azurite, string? WhyNot)> InMemory(string workspace) =>
        Start(new(workspace, ["--silent", "--inMemoryPersistence"]));

    /// <summary>Starts one that keeps what it has in <paramref name="workspace"/>, and tells every request.</summary>
    /// <param name="others">Accounts beside the usual one, opened by the same key.</param>
    public static Task<(AzuriteProcess? Azurite, string? WhyNot)> OnDisk(string workspace, params string[] others) =>
        Start(new(workspace, ["--location", workspace], others));

    /// <summary>
    /// Away, with all that was written kept: killed outright it would forget what its tables took in the last seconds.
    /// </summary>
    public async Task GoAway()
    {
        using (var asked = Process.Start("kill", ["-TERM", Text(_process!.Id)]))
            await asked.WaitForExitAsync();
        await _closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Back, on the same ports.</summary>
    public Task StartAgain() =>
        Run(Path.Combine(FolderOfTests(), "node_modules", "azurite"), Blobs.Port, Queues.Port, Tables.Port);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
    }

    private static async Task<(AzuriteProcess? Azurite, string? WhyNot)> Start(AzuriteProcess it)
    {
        var tests = FolderOfTests();
        var azurite = Path.Combine(tests, "node_modules", "azurite");
        try
        {
            if (!Directory.Exists(azurite) && await Install(tests) is { } why)
                return (null, why);
            await it.Run(azurite, 0, 0, 0);
            return (it, null);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (null, $"Node.js is not there: {e.Message}");
        }
    }

    private async Task Run(string azurite, int blobs, int queues, int tables)
    {
        string[] arguments =
        [
            "-e",
            UntilInputEnds,
            "--",
            Path.Combine(azurite, "dist", "src", "azurite.js"),
            "--disableTelemetry",
            "--skipApiVersionCheck",
            .. _how,
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            Text(blobs),
            "--queueHost",
            "127.0.0.1",
            "--queuePort",
            Text(queues),
            "--tableHost",
            "127.0.0.1",
            "--tablePort",
            Text(tables),
        ];
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = _workspace,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(
            ';',
            _others.Prepend(First).Select(account => $"{account}:{Key}")
        );
        var process = _process = Process.Start(start)!;
        _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Listen(process);
        _ = Tell(process); // nobody must wait for a full pipe
    }

    /// <summary>It says on which ports it listens; with port 0 it takes free ones.</summary>
    private async Task Listen(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        for (var up = 0; up < 3; )
        {
            if (await process.StandardOutput.ReadLineAsync() is not { } line)
                throw new InvalidOperationException($"Azurite did not start: {(await errors).Trim()}");
            if (!line.Contains(" service is successfully listening at ", StringComparison.Ordinal))
                continue;
            var address = new Uri(line[(line.LastIndexOf(' ') + 1)..]);
            if (line.StartsWith("Azurite Blob ", StringComparison.Ordinal))
                Blobs = address;
            if (line.StartsWith("Azurite Queue ", StringComparison.Ordinal))
                Queues = address;
            if (line.StartsWith("Azurite Table ", StringComparison.Ordinal))
                Tables = address;
            up++;
        }
    }

    private async Task Tell(Process process)
    {
        for (var closed = 0; await process.StandardOutput.ReadLineAsync() is { } line; )
        {
            _requests.Enqueue(line);
            if (line.EndsWith(" service successfully closed", StringComparison.Ordinal) && ++closed == 3)
                _closed.TrySetResult();
        }
    }

    private static string Text(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string?> Install(string tests)
    {
        using var npm = Process.Start(
            new ProcessStartInfo("npm", ["ci", "--prefix", tests, "--no-audit", "--no-fund"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (said, wrong) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        await said;
        return npm.ExitCode == 0
            ? null
            : $"Azurite could not be installed (npm ci): {(await wrong).Trim().Split('\n')[0]}";
    }

    private static string FolderOfTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "tests", "package.json")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests");
    }
}
