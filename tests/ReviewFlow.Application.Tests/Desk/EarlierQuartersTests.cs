using Microsoft.Data.Sqlite;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Assessments;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Application.Tests.Desk;

/// <summary>What an earlier quarter adds to a report must never keep the report in.</summary>
public sealed class EarlierQuartersTests
{
    private static readonly QuarterId Q1 = QuarterId.Parse("2026-Q1"),
        Q2 = QuarterId.Parse("2026-Q2");
    private static readonly JointWork OneWall = new(
        4,
        [new(OutcomeId.Parse("growth"), WallKind.WorkReturned, null, "We look together first")]
    );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_report_shows_the_quarters_before()
    {
        using var folder = new TempFolder();
        await Earlier(folder);

        var text = await Released(folder, new LogLines());

        Assert.Equal(
            ["2026-Q1", "2", "1", "50%", "2026-Q2", "2", "1", "50%", "2026-Q3", "2", "–", "0%"],
            text.SkipWhile(t => t != "2026-Q1").Take(12)
        );
    }

    [Theory]
    [InlineData(
        "UPDATE entry SET event = replace(event, 'Start early', 'Start later') WHERE quarter = '2026-Q2' AND version = 2"
    )]
    [InlineData("UPDATE entry SET text = '{' WHERE quarter = '2026-Q2' AND version = 1")]
    [InlineData("DELETE FROM entry WHERE quarter = '2026-Q2' AND version = 3")]
    [InlineData("DELETE FROM entry WHERE quarter = '2026-Q2' AND version = 1")]
    [InlineData("DELETE FROM entry WHERE quarter = '2026-Q2'")]
    public async Task An_earlier_ledger_that_is_broken_is_named_and_left_out(string sql)
    {
        using var folder = new TempFolder();
        await Earlier(folder);
        using (
            var knife = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "reviewflow.db")};Pooling=False")
        )
        {
            await knife.OpenAsync(Stop);
            using var cut = knife.CreateCommand();
            cut.CommandText = sql;
            Assert.NotEqual(0, await cut.ExecuteNonQueryAsync(Stop));
        }

        var log = new LogLines();
        LeavesOutQ2(await Released(folder, log), log);
    }

    [Fact]
    public async Task An_earlier_ledger_that_the_store_does_not_give_is_named_and_left_out()
    {
        using var folder = new TempFolder();
        await Earlier(folder);

        var log = new LogLines();
        LeavesOutQ2(await Released(folder, log, ledger: inner => new LedgerWithAHole(inner, Q2)), log);
    }

    [Fact]
    public async Task A_release_that_is_stopped_stops_also_while_it_looks_back()
    {
        using var folder = new TempFolder();
        await Earlier(folder);
        using var stopping = new CancellationTokenSource();
        using var house = await JointQuarter.Play(
            new ProductFixture(folder.Path, ledger: inner => new LedgerWithAHole(inner, Q2, () => stopping.Cancel())),
            new(3, []),
            ("platform", "company")
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            house.Release.Run(SampleRosters.Q3, stopping.Token)
        );
        Assert.Equal(QuarterStage.Open, (await house.Quarter()).Stage);
    }

    private static void LeavesOutQ2(IReadOnlyList<string> text, LogLines log)
    {
        Assert.Equal(
            ["2026-Q1", "2", "1", "50%", "2026-Q3", "2", "–", "0%"],
            text.SkipWhile(t => t != "2026-Q1").Take(8)
        );
        Assert.Contains("The figure of 2026-Q2 is not available: its ledger could not be read.", text);
        Assert.Contains("Error The ledger of 2026-Q2 cannot be read", log.Text, StringComparison.Ordinal);
    }

    /// <summary>Two quarters before, both released.</summary>
    private static async Task Earlier(TempFolder folder)
    {
        foreach (var id in new[] { Q1, Q2 })
        {
            using var house = await JointQuarter.Play(
                new ProductFixture(folder.Path) { Id = id },
                OneWall,
                ("platform", "company")
            );
            await house.Release.Run(id, Stop);
            Assert.Equal(QuarterStage.Released, (await house.Quarter()).Stage);
        }
    }

    /// <summary>The text of the report of 2026-Q3.</summary>
    private static async Task<IReadOnlyList<string>> Released(
        TempFolder folder,
        LogLines log,
        Func<ILedger, ILedger>? ledger = null
    )
    {
        IReadOnlyList<string> text = [];
        byte[] Draw(ReportDocument document)
        {
            text = [.. DocumentText.Of(document)];
            return SkiaReport.Render(document);
        }
        using var house = await JointQuarter.Play(
            new ProductFixture(folder.Path, draw: Draw, log: log, ledger: ledger),
            new(3, []),
            ("platform", "company")
        );
        await house.Release.Run(SampleRosters.Q3, Stop);
        Assert.Equal(QuarterStage.Released, (await house.Audit()).Stage);
        return text;
    }
}

/// <summary>A ledger of which one quarter cannot be read.</summary>
internal sealed class LedgerWithAHole(ILedger inner, QuarterId hole, Action? found = null) : ILedger
{
    public async Task<IReadOnlyList<LedgerEntry>> Read(QuarterId quarter, long after, CancellationToken stop) =>
        (await ReadToHead(quarter, after, stop)).Entries;

    public Task<LedgerTail> ReadToHead(QuarterId quarter, long after, CancellationToken stop)
    {
        if (quarter != hole)
            return inner.ReadToHead(quarter, after, stop);
        found?.Invoke();
        stop.ThrowIfCancellationRequested();
        throw new IOException("The disk does not answer.");
    }

    public Task<ReviewFlow.Application.Ledger.LedgerHead?> Head(QuarterId quarter, CancellationToken stop) =>
        inner.Head(quarter, stop);

    public Task<IReadOnlyList<QuarterId>> Quarters(CancellationToken stop) => inner.Quarters(stop);

    public Task<CommitAnswer> Commit(Commit commit, CancellationToken stop) => inner.Commit(commit, stop);

    public Task<IReadOnlyList<QuarterId>> Awake(Instant now, CancellationToken stop) => inner.Awake(now, stop);

    public Task<Instant?> NextWake(CancellationToken stop) => inner.NextWake(stop);

    public Task<string?> TraceParent(QuarterId quarter, CancellationToken stop) => inner.TraceParent(quarter, stop);
}
