using System.Globalization;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// The ledger in Azure Table Storage. A commit is one entity-group transaction that replaces the head at the ETag it
/// was read with; the service answers after it is on three disks.
/// </summary>
public sealed class TableLedger(LedgerTable table, SigningKey key) : ILedger
{
    /// <summary>A commit may come between two pages of an answer; more than a few times in a row it does not.</summary>
    private const int MaxTornReads = 5;

    public async Task<IReadOnlyList<LedgerEntry>> Read(
        QuarterId quarter,
        long after,
        CancellationToken cancellationToken
    ) => (await ReadToHead(quarter, after, cancellationToken)).Entries;

    /// <summary>One query: the head sorts behind the entries, so it is never older than they are.</summary>
    public async Task<LedgerTail> ReadToHead(QuarterId quarter, long after, CancellationToken cancellationToken)
    {
        for (var reads = 1; ; reads++)
        {
            var rows = await table.Range(quarter, RowKeys.Entries(after + 1), RowKeys.BehindHead, cancellationToken);
            var head = rows.LastOrDefault(r => r.RowKey == RowKeys.Head) is { } row ? HeadRow.Read(quarter, row) : null;
            LedgerEntry[] entries =
            [
                .. rows.Where(r => r.RowKey != RowKeys.Head)
                    .SelectMany(r => EntryRows.Read(quarter, r))
                    .Where(e => e.Version > after),
            ];
            var last = entries.Length > 0 ? entries[^1].Version : after;
            if (head is null || head.Version <= last || reads == MaxTornReads)
                return new(entries, head);
        }
    }

    public async Task<LedgerHead?> Head(QuarterId quarter, CancellationToken cancellationToken) =>
        await table.Find(quarter, RowKeys.Head, cancellationToken) is { } row ? HeadRow.Read(quarter, row) : null;

    public async Task<IReadOnlyList<QuarterId>> Quarters(CancellationToken cancellationToken) =>
        [.. (await Heads(cancellationToken)).Select(h => h.Quarter)];

    public async Task<IReadOnlyList<QuarterId>> Awake(Instant now, CancellationToken cancellationToken) =>
        [.. (await Heads(cancellationToken)).Where(h => h.WakeAt <= now).OrderBy(h => h.WakeAt).Select(h => h.Quarter)];

    public async Task<Instant?> NextWake(CancellationToken cancellationToken) =>
        (await Heads(cancellationToken)).Select(h => h.WakeAt).Min();

    public async Task<string?> TraceParent(QuarterId quarter, CancellationToken cancellationToken) =>
        (await table.Find(quarter, RowKeys.Head, cancellationToken, HeadRow.TraceParent))?.GetString(
            HeadRow.TraceParent
        );

    /// <exception cref="OperatorException">It is too much for one transaction, or the service does not
    /// answer.</exception>
    public async Task<CommitAnswer> Commit(Commit commit, CancellationToken cancellationToken)
    {
        if (commit.Mails.Any(m => m.Quarter != commit.Quarter) || commit.Links.Any(l => l.Quarter != commit.Quarter))
            throw new ArgumentException(
                $"A commit of {commit.Quarter} carries a mail or a link of another quarter, which lies in "
                    + "another partition.",
                nameof(commit)
            );

        var head = await table.Find(commit.Quarter, RowKeys.Head, cancellationToken);
        if (head is not null)
            LedgerAudit.HoldSignature(HeadRow.Read(commit.Quarter, head), key.Verifies);
        if (await WhyNot(commit, head, cancellationToken) is { } refusal)
            return refusal;
        var (entries, signed) = Chain(commit, head);
        var writeId = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var rows = CommitRows.Of(
            commit,
            entries,
            signed,
            await SealedRow.Of(table, commit, cancellationToken),
            head?.ETag,
            writeId
        );

        if (head is null)
            await table.List(commit.Quarter);
        await table.List(commit.Links);
        try
        {
            await table.Write(rows);
            return CommitAnswer.Written;
        }
        catch (Exception e) when (e is RequestFailedException or OperatorException)
        {
            return await Settle(commit, signed.Version, writeId, e);
        }
    }

    /// <summary>
    /// What became of a transaction that was not confirmed. Asked without cancellation: the answer must be true even if
    /// nobody waits for it.
    /// </summary>
    private async Task<CommitAnswer> Settle(Commit commit, long version, string writeId, Exception trouble)
    {
        try
        {
            if (await WasWritten(commit, version, writeId))
                return CommitAnswer.Written;
            if (
                await WhyNot(
                    commit,
                    await table.Find(commit.Quarter, RowKeys.Head, CancellationToken.None),
                    CancellationToken.None
                ) is
                { } refusal
            )
                return refusal;
        }
        catch (OperatorException e)
        {
            throw new IntegrityException(
                StorageTexts.CommitUncertain.With(new { quarter = commit.Quarter, problem = e.Message }),
                trouble
            );
        }
        throw trouble is OperatorException
            ? trouble
            : new InvalidOperationException(
                $"{commit.Quarter}: a mail or a link of this commit exists already; nothing was written.",
                trouble
            );
    }

    private (IReadOnlyList<LedgerEntry> Entries, LedgerHead Head) Chain(Commit commit, TableEntity? head)
    {
        var (version, hash, entries) = (
            commit.Expected,
            head?.GetString("Hash") ?? LedgerEntry.Beginning,
            new List<LedgerEntry>()
        );
        foreach (var happened in commit.Events)
        {
            entries.Add(LedgerEntry.After(commit.Quarter, version, hash, happened));
            (version, hash) = (entries[^1].Version, entries[^1].Hash);
        }
        return (entries, key.Sign(commit.Quarter, version, hash));
    }

    private async Task<CommitAnswer?> WhyNot(Commit commit, TableEntity? head, CancellationToken cancellationToken)
    {
        if (
            commit.Key is not null
            && await table.Find(commit.Quarter, RowKeys.Spent(commit.Key), cancellationToken, "RowKey") is not null
        )
            return CommitAnswer.Repeated;
        return (head?.GetInt64("Version") ?? 0) != commit.Expected ? CommitAnswer.Conflict : null;
    }

    /// <summary>
    /// After a lost answer the client sends the transaction again and is told that its rows are there already. Whose
    /// they are says the writeId: two that decide the same at the same moment write the same text.
    /// </summary>
    private async Task<bool> WasWritten(Commit commit, long version, string writeId) =>
        await table.Find(
            commit.Quarter,
            commit.Events.Count > 0 ? RowKeys.Entries(version) : RowKeys.Head,
            CancellationToken.None,
            "WriteId"
        )
            is { } row
        && row.GetString("WriteId") == writeId;

    private async Task<IReadOnlyList<(QuarterId Quarter, Instant? WakeAt)>> Heads(CancellationToken cancellationToken)
    {
        var heads = await Task.WhenAll(
            (await table.Listed(cancellationToken)).Select(async q =>
                (Quarter: q, Row: await table.Find(q, RowKeys.Head, cancellationToken, "WakeAt"))
            )
        );
        return [.. heads.Where(h => h.Row is not null).Select(h => (h.Quarter, HeadRow.WakeAt(h.Row!)))];
    }
}
