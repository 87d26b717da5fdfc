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
public sealed class TableLedger(LedgerTable table, LedgerKeys key) : ILedger
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
            var people = LedgerPeople.Of(rows.Where(PeopleRow.Is).SelectMany(r => PeopleRow.Read(quarter, r)));
            LedgerEntry[] entries =
            [
                .. rows.Where(r => r.RowKey != RowKeys.Head && !PeopleRow.Is(r))
                    .SelectMany(r => EntryRows.Read(quarter, r))
                    .Where(line => line.Version > after)
                    .Select(line => LedgerEntry.Parse(quarter, line, people)),
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

        var row = await table.Find(commit.Quarter, RowKeys.Head, cancellationToken);
        var head = row is null ? null : HeadRow.Read(commit.Quarter, row);
        if (head is not null)
            LedgerAudit.HoldSignature(head, key.Problem);
        if (!commit.GoesBehind(head))
            return await WhyNot(commit, head, cancellationToken) ?? new CommitAnswer.Conflict();
        var (version, hash) = commit.Last(head);
        var writeId = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var rows = CommitRows.Of(
            commit,
            key.Sign(commit.Quarter, version, hash),
            await PeopleRow.Of(table, commit, cancellationToken),
            await SealedRow.Of(table, commit, cancellationToken),
            row?.ETag,
            writeId
        );

        if (head is null)
            await table.List(commit.Quarter);
        await table.List(commit.Links);
        foreach (var person in commit.Erased.Select(p => p.Id).Distinct())
            await ErasedRows.Delete(table, commit.Quarter, person, cancellationToken);
        try
        {
            await table.Write(rows);
            return new CommitAnswer.Written();
        }
        catch (Exception e) when (e is RequestFailedException or OperatorException)
        {
            return await Settle(commit, version, writeId, e);
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
                return new CommitAnswer.Written();
            if (
                await WhyNot(commit, await Head(commit.Quarter, CancellationToken.None), CancellationToken.None) is
                { } refusal
            )
                return refusal;
        }
        catch (OperatorException e)
        {
            throw new DependencyUnavailableException(
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

    /// <summary>
    /// A key that was spent is the better reason. It is looked for only where a commit did not go through: the row of a
    /// spent key keeps the transaction from being written.
    /// </summary>
    private async Task<CommitAnswer?> WhyNot(Commit commit, LedgerHead? head, CancellationToken cancellationToken)
    {
        var spent = await Task.WhenAll(
            commit.Keys.Select(async key =>
                await table.Find(commit.Quarter, RowKeys.Spent(key), cancellationToken, "RowKey") is null ? null : key
            )
        );
        if (spent.OfType<string>().ToArray() is { Length: > 0 } keys)
            return new CommitAnswer.Repeated(keys);
        return commit.GoesBehind(head) ? null : new CommitAnswer.Conflict();
    }

    /// <summary>
    /// After a lost answer the client sends the transaction again and is told that its rows are there already. Whose
    /// they are says the writeId: two that decide the same at the same moment write the same text.
    /// </summary>
    private async Task<bool> WasWritten(Commit commit, long version, string writeId) =>
        await table.Find(
            commit.Quarter,
            commit.Entries.Count > 0 ? RowKeys.Entries(version) : RowKeys.Head,
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
