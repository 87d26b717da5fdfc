using System.Globalization;
using System.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// The ledger of a released quarter beside its report, as <see cref="LedgerExport"/> writes it:
/// <c>2026-Q3/ledger-VERSION-HASH.jsonl</c>, named by its head and written once. Under an immutability policy it is
/// what an older head put back is held against.
/// </summary>
public sealed class LedgerExportBlobs(ILedger ledger, LedgerKeys key, ReportContainer released)
{
    /// <summary>May run twice: the same head gives the same bytes.</summary>
    /// <returns>The blob's name.</returns>
    /// <exception cref="LedgerBrokenException">The ledger is not what was written; nothing was exported.</exception>
    public async Task<string> Keep(QuarterId quarter, CancellationToken cancellationToken)
    {
        var head = await ledger.Head(quarter, cancellationToken)
            ?? throw new LedgerBrokenException(quarter, 0, StorageTexts.HeadMissing);
        var entries = (await ledger.Read(quarter, 0, cancellationToken))
            .Where(e => e.Version <= head.Version)
            .ToArray();
        LedgerAudit.Walk(quarter, entries, head, key.Problem);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{quarter}/ledger-{head.Version}-{head.Hash[..16]}.jsonl"
        );
        var written = await released.WriteOnce(
            name,
            Encoding.UTF8.GetBytes(LedgerExport.Lines(entries, head)),
            "application/jsonl",
            cancellationToken
        );
        return written ? name : throw new IntegrityException(StorageTexts.ExportNotOverwritten.With(new { name }));
    }
}
