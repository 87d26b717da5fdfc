using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Anchors;

/// <summary>The anchors that the ledger's key signed, read once and kept in step with what this process sets.</summary>
public sealed class HeadAnchors(
    IAnchorStore store,
    ILedger ledger,
    LedgerKeys key,
    TimeProvider time,
    SecurityLog security
) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile IReadOnlyList<Anchor>? _known;

    /// <summary>Of every quarter, oldest first.</summary>
    public async Task<IReadOnlyList<Anchor>> All(CancellationToken cancellationToken)
    {
        if (_known is { } known)
            return known;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _known ??= await Read(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<IReadOnlyList<Anchor>> Of(QuarterId quarter, CancellationToken cancellationToken) =>
        [.. (await All(cancellationToken)).Where(a => a.Quarter == quarter)];

    /// <summary>Anchors the heads of these quarters that went on since their last anchor.</summary>
    public async Task Set(IEnumerable<QuarterId> quarters, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var known = _known ?? await Read(cancellationToken);
            var (news, at) = (new List<Anchor>(), time.Now());
            foreach (var quarter in quarters)
            {
                if (
                    await ledger.Head(quarter, cancellationToken) is { } head
                    && key.Verifies(head)
                    && known.All(a => a.Head != head)
                )
                    news.Add(new(at, head));
            }
            if (news.Count > 0)
                await store.Append(news, cancellationToken);
            _known = [.. known, .. news];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// An anchor that the ledger's key did not sign says nothing of the ledger; that it is there is worth a look.
    /// </summary>
    private async Task<IReadOnlyList<Anchor>> Read(CancellationToken cancellationToken)
    {
        var stored = await store.Read(cancellationToken);
        var ours = stored.Where(a => key.Verifies(a.Head)).ToArray();
        if (ours.Length < stored.Count)
            security.Record(SecurityEvent.RowForged, detail: "anchor");
        return ours;
    }
}
