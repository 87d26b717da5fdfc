using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>What every outbox must do.</summary>
public abstract class OutboxComplianceTests(StoreUnderTest store) : StoreComplianceTestBase(store)
{
    [Fact]
    public async Task A_mail_is_owed_as_it_was_committed()
    {
        var store = await Fresh();
        var mail = Mail("a") with
        {
            Attachment = new string('f', 64),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                Mails = [mail, Mail("b") with { SealedToken = null }],
            },
            Stop
        );

        Assert.Equal([mail, Mail("b") with { SealedToken = null }], await store.Outbox.Due(Start, 10, Stop));
        Assert.Equal(Start, await store.Outbox.NextAttempt(Stop));
    }

    [Fact]
    public async Task Mails_are_due_oldest_first_and_no_more_than_asked_for()
    {
        var store = await Fresh();
        var later = Mail("a-later") with { OwedAt = Start + Duration.FromSeconds(1) };
        await store.Ledger.Commit(Of(0, Started()) with { Mails = [later, Mail("b"), Mail("c")] }, Stop);

        Assert.Empty(await store.Outbox.Due(Start - Duration.FromMilliseconds(1), 10, Stop));
        Assert.Equal(["b", "c"], (await store.Outbox.Due(Start, 10, Stop)).Select(m => m.Key));
        Assert.Equal(["b", "c", "a-later"], (await store.Outbox.Due(later.OwedAt, 10, Stop)).Select(m => m.Key));
        Assert.Equal(["b"], (await store.Outbox.Due(later.OwedAt, 1, Stop)).Select(m => m.Key));
    }

    [Fact]
    public async Task A_delivered_mail_is_counted_and_never_due_again()
    {
        var store = await WithMail("a");
        await store.Outbox.Delivered("a", Start, Stop);

        Assert.Empty(await store.Outbox.Due(Instant.MaxValue, 10, Stop));
        Assert.Null(await store.Outbox.NextAttempt(Stop));
        Assert.Equal((1, 0, 0), await Count(store));
    }

    [Fact]
    public async Task A_mail_that_failed_is_due_again_at_its_time_with_its_attempts_counted_and_its_token_kept()
    {
        var store = await WithMail("a");
        var next = Start + Duration.FromMinutes(1);
        await store.Outbox.Failed("a", next, "451 busy", Stop);
        await store.Outbox.Failed("a", next, "451 busy", Stop);

        Assert.Empty(await store.Outbox.Due(next - Duration.FromMilliseconds(1), 10, Stop));
        Assert.Equal(Mail("a") with { Attempts = 2 }, Assert.Single(await store.Outbox.Due(next, 10, Stop)));
        Assert.Equal(next, await store.Outbox.NextAttempt(Stop));
        Assert.Equal((0, 1, 0), await Count(store));
    }

    [Fact]
    public async Task A_dead_lettered_mail_is_never_due_again_and_ops_read_why()
    {
        var store = await WithMail("a");
        await store.Outbox.DeadLettered("a", "550 no such mailbox", Stop);

        Assert.Empty(await store.Outbox.Due(Instant.MaxValue, 10, Stop));
        Assert.Null(await store.Outbox.NextAttempt(Stop));
        Assert.Equal(
            new DeadLetteredMail("a", "cto@example.com", "550 no such mailbox"),
            Assert.Single((await store.Outbox.Count(Q3, Stop)).DeadLettered)
        );
        Assert.Equal((0, 0, 1), await Count(store));
    }

    [Fact]
    public async Task A_commit_may_owe_a_mail_and_record_nothing_and_a_mail_is_owed_once_under_its_key()
    {
        var store = await WithMail("a");
        var mailOnly = Of(4) with { Mails = [Mail("b")], Links = [LinkOf("first")], Keys = ["told/1"] };

        Assert.Equal(Written, await store.Ledger.Commit(mailOnly, Stop));
        await store.Outbox.Delivered("b", Start, Stop);
        Assert.IsType<CommitAnswer.Repeated>(
            await store.Ledger.Commit(mailOnly with { Links = [LinkOf("second")] }, Stop)
        );
        await Assert.ThrowsAnyAsync<Exception>(() =>
            store.Ledger.Commit(mailOnly with { Links = [LinkOf("third")], Keys = [] }, Stop)
        );

        Assert.NotNull(await store.Links.Find(LinkOf("first").TokenHash, Stop));
        Assert.Null(await store.Links.Find(LinkOf("second").TokenHash, Stop));
        Assert.Equal((1, 1, 0), await Count(store));
        Assert.Equal(4, (await store.Ledger.Head(Q3, Stop))!.Version);
    }

    [Fact]
    public async Task A_link_is_found_by_its_hash_as_it_was_committed()
    {
        var store = await Fresh();
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                Links = [LinkOf("a"), LinkOf("b") with { Purpose = LinkPurpose.Report }],
            },
            Stop
        );

        Assert.Equal(LinkOf("a"), await store.Links.Find(LinkOf("a").TokenHash, Stop));
        Assert.Equal(LinkPurpose.Report, (await store.Links.Find(LinkOf("b").TokenHash, Stop))!.Purpose);
        Assert.Null(await store.Links.Find(new string('0', 64), Stop));
    }

    [Theory]
    [InlineData(Spoiled.Quarter)]
    [InlineData(Spoiled.OwedAt)]
    [InlineData(Spoiled.Content)]
    public async Task A_row_that_cannot_be_read_is_due_as_such_hides_no_other_and_can_be_dead_lettered(Spoiled what)
    {
        const string One = "2026-Q3/00001/invitation/one@example.com",
            Other = "2026-Q3/00001/invitation/other@example.com";
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()) with { Mails = [Mail(One), Mail(Other)] }, Stop);
        await Spoil(One, what);

        var due = await store.Outbox.Due(Start + Duration.FromDays(1), 10, Stop);
        Assert.Equal(Mail(Other), due.Single(m => m.Key == Other));
        var spoiled = due.SingleOrDefault(m => m.Key == One);
        if (spoiled is { Unreadable: null })
            return; // a text of another kind reads as a letter here; that it is none the envelope finds
        Assert.NotNull(spoiled);
        await store.Outbox.DeadLettered(One, spoiled.Unreadable!, Stop);

        Assert.Equal([Other], (await store.Outbox.Due(Start + Duration.FromDays(1), 10, Stop)).Select(m => m.Key));
        Assert.Equal(
            (One, spoiled.Unreadable),
            Assert.Single((await store.Outbox.Count(Q3, Stop)).DeadLettered) is var deadLettered
                ? (deadLettered.Key, deadLettered.Why)
                : default
        );
        Assert.Equal(Start, await store.Outbox.NextAttempt(Stop));
    }

    [Fact]
    public async Task Since_when_the_oldest_mail_is_owed_is_known_however_often_it_failed()
    {
        var store = await Fresh();
        Assert.Null(await store.Outbox.OldestOwed(Stop));
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                Mails =
                [
                    Mail("a"),
                    Mail("b") with
                    {
                        OwedAt = Start + Duration.FromHours(1),
                    },
                    Mail("c") with
                    {
                        OwedAt = Start + Duration.FromHours(2),
                    },
                ],
            },
            Stop
        );

        await store.Outbox.Failed("a", Start + Duration.FromDays(1), "451 busy", Stop);
        await store.Outbox.Failed("a", Start + Duration.FromDays(2), "451 busy", Stop);
        Assert.Equal(Start, await store.Outbox.OldestOwed(Stop));
        await store.Outbox.Delivered("a", Start + Duration.FromDays(2), Stop);
        Assert.Equal(Start + Duration.FromHours(1), await store.Outbox.OldestOwed(Stop));
        await store.Outbox.DeadLettered("b", "550 no such mailbox", Stop);
        Assert.Equal(Start + Duration.FromHours(2), await store.Outbox.OldestOwed(Stop));
        await store.Outbox.Delivered("c", Start + Duration.FromDays(2), Stop);
        Assert.Null(await store.Outbox.OldestOwed(Stop));
    }

    private async Task<Store> WithMail(string key)
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()) with { Mails = [Mail(key)] }, Stop);
        return store;
    }

    [Theory]
    [InlineData("owed")]
    [InlineData("failed")]
    [InlineData("delivered")]
    [InlineData("dead-lettered")]
    public async Task A_mail_is_found_by_its_send_id_whatever_became_of_it(string became)
    {
        var store = await Fresh();
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                Mails =
                [
                    Mail("2026-Q3/00001/invitation/cto@example.com"),
                    Mail("2026-Q3/00001/invitation/cpo@example.com"),
                ],
            },
            Stop
        );
        const string key = "2026-Q3/00001/invitation/cto@example.com";
        await (
            became switch
            {
                "failed" => store.Outbox.Failed(key, Start, "451 busy", Stop),
                "delivered" => store.Outbox.Delivered(key, Start, Stop),
                "dead-lettered" => store.Outbox.DeadLettered(key, "550 no such mailbox", Stop),
                _ => Task.CompletedTask,
            }
        );

        var found = await store.Outbox.Find(Q3, MessageHash.Of(key), Stop);
        Assert.Equal((key, "cto@example.com", Q3), (found?.Key, found?.To.Email, found?.Quarter));
    }

    [Fact]
    public async Task A_send_id_of_no_mail_or_of_another_quarter_finds_nothing()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()) with { Mails = [Mail("a")] }, Stop);
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                Quarter = Q4,
                Mails = [Mail("b") with { Quarter = Q4 }],
            },
            Stop
        );

        Assert.Null(await store.Outbox.Find(Q3, MessageHash.Of("none"), Stop));
        Assert.Null(await store.Outbox.Find(Q3, MessageHash.Of("b"), Stop));
        Assert.Null(await store.Outbox.Find(Q4, "", Stop));
    }
}
