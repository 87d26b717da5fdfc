using System.Diagnostics;
using System.Globalization;
using ReviewFlow.Delivery.Archive.Blobs;
using ReviewFlow.Delivery.Ledger.Tables;
using ReviewFlow.Delivery.Tests.Ledger.Tables;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace ReviewFlow.Delivery.Tests.Ledger.Tables;

/// <summary>
/// The emulator of Azure Storage, on ports of its own choice on loopback and in memory, started by the first test that asks
/// and ended with the last. Its process also ends when its input does, so a test run that is killed leaves none behind.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    /// <summary>The emulator's published key; it opens nothing else.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string UntilInputEnds = "process.stdin.resume().on('end', () => process.exit()); require(process.argv[1]);";

    private readonly Lazy<Task<Addresses>> _addresses;
    private readonly TempFolder _workspace = new();
    private Process? _process;

    public Azurite() => _addresses = new(Start);

    internal sealed record Addresses(Uri Tables, Uri Blobs, string? WhyNot = null);

    /// <summary>Where it listens; skips the test where it cannot be had, and says why.</summary>
    internal async Task<Addresses> Up()
    {
        var addresses = await _addresses.Value;
        if (addresses.WhyNot is { } why) Assert.Skip(why);
        return addresses;
    }

    /// <summary>An empty table; <paramref name="through"/> stands before Azurite where a test needs bad weather.</summary>
    internal async Task<LedgerTable> Table(Uri? through = null)
    {
        var table = LedgerTable.OpenLocal(Connection(through ?? (await Up()).Tables), Fresh());
        await table.Create(TestContext.Current.CancellationToken);
        return table;
    }

    internal async Task<ReportContainer> Container(Uri? through = null)
    {
        var container = ReportContainer.OpenLocal(Connection(through ?? (await Up()).Blobs), Fresh());
        await container.Create(TestContext.Current.CancellationToken);
        return container;
    }

    internal static string Connection(Uri account) => $"AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint={account}devstoreaccount1;BlobEndpoint={account}devstoreaccount1";

    internal static string Fresh() => "t" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        _workspace.Dispose();
    }

    private async Task<Addresses> Start()
    {
        var tests = FolderOfTests();
        var azurite = Path.Combine(tests, "node_modules", "azurite");
        try
        {
            if (!Directory.Exists(azurite) && await Install(tests) is { } why) return new(null!, null!, why);
            string[] arguments =
            [
                "-e", UntilInputEnds, "--", Path.Combine(azurite, "dist", "src", "azurite.js"), "--disableTelemetry", "--skipApiVersionCheck", "--silent", "--inMemoryPersistence",
                "--blobHost", "127.0.0.1", "--blobPort", "0", "--queueHost", "127.0.0.1", "--queuePort", "0", "--tableHost", "127.0.0.1", "--tablePort", "0",
            ];
            _process = Process.Start(new ProcessStartInfo("node", arguments) { WorkingDirectory = _workspace.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return new(null!, null!, $"Node.js is not there: {e.Message}");
        }
        return await Listen(_process);
    }

    /// <summary>It says on which ports it listens; with port 0 it takes free ones.</summary>
    private static async Task<Addresses> Listen(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var (blobs, tables) = (default(Uri), default(Uri));
        while (blobs is null || tables is null)
        {
            if (await process.StandardOutput.ReadLineAsync() is not { } line) throw new InvalidOperationException($"Azurite did not start: {(await errors).Trim()}");
            if (line.StartsWith("Azurite Blob service is successfully listening at ", StringComparison.Ordinal)) blobs = new(line[(line.LastIndexOf(' ') + 1)..]);
            if (line.StartsWith("Azurite Table service is successfully listening at ", StringComparison.Ordinal)) tables = new(line[(line.LastIndexOf(' ') + 1)..]);
        }
        _ = process.StandardOutput.ReadToEndAsync(); // nobody must wait for a full pipe
        return new(tables, blobs);
    }

    private static async Task<string?> Install(string tests)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--prefix", tests, "--no-audit", "--no-fund"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, wrong) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        await said;
        return npm.ExitCode == 0 ? null : $"Azurite could not be installed (npm ci): {(await wrong).Trim().Split('\n')[0]}";
    }

    private static string FolderOfTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "tests", "package.json"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests");
    }
}
