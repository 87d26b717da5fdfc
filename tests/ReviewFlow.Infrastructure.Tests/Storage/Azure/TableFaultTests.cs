using System.Diagnostics;
using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
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
public sealed partial class TableFaultTests(Azurite azurite) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SigningKey _key = null!;
    private FaultyTransport _weather = null!;
    private LedgerTable _table = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TableLedger Ledger => new(_table, _key);

    private TableOutbox Outbox => new(_table);

    public async ValueTask InitializeAsync()
    {
        _key = SigningKey.OpenOrCreate(_folder.Path);
        _weather = await FaultyTransport.Before((await azurite.Up()).Tables);
        _table = await azurite.Table(_weather.Address);
        await Ledger.Commit(Started(), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_weather is not null)
            await _weather.DisposeAsync();
        _key?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_throttled_commit_waits_as_long_as_it_is_told_and_is_written_once()
    {
        var before = _weather.Transactions;
        _weather.OnTransaction = t => t == before ? Fate.Throttled : Fate.Arrives;
        var clock = Stopwatch.StartNew();

        Assert.Equal(CommitAnswer.Written, await Ledger.Commit(Of(4, Longer("once")), Stop));

        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1), "Retry-After was not heeded");
        await HoldsOnce("once");
    }

    [Fact]
    public async Task Throttled_reads_are_read_again()
    {
        var throttled = 0;
        _weather.OnOther = _ => Interlocked.Increment(ref throttled) == 1 ? Fate.Throttled : Fate.Arrives;

        Assert.Equal(4, (await Ledger.Read(Q3, 0, Stop)).Count);
        Assert.Equal(2, throttled);
    }

    [Theory]
    [InlineData(Fate.Unanswered)]
    [InlineData(Fate.Lost)]
    public async Task A_commit_whose_answer_was_lost_is_written_once_and_says_so(Fate fate)
    {
        var before = _weather.Transactions;
        var commit = Of(4, Longer("once")).WithLetters(2, Invitation) with { Key = "form/1", WakeAt = Start };
        _weather.OnTransaction = t => t == before + 1 ? fate : Fate.Arrives; // the first tells where the links lie

        Assert.Equal(CommitAnswer.Written, await Ledger.Commit(commit, Stop));

        Assert.Equal(before + 3, _weather.Transactions);
        await HoldsOnce("once");
        Assert.Equal(2, (await Outbox.Count(Q3, Stop)).Owed);
        Assert.Equal(CommitAnswer.Repeated, await Ledger.Commit(commit, Stop));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_still_its_own_after_somebody_wrote_behind_it()
    {
        var before = _weather.Transactions;
        var other = new TableLedger(LedgerTableOf((await azurite.Up()).Tables), _key);
        _weather.OnTransaction = t =>
        {
            if (t == before + 1)
                other.Commit(Of(5, Longer("behind it")), Stop).GetAwaiter().GetResult();
            return t == before ? Fate.Unanswered : Fate.Arrives;
        };

        Assert.Equal(CommitAnswer.Written, await Ledger.Commit(Of(4, Longer("once")), Stop));
        await HoldsOnce("once", "behind it");
    }

    [Fact]
    public async Task A_commit_that_never_arrived_and_lost_the_race_meanwhile_is_a_conflict_even_with_the_same_words()
    {
        var before = _weather.Transactions;
        var other = new TableLedger(LedgerTableOf((await azurite.Up()).Tables), _key);
        _weather.OnTransaction = t =>
        {
            if (t == before + 1)
                Assert.Equal(CommitAnswer.Written, other.Commit(Of(4, Longer("once")), Stop).GetAwaiter().GetResult());
            return t == before ? Fate.Lost : Fate.Arrives;
        };

        Assert.Equal(CommitAnswer.Conflict, await Ledger.Commit(Of(4, Longer("once")), Stop));
        await HoldsOnce("once");
    }

    [Fact]
    public async Task Where_no_transaction_is_confirmed_any_more_what_was_written_is_looked_up()
    {
        _weather.OnTransaction = _ => Fate.Unanswered;

        Assert.Equal(CommitAnswer.Written, await new TableLedger(Hasty(), _key).Commit(Of(4, Longer("once")), Stop));
        await HoldsOnce("once");
    }

    [Fact]
    public async Task Where_the_service_is_away_the_sentence_does_not_claim_that_nothing_was_written()
    {
        _weather.OnTransaction = _ =>
        {
            _weather.OnOther = _ => Fate.Lost;
            return Fate.Unanswered;
        };

        var trouble = await Assert.ThrowsAsync<UnusableException>(() =>
            new TableLedger(Hasty(), _key).Commit(Of(4, Longer("once")), Stop)
        );

        Assert.Contains("not known whether", trouble.Message, StringComparison.Ordinal);
        _weather.OnOther = _ => Fate.Arrives;
        await HoldsOnce("once");
    }

    [Fact]
    public async Task Reading_from_a_service_that_is_away_is_told_in_one_plain_sentence()
    {
        _weather.OnOther = _ => Fate.Lost;

        var trouble = await Assert.ThrowsAsync<UnusableException>(() => new TableLedger(Hasty(), _key).Head(Q3, Stop));
        Assert.Contains("does not answer", trouble.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', trouble.Message);
    }

    [Fact]
    public async Task A_missing_table_is_told_in_one_plain_sentence()
    {
        var nowhere = LedgerTable.OpenLocal(Azurite.Connection((await azurite.Up()).Tables), Azurite.Fresh());

        Assert.Contains(
            "There is no table",
            (await Assert.ThrowsAsync<UnusableException>(() => new TableLedger(nowhere, _key).Quarters(Stop))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "There is no table",
            (
                await Assert.ThrowsAsync<UnusableException>(() =>
                    new TableLedger(nowhere, _key).Commit(Started(), Stop)
                )
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_storage_account_is_not_opened_with_a_key() =>
        Assert.Throws<UnusableException>(() =>
            LedgerTable.OpenLocal(
                "AccountName=acme;AccountKey=AAAA;TableEndpoint=https://acme.table.core.windows.net",
                "ledger"
            )
        );

    [Fact]
    public async Task Attempts_are_counted_once_and_delivery_stays_delivery_where_the_answers_are_lost()
    {
        await Ledger.Commit(Of(4, Longer("why")).WithLetters(1, Invitation), Stop);
        var (key, next) = (MailTo(0, "").Key, Start + Duration.FromMinutes(1));

        LoseTheNextAnswer();
        await Outbox.Failed(key, next, "451 busy", Stop);
        Assert.Equal(1, Assert.Single(await Outbox.Due(next, 10, Stop)).Attempts);

        LoseTheNextAnswer();
        await Outbox.Delivered(key, next, Stop);
        Assert.Equal((1, 0), await Outbox.Count(Q3, Stop) is var count ? (count.Delivered, count.Owed) : default);
        Assert.Null(await Outbox.NextAttempt(Stop));
    }

    [Fact]
    public async Task A_fresh_link_is_owed_once_and_by_the_one_who_asked_where_the_answer_is_lost()
    {
        var before = _weather.Transactions;
        _weather.OnTransaction = t => t == before + 1 ? Fate.Unanswered : Fate.Arrives;

        Assert.True(await Outbox.Enqueue(MailTo(0, "fresh"), LinkTo(0), Stop));

        Assert.Equal(1, (await Outbox.Count(Q3, Stop)).Owed);
        Assert.Equal(LinkTo(0), await new TableLinks(_table).Find(LinkTo(0).TokenHash, Stop));
    }

    [Theory]
    [InlineData(Fate.Unanswered)]
    [InlineData(Fate.Lost)]
    public async Task A_parcel_that_was_half_unpacked_when_everything_stopped_is_unpacked_to_its_end(Fate fate)
    {
        var commit = Of(4, Longer("why")).WithLetters(300, Invitation);
        await Ledger.Commit(commit, Stop);
        var before = _weather.Transactions;
        _weather.OnTransaction = t => t >= before + 4 ? fate : Fate.Arrives;
        await Assert.ThrowsAsync<UnusableException>(() => new TableOutbox(Hasty()).Count(Q3, Stop));

        _weather.OnTransaction = _ => Fate.Arrives;
        Assert.Equal(300, (await Outbox.Count(Q3, Stop)).Owed);
        Assert.Equal(commit.Mails.OrderBy(m => m.Key, StringComparer.Ordinal), await Outbox.Due(Start, 1000, Stop));
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_only_a_signpost_to_nothing()
    {
        _weather.OnTransaction = t => Fate.Arrives;
        var before = _weather.Transactions;
        _weather.OnTransaction = t => t > before ? Fate.Lost : Fate.Arrives;
        await Assert.ThrowsAsync<UnusableException>(() =>
            new TableLedger(Hasty(), _key).Commit(Of(4, Longer("never")).WithLetters(1, Invitation), Stop)
        );

        Assert.Null(await new TableLinks(_table).Find(LinkTo(0).TokenHash, Stop));
        await HoldsOnce();
    }

    private void LoseTheNextAnswer()
    {
        var before = _weather.Transactions;
        _weather.OnTransaction = t => t == before ? Fate.Unanswered : Fate.Arrives;
    }

    private async Task HoldsOnce(params string[] reasons)
    {
        var entries = await Ledger.Read(Q3, 0, Stop);
        Assert.Equal(
            4 + reasons.Length,
            LedgerAudit.Walk(Q3, entries, await Ledger.Head(Q3, Stop), _key.Verifies).Version
        );
        Assert.Equal(
            reasons,
            entries.Select(e => e.Event).OfType<ReviewFlow.Quarters.DeadlineExtended>().Select(e => e.Reason)
        );
    }

    /// <summary>The same table, but nothing is tried twice.</summary>
    private LedgerTable Hasty()
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        return new(new TableClient(Azurite.Connection(_weather.Address), _table.Name, options));
    }

    /// <summary>The same table, past the weather.</summary>
    private LedgerTable LedgerTableOf(Uri account) => LedgerTable.OpenLocal(Azurite.Connection(account), _table.Name);
}
