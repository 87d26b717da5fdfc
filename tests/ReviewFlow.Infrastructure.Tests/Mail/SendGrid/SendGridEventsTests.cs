using System.Net;
using System.Text;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

[Collection(Metered.Alone)]
public sealed class SendGridEventsTests : SendGridEventsTestBase
{
    public static TheoryData<string, string> Undelivered { get; } =
        new()
        {
            {
                """{"event": "bounce", "type": "bounce", "status": "5.1.1", "reason": "550 5.1.1 no such mailbox"}""",
                "bounce: 550 5.1.1 no such mailbox"
            },
            { """{"event": "bounce", "type": "blocked", "reason": "554 listed"}""", "blocked: 554 listed" },
            { """{"event": "blocked", "reason": "554 listed"}""", "blocked: 554 listed" },
            { """{"event": "dropped", "reason": "Bounced Address"}""", "dropped: Bounced Address" },
            { """{"event": "dropped", "status": "5.0.0"}""", "dropped: 5.0.0" },
            { """{"event": "bounce"}""", "bounce: no reason given" },
            { """{"event": "bounce", "reason": "550 two\r\n lines\u0007"}""", "bounce: 550 two lines" },
        };

    [Theory]
    [MemberData(nameof(Undelivered))]
    public async Task A_mail_that_did_not_arrive_is_in_the_ledger_and_on_the_board(string told, string why)
    {
        Assert.Equal(HttpStatusCode.NoContent, await Send([Told(told)]));

        var recorded = Assert.Single(await Facts());
        Assert.Equal((Mail.To.Id, why), (recorded.Leader, recorded.Why));
        Assert.Contains(
            """
            "unreached":[{"name":"Pia of company","email":"product.company@example.com"}]
            """.Trim(),
            await Office.Board(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"event": "delivered"}""")]
    [InlineData("""{"event": "deferred", "reason": "451 later"}""")]
    [InlineData("""{"event": "open"}""")]
    [InlineData(
        """{"event": "bounce", "send_id": "0000000000000000000000000000000000000000000000000000000000000000"}"""
    )]
    [InlineData("""{"event": "bounce", "send_id": null}""")]
    [InlineData("""{"event": "bounce", "quarter": "2026-Q4"}""")]
    [InlineData("""{"event": "bounce", "quarter": "some day"}""")]
    [InlineData("""{"event": "bounce", "sg_event_id": ""}""")]
    [InlineData("""{"event": 7}""")]
    public async Task What_is_no_failure_of_a_mail_of_ours_is_taken_and_changes_nothing(string told)
    {
        Assert.Equal(HttpStatusCode.NoContent, await Send([Told(told)]));
        Assert.Empty(await Facts());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[1, null, []]")]
    public async Task A_body_that_is_no_list_of_events_is_taken_and_changes_nothing(string body)
    {
        Assert.Equal(HttpStatusCode.NoContent, await Send(Encoding.UTF8.GetBytes(body)));
        Assert.Empty(await Facts());
    }

    /// <summary>Two installations of the same roster have mails of the same keys.</summary>
    [Fact]
    public async Task A_mail_of_another_installation_on_the_same_account_is_not_ours()
    {
        using var folder = new TempFolder();
        using var other = LedgerKeys.OpenOrCreate(folder.Path);
        var theirs = Told("""{"event": "bounce"}""");
        theirs["message_id"] = MessageHash.InMessageId(other, Mail.Key);

        Assert.Equal(HttpStatusCode.NoContent, await Send([theirs]));
        Assert.Empty(await Facts());
    }

    [Fact]
    public async Task One_bad_event_does_not_hide_the_one_behind_it()
    {
        await Send([Told("""{"event": "bounce", "sg_event_id": 5}"""), Told("""{"event": "bounce"}""")]);
        Assert.Single(await Facts());
    }

    [Fact]
    public async Task The_same_event_told_twice_in_one_batch_and_in_the_next_is_one_fact()
    {
        using var counter = new Metered(MailMetrics.UnreachedPersons);
        await Send([Told("""{"event": "bounce"}"""), Told("""{"event": "bounce"}""")]);
        await Send([Told("""{"event": "bounce"}""")]);
        Assert.Single(await Facts());
        Assert.Equal(1, counter.Sum);
    }

    [Fact]
    public async Task An_event_replayed_after_a_restart_of_the_quarter_is_not_a_new_fact()
    {
        await Send([Told("""{"event": "bounce"}""")]);
        await Office.Desk.Execute(SampleRosters.Q3, new QuarterCommand.Void("Wrong roster"), null, Stop);
        await Office.Desk.Execute(SampleRosters.Q3, new QuarterCommand.Start(SampleRosters.OneTeam), null, Stop);

        Assert.Equal(HttpStatusCode.NoContent, await Send([Told("""{"event": "bounce"}""")]));
        Assert.Single(await Facts());
    }

    [Fact]
    public async Task An_event_for_a_voided_quarter_is_taken_and_changes_nothing()
    {
        await Office.Desk.Execute(SampleRosters.Q3, new QuarterCommand.Void("Wrong roster"), null, Stop);
        Assert.Equal(HttpStatusCode.NoContent, await Send([Told("""{"event": "bounce"}""")]));
        Assert.Empty(await Facts());
    }
}
