namespace ReviewFlow.Application.Release;

/// <summary>
/// Where reports lie. A report that is put there is not released yet; nobody can open it before the ledger says so.
/// </summary>
public interface IReportArchive
{
    Task Put(QuarterId quarter, string sha256, ReadOnlyMemory<byte> file, CancellationToken cancellationToken);

    /// <summary>Gives a released report its lasting place. May run twice.</summary>
    Task Publish(QuarterId quarter, string sha256, CancellationToken cancellationToken);

    /// <summary>The file with that hash, wherever it lies; null if it is not there or is not what it was.</summary>
    Task<byte[]?> Open(QuarterId quarter, string sha256, CancellationToken cancellationToken);
}
