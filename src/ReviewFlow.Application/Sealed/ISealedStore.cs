namespace ReviewFlow.Application.Sealed;

/// <summary>
/// Where sealed texts lie until they are revealed, beside the ledger and never in it. It is written by
/// <see cref="Ledger.ILedger.Commit"/> alone.
/// </summary>
public interface ISealedStore
{
    /// <summary>What lies at a place, still sealed; null where nothing does.</summary>
    Task<string?> Find(QuarterId quarter, string place, CancellationToken cancellationToken);
}
