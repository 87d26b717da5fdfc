using Microsoft.Extensions.Time.Testing;
using MimeKit;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

/// <summary>A sender and the SendGrid that it talks to.</summary>
public abstract class SendGridSenderTestBase : IAsyncLifetime
{
    private protected const string MailKey = "2026-Q3/00041/invitation/cto@example.com";

    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20),
        Impatience = TimeSpan.FromMilliseconds(300);

    private protected FakeTimeProvider Time { get; } = new(SampleRosters.Start.ToDateTimeOffset());

    private protected LoopbackSendGrid Server { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Server = await LoopbackSendGrid.Start();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected SendGridSettings Settings => new(LoopbackSendGrid.Key, Server.Url);

    private protected async Task<SendResult> Send(
        SendGridSettings? settings = null,
        MimeMessage? message = null,
        TimeSpan? patience = null
    )
    {
        using var sender = new SendGridSender(settings ?? Settings, Time, patience ?? Patience);
        using var mail = message ?? Message();
        return await sender.Send(mail, MailKey, Stop);
    }

    private protected static MimeMessage Message(byte[]? attachment = null)
    {
        var body = new BodyBuilder
        {
            TextBody = "Open https://reviews.example.com/l/token",
            HtmlBody = "<p><a href=\"https://reviews.example.com/l/token\">Open</a></p>",
        };
        if (attachment is not null)
            body.Attachments.Add("2026-Q3.pdf", attachment, new ContentType("application", "pdf"));
        var message = new MimeMessage
        {
            MessageId = "0123456789abcdef@example.com",
            Subject = "Réviews: it is your turn",
            Body = body.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress("ReviewFlow", "reviews@example.com"));
        message.To.Add(new MailboxAddress("The CTO", "cto@example.com"));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
