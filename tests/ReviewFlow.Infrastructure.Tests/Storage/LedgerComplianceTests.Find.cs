using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Infrastructure.Tests.Storage;

// A mail by the name it has outside the house.
public abstract partial class LedgerComplianceTests
{
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
