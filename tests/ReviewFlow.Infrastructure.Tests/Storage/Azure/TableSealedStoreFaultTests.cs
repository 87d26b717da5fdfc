using Azure.Data.Tables;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>What was sealed, replaced or taken out is there exactly once where answers are lost.</summary>
public sealed class TableSealedStoreFaultTests(Azurite azurite) : TableFaultTestBase(azurite)
{
    private TableSealedStore Safe => new(Table);

    [Theory]
    [InlineData(Fate.Unanswered)]
    [InlineData(Fate.Lost)]
    [InlineData(Fate.Throttled)]
    public async Task A_commit_whose_answer_was_lost_has_laid_in_replaced_and_taken_out_once(Fate fate)
    {
        await Ledger.Commit(
            Of(4, Longer("first")) with
            {
                SealedWrites = [new("replaced", "old"), new("taken out", "old")],
            },
            Stop
        );
        var before = Transport.Transactions;
        Transport.OnTransaction = t => t == before ? fate : Fate.Arrives;

        Assert.Equal(
            new CommitAnswer.Written(),
            await Ledger.Commit(
                Of(5, Longer("once")) with
                {
                    SealedWrites =
                    [
                        new("laid in", "new"),
                        new("replaced", "new"),
                        new("taken out", null),
                        new("never there", null),
                    ],
                },
                Stop
            )
        );

        Assert.Equal(before + 2, Transport.Transactions);
        await HoldsOnce("first", "once");
        Assert.Equal(("new", "new", null), (await Lies("laid in"), await Lies("replaced"), await Lies("taken out")));
    }

    [Fact]
    public async Task What_is_sent_again_after_a_lost_answer_does_not_undo_what_was_written_behind_it()
    {
        await Ledger.Commit(Of(4, Longer("first")) with { SealedWrites = [new("b", "old")] }, Stop);
        Meanwhile(
            Of(6, Longer("behind it")) with
            {
                SealedWrites = [new("a", "behind it"), new("b", "behind it")],
            },
            Fate.Unanswered
        );

        Assert.Equal(
            new CommitAnswer.Written(),
            await Ledger.Commit(Of(5, Longer("once")) with { SealedWrites = [new("a", "once"), new("b", null)] }, Stop)
        );

        await HoldsOnce("first", "once", "behind it");
        Assert.Equal(("behind it", "behind it"), (await Lies("a"), await Lies("b")));
    }

    [Theory]
    [InlineData("old", null)]
    [InlineData("old", "other")]
    [InlineData(null, "other")]
    public async Task A_place_that_another_changes_between_our_look_and_our_transaction_is_a_conflict_and_stays_as_the_other_left_it(
        string? was,
        string? becomes
    )
    {
        await Ledger.Commit(Of(4, Longer("first")) with { SealedWrites = [new("a", was)] }, Stop);
        Meanwhile(Of(5, Longer("faster")) with { SealedWrites = [new("a", becomes)] });

        Assert.Equal(
            new CommitAnswer.Conflict(),
            await Ledger.Commit(Of(5, Longer("slower")) with { SealedWrites = [new("a", null)] }, Stop)
        );

        await HoldsOnce("first", "faster");
        Assert.Equal(becomes, await Lies("a"));
    }

    [Fact]
    public async Task Where_no_transaction_is_confirmed_any_more_what_was_taken_out_is_looked_up()
    {
        await Ledger.Commit(Of(4, Longer("first")) with { SealedWrites = [new("a", "old")] }, Stop);
        Transport.OnTransaction = _ => Fate.Unanswered;

        Assert.Equal(
            new CommitAnswer.Written(),
            await new TableLedger(Hasty(), Key).Commit(
                Of(5, Longer("once")) with
                {
                    SealedWrites = [new("a", null)],
                },
                Stop
            )
        );

        await HoldsOnce("first", "once");
        Assert.Null(await Lies("a"));
    }

    [Fact]
    public async Task A_row_of_the_safe_that_was_changed_is_told_in_one_plain_sentence()
    {
        await Ledger.Commit(
            Of(4, Longer("first")) with
            {
                SealedWrites = [new("ratings/checkout/product", "sealed")],
            },
            Stop
        );
        var rows = new TableClient(Azurite.Connection((await Azurite.Up()).Tables), Table.Name);
        var row = Assert.Single(
            await rows.QueryAsync<TableEntity>("RowKey ge 'sealed-' and RowKey lt 'sealed.'", cancellationToken: Stop)
                .ToListAsync(Stop)
        );
        row["Text00"] = new byte[] { 0xFF, 0xFF, 0xFF };
        await rows.UpdateEntityAsync(row, row.ETag, cancellationToken: Stop);

        var trouble = await Assert.ThrowsAnyAsync<OperatorException>(() =>
            Safe.Find(Q3, "ratings/checkout/product", Stop)
        );

        Assert.Equal(
            "2026-Q3: the sealed text at ratings/checkout/product cannot be read; its row was changed.",
            trouble.Message
        );
    }

    /// <summary>
    /// Commits <paramref name="other"/> past the weather before our next transaction arrives; where ours has a fate,
    /// before it is sent again.
    /// </summary>
    private void Meanwhile(CommitDraft other, Fate? ours = null)
    {
        var at = Transport.Transactions + (ours is null ? 0 : 1);
        Transport.OnTransaction = t =>
        {
            if (t == at)
                Assert.Equal(
                    new CommitAnswer.Written(),
                    new TableLedger(LedgerTableOf(Azurite.Up().GetAwaiter().GetResult().Tables), Key)
                        .Commit(other, Stop)
                        .GetAwaiter()
                        .GetResult()
                );
            return t == at - 1 ? ours!.Value : Fate.Arrives;
        };
    }

    private Task<string?> Lies(string place) => Safe.Find(Q3, place, Stop);
}
