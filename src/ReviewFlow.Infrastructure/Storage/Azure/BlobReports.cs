using ReviewFlow.Application;
using ReviewFlow.Application.Release;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// Reports as blobs <c>2026-Q3/SHA256.pdf</c>: in the container <paramref name="unreleased"/> between drawing and
/// release, then for
/// good in <paramref name="released"/>, where nothing is ever overwritten or deleted. Two containers, so that a policy
/// that
/// keeps what was released does not keep the drafts.
/// </summary>
public sealed class BlobReports(ReportContainer unreleased, ReportContainer released) : IReportArchive
{
    private const string Pdf = "application/pdf";

    /// <exception cref="ArgumentException">The file does not have that hash.</exception>
    public async Task Put(
        QuarterId quarter,
        string sha256,
        ReadOnlyMemory<byte> file,
        CancellationToken cancellationToken
    )
    {
        if (ReportContainer.HashOf(file.Span) != sha256)
            throw new ArgumentException($"The report of {quarter} does not have the hash {sha256}.", nameof(file));
        // A draft that is damaged is drawn again and repaired: nobody has relied on it yet.
        if (!await unreleased.WriteOnce(NameOf(quarter, sha256), file, Pdf, cancellationToken))
            await unreleased.Repair(NameOf(quarter, sha256), file, Pdf, cancellationToken);
    }

    /// <exception cref="OperatorException">The report is gone, or something else lies in its lasting place.</exception>
    public async Task Publish(QuarterId quarter, string sha256, CancellationToken cancellationToken)
    {
        var name = NameOf(quarter, sha256);
        if (await released.Read(name, sha256, cancellationToken) is null)
        {
            var file = await unreleased.Read(name, sha256, cancellationToken)
                ?? throw new IntegrityException(StorageTexts.ReportMissing.With(new { quarter, sha256 }));
            if (!await released.WriteOnce(name, file, Pdf, cancellationToken))
                throw new IntegrityException(StorageTexts.ReportNotOverwritten.With(new { name }));
        }
        await unreleased.DeleteAll($"{quarter}/", cancellationToken);
    }

    public async Task<byte[]?> Open(QuarterId quarter, string sha256, CancellationToken cancellationToken) =>
        await released.Read(NameOf(quarter, sha256), sha256, cancellationToken)
        ?? await unreleased.Read(NameOf(quarter, sha256), sha256, cancellationToken);

    private static string NameOf(QuarterId quarter, string sha256) => $"{quarter}/{sha256}.pdf";
}
