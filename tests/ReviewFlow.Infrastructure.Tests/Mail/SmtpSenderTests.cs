using MailKit.Security;
using MimeKit;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Mail;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Infrastructure.Tests.Mail;

public sealed class SmtpSenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing", null, "Delivered")]
    [InlineData("QUIT", null, "Delivered")]
    [InlineData("QUIT", "500 what?", "Delivered")]
    [InlineData("CONNECT", "421 too busy", "RetryLater")]
    [InlineData("CONNECT", "554 go away", "RetryLater")]
    [InlineData("CONNECT", null, "RetryLater")]
    [InlineData("MAIL", "451 try later", "RetryLater")]
    [InlineData("MAIL", "550 sender refused", "RetryLater")]
    [InlineData("RCPT", "450 greylisted", "RetryLater")]
    [InlineData("RCPT", "550 no such mailbox", "Rejected")]
    [InlineData("DATA", "451 disk full", "RetryLater")]
    [InlineData("DATA", null, "RetryLater")]
    [InlineData(".", "452 disk full", "RetryLater")]
    [InlineData(".", "552 too large", "Rejected")]
    [InlineData(".", null, "RetryLater")]
    public async Task What_the_server_answers_decides_whether_a_mail_is_tried_again(
        string at,
        string? answer,
        string outcome
    )
    {
        await using var server = new SmtpServer((_, command) => command == at ? answer : SmtpServer.Fine(command));
        using var message = Message();

        var result = await Sender(server.Port).Send(message, "key", Stop);

        Assert.Equal(outcome, result.GetType().Name);
        if (result is SendResult.Rejected never)
            Assert.StartsWith("55", never.Why, StringComparison.Ordinal);
        if (at is "nothing" or "QUIT" or ".")
            Assert.Contains("Subject: Sign, please", Assert.Single(server.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 no such mailbox\x1b[31m\x07 here")]
    [InlineData("550-no such mailbox\r\n550 here")]
    public async Task What_a_server_says_is_one_line_without_controls(string answer)
    {
        await using var server = new SmtpServer((_, command) => command == "RCPT" ? answer : SmtpServer.Fine(command));
        using var message = Message();

        var never = Assert.IsType<SendResult.Rejected>(await Sender(server.Port).Send(message, "key", Stop));
        Assert.DoesNotContain(never.Why, char.IsControl);
        Assert.StartsWith("550 no such mailbox", never.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        int port;
        await using (var server = new SmtpServer((_, command) => SmtpServer.Fine(command)))
            port = server.Port;
        using var message = Message();

        Assert.IsType<SendResult.RetryLater>(await Sender(port).Send(message, "key", Stop));
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_gets_no_mail_where_that_is_required()
    {
        await using var server = new SmtpServer((_, command) => SmtpServer.Fine(command));
        using var message = Message();

        Assert.IsType<SendResult.RetryLater>(
            await new SmtpSender(
                new()
                {
                    Host = "127.0.0.1",
                    Port = server.Port,
                    Security = SecureSocketOptions.StartTls,
                }
            ).Send(message, "key", Stop)
        );
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task When_the_answer_is_lost_the_same_mail_goes_again()
    {
        await using var server = new SmtpServer(
            (session, command) => session == 1 && command == "." ? null : SmtpServer.Fine(command)
        );
        using var house = await new ProductFixture(sender: Sender(server.Port)).Start(SampleRosters.OneTeam);

        Assert.Equal(1, await house.OutboxDispatcher.Deliver(Stop));
        house.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await house.OutboxDispatcher.Deliver(Stop));

        Assert.Equal(3, server.Messages.Count);
        using MimeMessage lost = Parse(server.Messages[0]),
            again = Parse(server.Messages[2]),
            other = Parse(server.Messages[1]);
        Assert.Equal(
            (lost.MessageId, lost.TextBody, lost.To.ToString()),
            (again.MessageId, again.TextBody, again.To.ToString())
        );
        Assert.NotEqual(lost.MessageId, other.MessageId);
    }

    private static SmtpSender Sender(int port) =>
        new(
            new()
            {
                Host = "127.0.0.1",
                Port = port,
                Security = SecureSocketOptions.None,
            }
        );

    private static MimeMessage Parse(string text) =>
        MimeMessage.Load(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(text)));

    private static MimeMessage Message() =>
        new(
            [new MailboxAddress("ReviewFlow", "reviews@example.com")],
            [new MailboxAddress("The CTO", "cto@example.com")],
            "Sign, please",
            new TextPart("plain") { Text = "Hello" }
        );
}
