using System.Security.Cryptography;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Archive.Files;

/// <summary>Reports in a folder: <c>2026-Q3.pdf</c> once released, <c>unreleased/…</c> between drawing and release.</summary>
public sealed class ReportFolder(string folder) : IReportArchive
{
    private string Drafts => Path.Combine(folder, "unreleased");

    public async Task Put(QuarterId quarter, string sha256, ReadOnlyMemory<byte> file, CancellationToken stop)
    {
        SecretFile.CreateFolder(folder);
        SecretFile.CreateFolder(Drafts);
        await using var written = File.Create(DraftOf(quarter, sha256));
        await written.WriteAsync(file, stop);
        written.Flush(flushToDisk: true);
    }

    public async Task Publish(QuarterId quarter, string sha256, CancellationToken stop)
    {
        if (await Read(PlaceOf(quarter), sha256, stop) is null) File.Move(DraftOf(quarter, sha256), PlaceOf(quarter), overwrite: true);
        foreach (var left in Directory.EnumerateFiles(Drafts, $"{quarter}.*.pdf")) File.Delete(left);
    }

    public async Task<byte[]?> Open(QuarterId quarter, string sha256, CancellationToken stop) =>
        await Read(PlaceOf(quarter), sha256, stop) ?? await Read(DraftOf(quarter, sha256), sha256, stop);

    private static async Task<byte[]?> Read(string path, string sha256, CancellationToken stop)
    {
        if (!File.Exists(path)) return null;
        var file = await File.ReadAllBytesAsync(path, stop);
        return Convert.ToHexStringLower(SHA256.HashData(file)) == sha256 ? file : null;
    }

    private string PlaceOf(QuarterId quarter) => Path.Combine(folder, $"{quarter}.pdf");

    private string DraftOf(QuarterId quarter, string sha256) => Path.Combine(Drafts, $"{quarter}.{sha256[..16]}.pdf");
}
