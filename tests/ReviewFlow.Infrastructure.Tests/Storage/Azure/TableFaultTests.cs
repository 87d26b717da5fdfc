using System.Diagnostics;
using Azure.Data.Tables;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>
/// Throttling, lost answers and a service that is away: what was committed exists exactly once, and what is answered is
/// true.
/// </summary>
public sealed class TableFaultTests(Azurite azurite) : TableFaultTestBase(azurite)
{
    [Fact]
    public async Task A_throttled_commit_waits_as_long_as_it_is_told_and_is_written_once()
    {
        var before = Transport.Transactions;
        Transport.OnTransaction = t => t == before ? Fate.Throttled : Fate.Arrives;
        var clock = Stopwatch.StartNew();

        Assert.Equal(new CommitAnswer.Written(), await Ledger.Commit(Of(4, Longer("once")), Stop));

        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1), "Retry-After was not heeded");
        await HoldsOnce("once");
    }

    [Fact]
    public async Task Throttled_reads_are_read_again()
    {
        var throttled = 0;
        Transport.OnOther = _ => Interlocked.Increment(ref throttled) == 1 ? Fate.Throttled : Fate.Arrives;

        Assert.Equal(4, (await Ledger.Read(Q3, 0, Stop)).Count);
        Assert.Equal(2, throttled);
    }

    [Theory]
    [InlineData(Fate.Unanswered)]
    [InlineData(Fate.Lost)]
    public async Task A_commit_whose_answer_was_lost_is_written_once_and_says_so(Fate fate)
    {
        var before = Transport.Transactions;
        var commit = Of(4, Longer("once")).WithLetters(2, Invitation) with { Keys = ["form/1"], WakeAt = Start };
        Transport.OnTransaction = t => t == before + 1 ? fate : Fate.Arrives; // the first tells where the links lie

        Assert.Equal(new CommitAnswer.Written(), await Ledger.Commit(commit, Stop));

        Assert.Equal(before + 3, Transport.Transactions);
        await HoldsOnce("once");
        Assert.Equal(2, (await Outbox.Count(Q3, Stop)).Owed);
        Assert.IsType<CommitAnswer.Repeated>(await Ledger.Commit(commit, Stop));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_still_its_own_after_somebody_wrote_behind_it()
    {
        var before = Transport.Transactions;
        var other = new TableLedger(LedgerTableOf((await Azurite.Up()).Tables), Key);
        Transport.OnTransaction = t =>
        {
            if (t == before + 1)
                other.Commit(Of(5, Longer("behind it")), Stop).GetAwaiter().GetResult();
            return t == before ? Fate.Unanswered : Fate.Arrives;
        };

        Assert.Equal(new CommitAnswer.Written(), await Ledger.Commit(Of(4, Longer("once")), Stop));
        await HoldsOnce("once", "behind it");
    }

    [Fact]
    public async Task A_commit_that_never_arrived_and_lost_the_race_meanwhile_is_a_conflict_even_with_the_same_words()
    {
        var before = Transport.Transactions;
        var other = new TableLedger(LedgerTableOf((await Azurite.Up()).Tables), Key);
        Transport.OnTransaction = t =>
        {
            if (t == before + 1)
                Assert.Equal(
                    new CommitAnswer.Written(),
                    other.Commit(Of(4, Longer("once")), Stop).GetAwaiter().GetResult()
                );
            return t == before ? Fate.Lost : Fate.Arrives;
        };

        Assert.Equal(new CommitAnswer.Conflict(), await Ledger.Commit(Of(4, Longer("once")), Stop));
        await HoldsOnce("once");
    }

    [Fact]
    public async Task Where_no_transaction_is_confirmed_any_more_what_was_written_is_looked_up()
    {
        Transport.OnTransaction = _ => Fate.Unanswered;

        Assert.Equal(
            new CommitAnswer.Written(),
            await new TableLedger(Hasty(), Key).Commit(Of(4, Longer("once")), Stop)
        );
        await HoldsOnce("once");
    }

    [Fact]
    public async Task Where_the_service_is_away_the_sentence_does_not_claim_that_nothing_was_written()
    {
        Transport.OnTransaction = _ =>
        {
            Transport.OnOther = _ => Fate.Lost;
            return Fate.Unanswered;
        };

        var trouble = await Assert.ThrowsAnyAsync<OperatorException>(() =>
            new TableLedger(Hasty(), Key).Commit(Of(4, Longer("once")), Stop)
        );

        Assert.Contains("not known whether", trouble.Message, StringComparison.Ordinal);
        Transport.OnOther = _ => Fate.Arrives;
        await HoldsOnce("once");
    }

    [Fact]
    public async Task Reading_from_a_service_that_is_away_is_told_in_one_plain_sentence()
    {
        Transport.OnOther = _ => Fate.Lost;

        var trouble = await Assert.ThrowsAnyAsync<OperatorException>(() =>
            new TableLedger(Hasty(), Key).Head(Q3, Stop)
        );
        Assert.Contains("does not answer", trouble.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', trouble.Message);
    }

    [Fact]
    public async Task A_missing_table_is_told_in_one_plain_sentence()
    {
        var nowhere = LedgerTable.OpenLocal(Azurite.Connection((await Azurite.Up()).Tables), Azurite.Fresh());

        Assert.Contains(
            "There is no table",
            (
                await Assert.ThrowsAnyAsync<OperatorException>(() => new TableLedger(nowhere, Key).Quarters(Stop))
            ).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "There is no table",
            (
                await Assert.ThrowsAnyAsync<OperatorException>(() =>
                    new TableLedger(nowhere, Key).Commit(Started(), Stop)
                )
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_storage_account_is_not_opened_with_a_key() =>
        Assert.ThrowsAny<OperatorException>(() =>
            LedgerTable.OpenLocal(
                "AccountName=acme;AccountKey=AAAA;TableEndpoint=https://acme.table.core.windows.net",
                "ledger"
            )
        );

    [Fact]
    public async Task A_commit_that_fails_leaves_only_a_signpost_to_nothing()
    {
        Transport.OnTransaction = t => Fate.Arrives;
        var before = Transport.Transactions;
        Transport.OnTransaction = t => t > before ? Fate.Lost : Fate.Arrives;
        await Assert.ThrowsAnyAsync<OperatorException>(() =>
            new TableLedger(Hasty(), Key).Commit(Of(4, Longer("never")).WithLetters(1, Invitation), Stop)
        );

        Assert.Null(await new TableLinks(Table).Find(LinkTo(0).TokenHash, Stop));
        await HoldsOnce();
    }
}
