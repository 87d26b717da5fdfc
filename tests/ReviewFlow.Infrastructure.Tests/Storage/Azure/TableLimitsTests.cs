using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>
/// What Azure Table Storage takes: 100 rows and 4 MiB in a transaction, 64 KiB in a property, 1 MiB in a row, 1,000
/// rows in an answer.
/// </summary>
public sealed class TableLimitsTests(Azurite azurite) : LedgerTableTestBase(azurite)
{
    [Theory]
    [InlineData(40_000)] // more characters than a string property takes
    [InlineData(300_000)] // several properties
    [InlineData(1_200_000)] // nearly the 960 KiB that one row takes
    public async Task A_long_entry_and_a_long_letter_come_back_as_they_were(int length)
    {
        var table = await Azurite.Table();
        var (ledger, text) = (new TableLedger(table, Key), Noise(length));
        await ledger.Commit(Started(), Stop);
        await ledger.Commit(Of(4, Longer(text)) with { Mails = [MailTo(0, text)] }, Stop);

        Assert.Equal(
            5,
            LedgerAudit.Walk(Q3, await ledger.Read(Q3, 0, Stop), await ledger.Head(Q3, Stop), Key.Problem).Version
        );
        Assert.Equal(text, Assert.Single(await new TableOutbox(table).Due(Start, 10, Stop)).Content);
    }

    [Fact]
    public async Task Entries_too_long_for_one_row_lie_in_several_of_the_same_transaction()
    {
        var ledger = new TableLedger(await Azurite.Table(), Key);
        await ledger.Commit(Started(), Stop);
        await ledger.Commit(Of(4, [.. Enumerable.Range(0, 8).Select(_ => Longer(Noise(300_000)))]), Stop);

        var entries = await ledger.Read(Q3, 0, Stop);
        Assert.Equal(12, LedgerAudit.Walk(Q3, entries, await ledger.Head(Q3, Stop), Key.Problem).Version);
        Assert.Equal([11, 12], (await ledger.Read(Q3, 10, Stop)).Select(e => e.Version));
    }

    [Fact]
    public async Task Just_below_four_megabytes_is_written_and_just_above_is_refused_before_anything_is()
    {
        var table = await Azurite.Table();
        var ledger = new TableLedger(table, Key);
        await ledger.Commit(Started(), Stop);
        // Noise loses a quarter when it is packed and gains a third as base64: on the wire it is as long as it was.
        CommitDraft Heavy(int mails) =>
            Of(4, Longer("why")).WithLetters(mails, _ => Noise(50_000)) with
            {
                Keys = ["form/1"],
            };

        var refused = await Assert.ThrowsAnyAsync<OperatorException>(() => ledger.Commit(Heavy(84), Stop));
        Assert.Contains("nothing was written", refused.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await ledger.Head(Q3, Stop))!.Version);
        Assert.Equal(0, (await new TableOutbox(table).Count(Q3, Stop)).Owed);

        Assert.Equal(new CommitAnswer.Written(), await ledger.Commit(Heavy(78), Stop));
        Assert.Equal(78, (await new TableOutbox(table).Count(Q3, Stop)).Owed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_or_a_letter_longer_than_a_row_is_refused_before_anything_is_written(bool entry)
    {
        var table = await Azurite.Table();
        var ledger = new TableLedger(table, Key);
        await ledger.Commit(Started(), Stop);
        var huge = Noise(2_000_000);

        var refused = await Assert.ThrowsAnyAsync<OperatorException>(() =>
            ledger.Commit(entry ? Of(4, Longer(huge)) : Of(4, Longer("why")) with { Mails = [MailTo(0, huge)] }, Stop)
        );

        Assert.Contains("nothing was written", refused.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await ledger.Head(Q3, Stop))!.Version);
    }

    [Theory]
    [InlineData(96, 0)] // head, entries, people, key and 96 are 100
    [InlineData(40, 30)] // the letters go into a parcel, what goes into the sealed store never does
    public async Task However_much_a_commit_lays_into_the_safe_it_is_one_transaction(int deposits, int leaders)
    {
        var table = await Azurite.Table();
        var commit = Started().WithLetters(leaders, Invitation) with
        {
            Keys = ["form/1"],
            SealedWrites = Laid(deposits, 900),
        };

        Assert.Equal(new CommitAnswer.Written(), await new TableLedger(table, Key).Commit(commit, Stop));

        Assert.Equal(
            commit.SealedWrites[^1].Text,
            await new TableSealedStore(table).Find(Q3, commit.SealedWrites[^1].Slot, Stop)
        );
        Assert.Equal(leaders, (await new TableOutbox(table).Count(Q3, Stop)).Owed);
    }

    [Theory]
    [InlineData(98, 900)]
    [InlineData(14, 300_000)]
    [InlineData(1, 2_000_000)]
    public async Task More_than_the_service_takes_is_refused_before_anything_is_laid_in_or_taken_out(
        int deposits,
        int length
    )
    {
        var table = await Azurite.Table();
        var ledger = new TableLedger(table, Key);
        await ledger.Commit(Started() with { SealedWrites = [new("old", "kept")] }, Stop);

        var refused = await Assert.ThrowsAnyAsync<OperatorException>(() =>
            ledger.Commit(
                Of(4, Longer("why")) with
                {
                    Keys = ["form/1"],
                    SealedWrites = [.. Laid(deposits - 1, length), new("old", Noise(length))],
                },
                Stop
            )
        );

        Assert.Contains("nothing was written", refused.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await ledger.Head(Q3, Stop))!.Version);
        Assert.Equal("kept", await new TableSealedStore(table).Find(Q3, "old", Stop));
        Assert.Null(await new TableSealedStore(table).Find(Q3, "place/0", Stop));
    }

    [Fact]
    public async Task Thirteen_texts_of_300_KB_go_into_one_commit()
    {
        var table = await Azurite.Table();
        var commit = Started() with { SealedWrites = Laid(13, 300_000) };

        Assert.Equal(new CommitAnswer.Written(), await new TableLedger(table, Key).Commit(commit, Stop));
        Assert.Equal(
            commit.SealedWrites.Select(d => d.Text),
            await Task.WhenAll(commit.SealedWrites.Select(d => new TableSealedStore(table).Find(Q3, d.Slot, Stop)))
        );
    }

    [Fact]
    public async Task A_commit_that_carries_something_of_another_quarter_is_refused()
    {
        var ledger = new TableLedger(await Azurite.Table(), Key);
        var commit = Started().WithLetters(1, Invitation);
        var other = QuarterId.Parse("2026-Q4");

        await Assert.ThrowsAsync<ArgumentException>(() =>
            ledger.Commit(commit with { Links = [commit.Links[0] with { Quarter = other }] }, Stop)
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            ledger.Commit(commit with { Mails = [commit.Mails[0] with { Quarter = other }] }, Stop)
        );
    }

    private static SealedWrite[] Laid(int deposits, int length) =>
        [.. Enumerable.Range(0, deposits).Select(i => new SealedWrite($"place/{i}", Noise(length)))];
}
