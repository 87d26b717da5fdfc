using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Testing.Assessments;

/// <summary>Where a running product keeps everything: what lies in its safe, and every byte of the rest.</summary>
internal interface IShelf
{
    /// <summary>How a place of the sealed store is called there.</summary>
    string NameOf(string place);

    Task<IReadOnlyList<string>> Sealed();

    /// <summary>What is kept beside the product's folder, piece by piece, unpacked.</summary>
    IAsyncEnumerable<(string Where, byte[] Bytes)> Kept();
}

/// <summary>SQLite: all of it is files in the product's folder.</summary>
internal sealed class SqliteShelf(string folder) : IShelf
{
    public string NameOf(string place) => place;

    public Task<IReadOnlyList<string>> Sealed() => Rows("SELECT slot FROM sealed");

    public async IAsyncEnumerable<(string Where, byte[] Bytes)> Kept()
    {
        await Task.CompletedTask;
        yield break;
    }

    /// <summary>The first column of what the query finds.</summary>
    public async Task<IReadOnlyList<string>> Rows(string sql)
    {
        await using var knife = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "reviewflow.db")};Pooling=False"
        );
        await knife.OpenAsync(TestContext.Current.CancellationToken);
        using var command = knife.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}

/// <summary>A table and two containers of Azurite: every entity, packed and unpacked, and every blob.</summary>
internal sealed class TableShelf : IShelf
{
    private TableShelf(TableClient table, BlobContainerClient[] containers) =>
        (Table, Containers) = (table, containers);

    public TableClient Table { get; }

    /// <summary>Of drafts, then of what is released.</summary>
    public IReadOnlyList<BlobContainerClient> Containers { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="through">Stands before Azurite's tables.</param>
    public static async Task<TableShelf> Fresh(Azurite azurite, Uri? through = null)
    {
        var account = await azurite.Up();
        var shelf = new TableShelf(
            new(Azurite.Connection(through ?? account.Tables), Azurite.Fresh()),
            [
                .. Enumerable
                    .Range(0, 2)
                    .Select(_ => new BlobContainerClient(Azurite.Connection(account.Blobs), Azurite.Fresh())),
            ]
        );
        await shelf.Table.CreateAsync(Stop);
        foreach (var container in shelf.Containers)
            await container.CreateAsync(cancellationToken: Stop);
        return shelf;
    }

    /// <summary>Puts the stores in that write here.</summary>
    public void Furnish(IServiceCollection services) =>
        services
            .AddSingleton(new LedgerTable(Table))
            .AddSingleton<ILedger, TableLedger>()
            .AddSingleton<IOutbox, TableOutbox>()
            .AddSingleton<ILinks, TableLinks>()
            .AddSingleton<ISealedStore, TableSealedStore>()
            .AddSingleton<IReportArchive>(
                new BlobReports(new ReportContainer(Containers[0]), new ReportContainer(Containers[1]))
            );

    public string NameOf(string place) =>
        "sealed-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)));

    public async Task<IReadOnlyList<string>> Sealed()
    {
        var rows = new List<string>();
        await foreach (
            var row in Table.QueryAsync<TableEntity>(
                r =>
                    r.PartitionKey == "2026-Q3"
                    && r.RowKey.CompareTo("sealed-") >= 0
                    && r.RowKey.CompareTo("sealed.") < 0,
                select: ["RowKey"],
                cancellationToken: Stop
            )
        )
            rows.Add(row.RowKey);
        return rows;
    }

    public async IAsyncEnumerable<(string Where, byte[] Bytes)> Kept()
    {
        await foreach (var row in Table.QueryAsync<TableEntity>(cancellationToken: Stop))
        {
            var plain = row.Where(p => p.Value is not byte[]).Select(p => $"{p.Key}={p.Value}");
            byte[] packed =
            [
                .. row.Where(p => p.Key.StartsWith("Text", StringComparison.Ordinal))
                    .OrderBy(p => p.Key, StringComparer.Ordinal)
                    .SelectMany(p => (byte[])p.Value),
            ];
            yield return (
                $"the row {row.RowKey}",
                [.. Encoding.UTF8.GetBytes(string.Join('\n', plain)), .. packed, .. Unpacked(packed)]
            );
        }
        foreach (var container in Containers)
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: Stop))
                yield return (
                    $"the blob {blob.Name}",
                    (await container.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content.ToArray()
                );
        }
    }

    /// <summary>As the product packs it.</summary>
    public static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            brotli.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    public static byte[] Unpacked(byte[] packed)
    {
        if (packed.Length == 0)
            return [];
        using var whole = new MemoryStream();
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        brotli.CopyTo(whole);
        return whole.ToArray();
    }
}
