using Azure;
using Azure.Data.Tables;
using ReviewFlow.Application;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// Brings a table from one data version to the next. It may run again from its beginning after it was cut short, and
/// two hosts may run it at once, so each step must be able to find itself done.
/// </summary>
internal delegate Task TableMigration(TableClient table, CancellationToken cancellationToken);

/// <summary>
/// The data version of the table, the row <c>version</c> of the partition <c>data</c>: 1 for the first that ReviewFlow
/// keeps, and one more for each migration. It is looked at before the first access and again each minute, because a
/// newer program may bring the table forward while an older one still runs.
/// </summary>
public sealed partial class LedgerTable
{
    private const int FirstVersion = 1;
    private const string DataPartition = "data",
        VersionRow = "version";

    /// <summary>None yet: the data is of the first version.</summary>
    private static readonly IReadOnlyList<TableMigration> Migrations = [];

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _looking = new();
    private Task? _look;
    private long _lookedAt;

    private int KnownVersion => FirstVersion + _migrations.Count;

    /// <exception cref="OperatorException">The table is newer than this program, is being brought forward, or has no
    /// version.</exception>
    private Task RequireVersion(CancellationToken cancellationToken)
    {
        lock (_looking)
        {
            var isFresh =
                _look is { IsCompleted: false }
                || (_look is { IsCompletedSuccessfully: true } && _time.GetElapsedTime(_lookedAt) < LookEvery);
            if (!isFresh)
                (_look, _lookedAt) = (Look(), _time.GetTimestamp());
            return _look!.WaitAsync(cancellationToken);
        }
    }

    private async Task Look()
    {
        var row = await FindVersion() ?? await MarkNew();
        if (row.GetInt32("MigratesTo") is { } to && to > KnownVersion)
            throw new ConfigurationException(
                StorageTexts.TableMigrating.With(new { name = _client.Name, known = KnownVersion })
            );
        var found = VersionOf(row);
        if (found > KnownVersion)
            throw new ConfigurationException(
                StorageTexts.TableNewer.With(
                    new
                    {
                        name = _client.Name,
                        found,
                        known = KnownVersion,
                    }
                )
            );
        while (VersionOf(row) is var version && version < KnownVersion)
            row = await Migrate(row, version);
    }

    /// <summary>
    /// Older programs keep out from the mark on, and the version is raised when all is done. What is cut short in
    /// between leaves the old version with the mark, and begins again.
    /// </summary>
    private async Task<TableEntity> Migrate(TableEntity row, int from)
    {
        row["MigratesTo"] = from + 1;
        await Replace(row);
        await Guarded(
            async () =>
            {
                await _migrations[from - FirstVersion](_client, CancellationToken.None);
                return true;
            },
            Doing.Writing,
            CancellationToken.None
        );
        var done = await FindVersion() ?? row;
        if (VersionOf(done) != from)
            return done; // another host was faster
        done.Remove("MigratesTo");
        done["Version"] = from + 1;
        await Replace(done);
        return await FindVersion() ?? done;
    }

    /// <summary>Another host that writes the same at the same moment is no trouble: the row is read again.</summary>
    private async Task Replace(TableEntity row)
    {
        try
        {
            await Guarded(
                () => _client.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace),
                Doing.Writing,
                CancellationToken.None
            );
        }
        catch (RequestFailedException e) when (e.Status == 412) { }
    }

    /// <summary>The version of a table that holds nothing yet.</summary>
    private async Task<TableEntity> MarkNew()
    {
        var isEmpty = await Guarded(
            async () =>
            {
                await foreach (var _ in _client.QueryAsync<TableEntity>(maxPerPage: 1))
                    return false;
                return true;
            },
            Doing.Reading,
            CancellationToken.None
        );
        if (!isEmpty && await FindVersion() is null)
            throw new ConfigurationException(StorageTexts.TableWithoutVersion.With(new { name = _client.Name }));
        try
        {
            await Guarded(
                () => _client.AddEntityAsync(new TableEntity(DataPartition, VersionRow) { ["Version"] = KnownVersion }),
                Doing.Writing,
                CancellationToken.None
            );
        }
        catch (RequestFailedException e) when (e.Status == 409) { } // another host made it, or our own answer was lost
        return (await FindVersion())!;
    }

    private static int VersionOf(TableEntity row) => row.GetInt32("Version") ?? FirstVersion;

    private async Task<TableEntity?> FindVersion() =>
        await Guarded(
            () => _client.GetEntityIfExistsAsync<TableEntity>(DataPartition, VersionRow),
            Doing.Reading,
            CancellationToken.None
        )
            is { HasValue: true } found
            ? found.Value
            : null;
}
