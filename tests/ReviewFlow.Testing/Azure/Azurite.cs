using System.Globalization;
using ReviewFlow.Infrastructure.Storage.Azure;

namespace ReviewFlow.Testing.Azure;

/// <summary>Azurite in memory, started by the first test that asks and ended with the last.</summary>
public sealed class Azurite : IAsyncDisposable
{
    private readonly Lazy<Task<Addresses>> _addresses;
    private readonly TempFolder _workspace = new();
    private AzuriteProcess? _process;

    public Azurite() => _addresses = new(Start);

    internal sealed record Addresses(Uri Tables, Uri Blobs, string? WhyNot = null);

    /// <summary>Where it listens; skips the test where it cannot be had, and says why.</summary>
    internal async Task<Addresses> Up()
    {
        var addresses = await _addresses.Value;
        if (addresses.WhyNot is { } why)
            Assert.Skip(why);
        return addresses;
    }

    /// <summary>
    /// An empty table; <paramref name="through"/> stands before Azurite where a test needs bad weather.
    /// </summary>
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

    internal static string Connection(Uri account) =>
        $"AccountName=devstoreaccount1;AccountKey={AzuriteProcess.Key};TableEndpoint={account}devstoreaccount1;BlobEndpoint={account}devstoreaccount1";

    internal static string Fresh() => "t" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
            await process.DisposeAsync();
        _workspace.Dispose();
    }

    private async Task<Addresses> Start()
    {
        (_process, var why) = await AzuriteProcess.InMemory(_workspace.Path);
        return _process is { } up ? new(up.Tables, up.Blobs) : new(null!, null!, why);
    }
}
