using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>What every ledger must do: entries, links and wake-ups that commit as one.</summary>
public abstract class LedgerComplianceTests(StoreUnderTest store) : StoreComplianceTestBase(store)
{
    [Fact]
    public async Task A_quarter_that_never_was_has_no_entries_no_head_and_no_wake_up()
    {
        var store = await Fresh();

        Assert.Empty(await store.Ledger.Read(Q3, 0, Stop));
        Assert.Null(await store.Ledger.Head(Q3, Stop));
        Assert.Empty(await store.Ledger.Quarters(Stop));
        Assert.Null(await store.Ledger.NextWake(Stop));
    }

    [Fact]
    public async Task Entries_come_back_in_the_order_they_were_written_and_chain_up_to_the_head()
    {
        var store = await Fresh();
        Assert.Equal(Written, await store.Ledger.Commit(Of(0, Started()), Stop));
        Assert.Equal(Written, await store.Ledger.Commit(Of(4, Longer(1), Longer(2)), Stop));

        var entries = await store.Ledger.Read(Q3, 0, Stop);
        var head = await store.Ledger.Head(Q3, Stop);

        Assert.Equal([1, 2, 3, 4, 5, 6], entries.Select(e => e.Version));
        Assert.Equal((QuarterEvent[])[.. Started(), Longer(1), Longer(2)], entries.Select(e => e.Event), SameJson);
        Assert.Equal((6, entries[^1].Hash), (head!.Version, head.Hash));
        Assert.Equal(6, LedgerAudit.Walk(Q3, entries, head, store.Problem).Version);
    }

    [Fact]
    public async Task The_span_of_the_last_commit_lies_beside_the_head_and_in_no_entry()
    {
        const string First = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Second = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
        var store = await Fresh();
        Assert.Null(await store.Ledger.TraceParent(Q3, Stop));

        await store.Ledger.Commit(Of(0, Started()) with { TraceParent = First }, Stop);
        Assert.Equal(Conflict, await store.Ledger.Commit(Of(0, Started()) with { TraceParent = Second }, Stop));
        Assert.Equal(First, await store.Ledger.TraceParent(Q3, Stop));
        Assert.All(await store.Ledger.Read(Q3, 0, Stop), e =>
            Assert.DoesNotContain("0af7651916cd43dd", e.Text, StringComparison.Ordinal)
        );

        await store.Ledger.Commit(Of(4, Longer(1)) with { TraceParent = Second }, Stop);
        Assert.Equal(Second, await store.Ledger.TraceParent(Q3, Stop));
        await store.Ledger.Commit(Of(5, Longer(2)), Stop);
        Assert.Null(await store.Ledger.TraceParent(Q3, Stop));
    }

    [Theory]
    [InlineData(0, new long[] { 1, 2, 3, 4 })]
    [InlineData(3, new long[] { 4 })]
    [InlineData(4, new long[0])]
    [InlineData(99, new long[0])]
    public async Task Reading_behind_an_entry_gives_only_what_came_after_it(long after, long[] versions)
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()), Stop);

        Assert.Equal(versions, (await store.Ledger.Read(Q3, after, Stop)).Select(e => e.Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_commit_on_another_version_than_the_last_is_a_conflict_and_writes_nothing(long expected)
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()), Stop);

        var late = Of(expected, Longer(1)) with { Mails = [Mail("late")], Links = [LinkOf("late")], WakeAt = Start };
        Assert.Equal(Conflict, await store.Ledger.Commit(late, Stop));

        await NothingOf(store, late, version: 4);
    }

    [Fact]
    public async Task A_commit_under_a_key_that_was_spent_writes_nothing()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()) with { Keys = ["form/1"] }, Stop);

        var again = Of(4, Longer(1)) with
        {
            Keys = ["form/1"],
            Mails = [Mail("again")],
            Links = [LinkOf("again")],
            WakeAt = Start,
        };
        Assert.IsType<CommitAnswer.Repeated>(await store.Ledger.Commit(again, Stop));

        await NothingOf(store, again, version: 4);
    }

    [Fact]
    public async Task A_commit_that_lost_the_race_has_not_spent_its_key()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()), Stop);

        Assert.Equal(Conflict, await store.Ledger.Commit(Of(2, Longer(1)) with { Keys = ["form/1"] }, Stop));
        Assert.Equal(Written, await store.Ledger.Commit(Of(4, Longer(1)) with { Keys = ["form/1"] }, Stop));
    }

    [Theory]
    [InlineData("a mail that is owed already", "old", "new")]
    [InlineData("a link that exists already", "new", "old")]
    public async Task Where_one_part_of_a_commit_cannot_be_written_no_part_is(string what, string mail, string link)
    {
        Assert.NotEmpty(what);
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()) with { Mails = [Mail("old")], Links = [LinkOf("old")] }, Stop);

        var bad = Of(4, Longer(1)) with
        {
            Mails = [Mail("fine"), Mail(mail)],
            Links = [LinkOf("fine"), LinkOf(link)],
            WakeAt = Start,
            Keys = ["form/1"],
        };
        await Assert.ThrowsAnyAsync<Exception>(() => store.Ledger.Commit(bad, Stop));

        await NothingOf(store, bad with { Mails = [Mail("fine")], Links = [LinkOf("fine")] }, version: 4, mails: 1);
        Assert.Equal(Written, await store.Ledger.Commit(Of(4, Longer(1)) with { Keys = ["form/1"] }, Stop));
    }

    [Fact]
    public async Task A_wake_up_is_set_replaced_and_cleared_by_each_commit()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()) with { WakeAt = Start + Duration.FromHours(2) }, Stop);
        await store.Ledger.Commit(Of(0, Started()) with { Quarter = Q4, WakeAt = Start + Duration.FromHours(1) }, Stop);

        Assert.Equal(Start + Duration.FromHours(1), await store.Ledger.NextWake(Stop));
        Assert.Empty(await store.Ledger.Awake(Start + Duration.FromHours(1) - Duration.FromMilliseconds(1), Stop));
        Assert.Equal([Q4], await store.Ledger.Awake(Start + Duration.FromHours(1), Stop));
        Assert.Equal([Q4, Q3], await store.Ledger.Awake(Start + Duration.FromHours(2), Stop));

        await store.Ledger.Commit(Of(4, Longer(1)) with { Quarter = Q4, WakeAt = null }, Stop);
        Assert.Equal(Start + Duration.FromHours(2), await store.Ledger.NextWake(Stop));
        await store.Ledger.Commit(Of(4, Longer(1)) with { WakeAt = Start + Duration.FromHours(3) }, Stop);
        Assert.Equal(Start + Duration.FromHours(3), await store.Ledger.NextWake(Stop));
        Assert.Empty(await store.Ledger.Awake(Start + Duration.FromHours(2), Stop));
    }

    [Fact]
    public async Task Two_quarters_do_not_mix()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()), Stop);
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                Quarter = Q4,
                Mails = [Mail("q4") with { Quarter = Q4 }],
            },
            Stop
        );
        await store.Ledger.Commit(Of(4, Longer(1)), Stop);

        Assert.Equal([Q3, Q4], await store.Ledger.Quarters(Stop));
        Assert.Equal(5, (await store.Ledger.Read(Q3, 0, Stop)).Count);
        Assert.Equal(
            4,
            LedgerAudit
                .Walk(Q4, await store.Ledger.Read(Q4, 0, Stop), await store.Ledger.Head(Q4, Stop), store.Problem)
                .Version
        );
        Assert.Equal((0, 1), ((await store.Outbox.Count(Q3, Stop)).Owed, (await store.Outbox.Count(Q4, Stop)).Owed));
    }

    [Fact]
    public async Task More_than_a_thousand_entries_come_back_whole()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()), Stop);
        for (var i = 0; i < 30; i++)
            await store.Ledger.Commit(Of(4 + (i * 40), [.. Enumerable.Range(i * 40, 40).Select(Longer)]), Stop);

        var entries = await store.Ledger.Read(Q3, 0, Stop);
        Assert.Equal(1204, LedgerAudit.Walk(Q3, entries, await store.Ledger.Head(Q3, Stop), store.Problem).Version);
        Assert.Equal(1003, (await store.Ledger.Read(Q3, 1002, Stop))[0].Version);
    }

    [Fact]
    public async Task Many_at_once_each_write_exactly_once_and_the_chain_holds()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()), Stop);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => Insist(store, i), Stop)));

        var entries = await store.Ledger.Read(Q3, 0, Stop);
        Assert.Equal(28, LedgerAudit.Walk(Q3, entries, await store.Ledger.Head(Q3, Stop), store.Problem).Version);
        Assert.Equal(
            Enumerable.Range(0, 24).Select(i => $"reason {i}").Order(),
            entries.Select(e => e.Event).OfType<DeadlineExtended>().Select(e => e.Reason!).Order()
        );
        Assert.Equal(24, (await store.Outbox.Count(Q3, Stop)).Owed);
    }

    private static async Task Insist(Store store, int i)
    {
        CommitAnswer answer;
        do
        {
            var expected = (await store.Ledger.Head(Q3, Stop))!.Version;
            answer = await store.Ledger.Commit(
                Of(expected, Longer(i)) with
                {
                    Keys = [$"form/{i}"],
                    Mails = [Mail($"{i}")],
                    Links = [LinkOf($"{i}")],
                },
                Stop
            );
        } while (answer is CommitAnswer.Conflict);
        Assert.Equal(Written, answer);
        Assert.IsType<CommitAnswer.Repeated>(
            await store.Ledger.Commit(Of(0, Longer(i)) with { Keys = [$"form/{i}"] }, Stop)
        );
    }

    private static async Task NothingOf(Store store, CommitDraft commit, long version, int mails = 0)
    {
        var entries = await store.Ledger.Read(Q3, 0, Stop);
        Assert.Equal(version, LedgerAudit.Walk(Q3, entries, await store.Ledger.Head(Q3, Stop), store.Problem).Version);
        Assert.Equal(mails, (await store.Outbox.Due(Instant.MaxValue, 100, Stop)).Count);
        Assert.All(commit.Links, l => Assert.Null(store.Links.Find(l.TokenHash, Stop).GetAwaiter().GetResult()));
        Assert.All(commit.SealedWrites, d => Assert.Null(store.Safe.Find(Q3, d.Slot, Stop).GetAwaiter().GetResult()));
        Assert.Null(await store.Ledger.NextWake(Stop));
    }
}
