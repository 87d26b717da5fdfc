using ReviewFlow.Application.Ledger;
using ReviewFlow.Assessments;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;

namespace ReviewFlow.Application.Tests.Ledger.Recorded;

/// <summary>
/// Ledgers that were recorded in this format load for ever. With REVIEWFLOW_RECORD=1 the product plays and records them
/// again, which is only right while the format still changes.
/// </summary>
public sealed class RecordedLedgersTests
{
    public static readonly bool Records = Environment.GetEnvironmentVariable("REVIEWFLOW_RECORD") == "1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. RecordedLedger.Names];

    [Fact]
    public async Task The_product_plays_each_of_them_to_its_end()
    {
        await Play("sign-off-only", Plays.SignOffOnly);
        await Play("voided-by-two", Plays.VoidedByTwo);
        await Play("taken-over", Plays.TakenOver);
        await Play("erased", Plays.Erased);
        await Play("taken-back", Plays.TakenBack);
        await Play("joint", Plays.Joint, Earlier, Redacted);
    }

    [Theory, MemberData(nameof(Names))]
    public void It_loads(string name)
    {
        var ledger = new RecordedLedger(name);
        var shown = ledger.Walk(ledger.Lines);
        if (shown.Withheld == 0)
            Assert.Equal(QuarterStage.Released, shown.Quarter!.Stage);
    }

    private static async Task Play(
        string name,
        Func<QuarterPlay, Task> play,
        Func<ProductFixture, Task>? before = null,
        Func<string, string>? redact = null
    )
    {
        using var folder = new TempFolder();
        if (before is not null)
        {
            using var earlier = new ProductFixture(folder.Path) { Id = QuarterId.Parse("2026-Q2") };
            await before(earlier);
        }
        using var house = new ProductFixture(folder.Path);
        var quarter = new QuarterPlay(house);
        await play(quarter);
        var export = await quarter.Export();
        Assert.NotNull(LedgerAudit.Walk(LedgerExport.Read(RecordedLedger.LinesOf(export)), Problem(house)).Quarter);
        if (!Records)
            return;
        await RecordedLedger.Record(name, house, export);
        if (redact is not null)
            await RecordedLedger.Record($"{name}-redacted", house, redact(export));
    }

    /// <summary>
    /// Without what was rated and written of shares, and without the name of one of the four leaders.
    /// </summary>
    private static string Redacted(string export)
    {
        var whole = LedgerExport.Read(RecordedLedger.LinesOf(export));
        return LedgerExport.Redacted(
            whole,
            whole.Entries().Where(e => e.Event is RatingsRevealed or SharesWritten).Select(e => e.Version).ToHashSet(),
            new HashSet<string> { "p6" }
        );
    }

    private static Func<LedgerHead, string?> Problem(ProductFixture house) =>
        house.Get<ReviewFlow.Application.Keys.LedgerKeys>().Problem;

    private static async Task Earlier(ProductFixture house)
    {
        await JointQuarter.Play(house, new(3, []), ("platform", "company"));
        await house.Release.Run(house.Id, Stop);
    }
}
