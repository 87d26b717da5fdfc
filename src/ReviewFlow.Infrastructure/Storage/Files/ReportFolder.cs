using System.Security.Cryptography;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Release;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Files;

/// <summary>
/// Reports in a folder: <c>2026-Q3.pdf</c> once released, <c>unreleased/…</c> between drawing and release.
/// </summary>
public sealed class ReportFolder(string folder) : IReportArchive
{
    private string Drafts => Path.Combine(folder, "unreleased");

    public async Task Put(
        QuarterId quarter,
        string sha256,
        ReadOnlyMemory<byte> file,
        CancellationToken cancellationToken
    )
    {
        SecretFile.CreateFolder(folder);
        SecretFile.CreateFolder(Drafts);
        // Under a name of its own until it is whole, so that nobody reads half of it or is kept from reading.
        var writing = Path.Combine(Drafts, Path.GetRandomFileName());
        try
        {
            await using (var written = SecretFile.Open(writing))
            {
                await written.WriteAsync(file, cancellationToken);
                written.Flush(flushToDisk: true);
            }
            File.Move(writing, DraftOf(quarter, sha256), overwrite: true);
        }
        catch
        {
            Remove(writing);
            throw;
        }
    }

    public async Task Publish(QuarterId quarter, string sha256, CancellationToken cancellationToken)
    {
        if (!await Holds(PlaceOf(quarter), sha256, cancellationToken))
        {
            try
            {
                File.Move(DraftOf(quarter, sha256), PlaceOf(quarter), overwrite: true);
            }
            catch (IOException) when (File.Exists(PlaceOf(quarter)))
            {
                // Somebody else published it in this moment.
            }
        }
        if (!Directory.Exists(Drafts))
            return;
        foreach (var left in Directory.EnumerateFiles(Drafts, $"{quarter}.*.pdf"))
            Remove(left);
    }

    public async Task<byte[]?> Open(QuarterId quarter, string sha256, CancellationToken cancellationToken) =>
        await Read(PlaceOf(quarter), sha256, cancellationToken)
        ?? await Read(DraftOf(quarter, sha256), sha256, cancellationToken)
        ?? await Read(PlaceOf(quarter), sha256, cancellationToken); // published between the two looks

    private static Task<byte[]?> Read(string path, string sha256, CancellationToken cancellationToken) =>
        Reading(async () =>
        {
            var file = await File.ReadAllBytesAsync(path, cancellationToken);
            return Convert.ToHexStringLower(SHA256.HashData(file)) == sha256 ? file : null;
        });

    /// <summary>Whether the file is there and has that hash; it is not held in memory.</summary>
    private static Task<bool> Holds(string path, string sha256, CancellationToken cancellationToken) =>
        Reading(async () =>
        {
            await using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) == sha256;
        });

    private static async Task<T?> Reading<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IntegrityException(StorageTexts.ReportUnreadable.With(new { problem = e.Message }), e);
        }
    }

    /// <summary>
    /// A draft that cannot be removed now is removed with the next publication; it must stop neither this one nor
    /// another file.
    /// </summary>
    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    private string PlaceOf(QuarterId quarter) => Path.Combine(folder, $"{quarter}.pdf");

    private string DraftOf(QuarterId quarter, string sha256) => Path.Combine(Drafts, $"{quarter}.{sha256[..16]}.pdf");
}
