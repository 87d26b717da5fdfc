using System.Security.Cryptography;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ReviewFlow.Application;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// A container of blobs that are written once. Nothing in here overwrites a blob unless it is told to repair it, so an
/// immutability policy may lie on the container.
/// </summary>
public sealed class ReportContainer(BlobContainerClient client)
{
    /// <param name="account"><c>https://NAME.blob.core.windows.net</c></param>
    public static ReportContainer Open(Uri account, string name, TokenCredential credential) =>
        new(
            new BlobServiceClient(
                account,
                credential,
                new BlobClientOptions().WithStorageRetry()
            ).GetBlobContainerClient(name)
        );

    /// <summary>Azurite on this machine. A storage account is opened with an identity, never with a key.</summary>
    /// <exception cref="OperatorException">The connection string names something else than this machine.</exception>
    public static ReportContainer OpenLocal(string connection, string name)
    {
        var client = new BlobContainerClient(connection, name, new BlobClientOptions().WithStorageRetry());
        return client.Uri.IsLoopback
            ? new(client)
            : throw new ConfigurationException(
                StorageTexts.ConnectionStringOnlyForAzurite.With(new { host = client.Uri.Host })
            );
    }

    /// <summary>Makes the container where it is missing; for a fresh Azurite.</summary>
    public Task Create(CancellationToken cancellationToken) =>
        Guarded(() => client.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);

    /// <summary>The blob if it is there and has this hash.</summary>
    internal async Task<byte[]?> Read(string name, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            var file = (
                await Guarded(
                    () => client.GetBlobClient(name).DownloadContentAsync(cancellationToken),
                    cancellationToken
                )
            ).Value.Content.ToArray();
            return HashOf(file) == sha256 ? file : null;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes the blob if there is none of that name. What is there already is read instead: after a lost answer it is
    /// our own.
    /// </summary>
    /// <returns>False where something else is there under that name.</returns>
    internal async Task<bool> WriteOnce(
        string name,
        ReadOnlyMemory<byte> file,
        string mediaType,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await Upload(
                name,
                file,
                mediaType,
                new BlobRequestConditions { IfNoneMatch = ETag.All },
                cancellationToken
            );
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return await Read(name, HashOf(file.Span), cancellationToken) is not null;
        }
    }

    /// <summary>Puts the blob in place of what is there.</summary>
    internal Task Repair(
        string name,
        ReadOnlyMemory<byte> file,
        string mediaType,
        CancellationToken cancellationToken
    ) => Upload(name, file, mediaType, conditions: null, cancellationToken);

    /// <summary>Every blob whose name begins with <paramref name="prefix"/>, in the order of their names.</summary>
    internal async Task<IReadOnlyList<byte[]>> ReadAll(string prefix, CancellationToken cancellationToken)
    {
        var contents = new List<byte[]>();
        foreach (var name in await Names(prefix, cancellationToken))
            contents.Add(
                (
                    await Guarded(
                        () => client.GetBlobClient(name).DownloadContentAsync(cancellationToken),
                        cancellationToken
                    )
                ).Value.Content.ToArray()
            );
        return contents;
    }

    /// <summary>What cannot be deleted now stays until the next call; it keeps no other.</summary>
    internal async Task DeleteAll(string prefix, CancellationToken cancellationToken)
    {
        foreach (var name in await Names(prefix, cancellationToken))
        {
            try
            {
                await Guarded(
                    () => client.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken),
                    cancellationToken
                );
            }
            catch (Exception e) when (e is RequestFailedException or OperatorException) { }
        }
    }

    private Task<List<string>> Names(string prefix, CancellationToken cancellationToken) =>
        Guarded(
            async () =>
            {
                var found = new List<string>();
                await foreach (
                    var blob in client.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken)
                )
                    found.Add(blob.Name);
                return found;
            },
            cancellationToken
        );

    internal static string HashOf(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private Task Upload(
        string name,
        ReadOnlyMemory<byte> file,
        string mediaType,
        BlobRequestConditions? conditions,
        CancellationToken cancellationToken
    ) =>
        Guarded(
            () =>
                client
                    .GetBlobClient(name)
                    .UploadAsync(
                        new BinaryData(file),
                        new BlobUploadOptions
                        {
                            Conditions = conditions,
                            HttpHeaders = new() { ContentType = mediaType },
                        },
                        cancellationToken
                    ),
            cancellationToken
        );

    private async Task<T> Guarded<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            throw new DependencyUnavailableException(
                StorageTexts.ContainerMissing.With(new { name = client.Name, host = client.Uri.Host }),
                e
            );
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw new DependencyUnavailableException(
                StorageTexts.ContainerForbidden.With(new { name = client.Name, host = client.Uri.Host }),
                e
            );
        }
        catch (Exception e)
            when (e is RequestFailedException { Status: not (404 or 409 or 412) } or AggregateException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new DependencyUnavailableException(
                StorageTexts.ContainerDoesNotAnswer.With(
                    new
                    {
                        name = client.Name,
                        host = client.Uri.Host,
                        problem = (e is AggregateException all ? all.InnerExceptions[^1] : e)
                            .Message.Split('\n')[0]
                            .Trim(),
                    }
                ),
                e
            );
        }
    }
}
