using System.Globalization;
using MimeKit;
using ReviewFlow.Application.Outbox;
using SendGrid.Helpers.Mail;

namespace ReviewFlow.Infrastructure.Mail.SendGrid;

/// <summary>
/// A finished message as the body of <c>POST /v3/mail/send</c>. What it carries for the event webhook names nobody.
/// </summary>
internal static class SendGridMail
{
    /// <summary>Custom arguments come back with every event of the mail.</summary>
    public const string SendIdArgument = "send_id",
        QuarterArgument = "quarter",
        MessageIdArgument = "message_id";

    /// <summary>What the body says elsewhere, or what SendGrid writes itself and refuses here.</summary>
    private static readonly HashSet<HeaderId> Elsewhere =
    [
        HeaderId.From,
        HeaderId.To,
        HeaderId.Cc,
        HeaderId.Bcc,
        HeaderId.ReplyTo,
        HeaderId.Subject,
        HeaderId.Date,
        HeaderId.MimeVersion,
        HeaderId.MessageId,
    ];

    public static SendGridMessage Of(MimeMessage message, string key, bool sandbox)
    {
        var mail = new SendGridMessage
        {
            From = Address(message.From.Mailboxes.Single()),
            Subject = message.Subject,
            // Plain text first: SendGrid wants the parts from the least to the most (RFC 2046, 5.1.4).
            Contents = [.. Contents(message)],
            Attachments = message.Attachments.Any()
                ? [.. message.Attachments.OfType<MimePart>().Select(Attached)]
                : null,
            Headers = message.Headers.Where(h => !Elsewhere.Contains(h.Id)).ToDictionary(h => h.Field, h => h.Value),
            CustomArgs = new()
            {
                [SendIdArgument] = MessageHash.Of(key),
                [QuarterArgument] = QuarterOf(key),
                [MessageIdArgument] = message.MessageId!.Split('@')[0],
            },
        };
        mail.Headers["Message-ID"] = $"<{message.MessageId}>";
        foreach (var to in message.To.Mailboxes)
            mail.AddTo(Recipient(to));
        if (message.ReplyTo.Mailboxes.FirstOrDefault() is { } replyTo)
            mail.SetReplyTo(Address(replyTo));

        // Links are bearer tokens: nobody rewrites them, and nobody counts who opened what.
        mail.SetClickTracking(enable: false, enableText: false);
        mail.SetOpenTracking(enable: false);
        mail.SetSubscriptionTracking(enable: false);
        mail.SetGoogleAnalytics(enable: false);
        if (sandbox)
            mail.SetSandBoxMode(true);
        return mail;
    }

    private static IEnumerable<Content> Contents(MimeMessage message)
    {
        if (message.TextBody is { Length: > 0 } text)
            yield return new("text/plain", text);
        if (message.HtmlBody is { Length: > 0 } html)
            yield return new("text/html", html);
    }

    private static Attachment Attached(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return new()
        {
            Filename = part.FileName,
            Type = part.ContentType.MimeType,
            Disposition = "attachment",
            Content = Convert.ToBase64String(content.GetBuffer(), 0, (int)content.Length),
        };
    }

    private static EmailAddress Address(MailboxAddress mailbox) =>
        new(mailbox.Address, string.IsNullOrEmpty(mailbox.Name) ? null : mailbox.Name);

    /// <summary>
    /// SendGrid splits the names of recipients, and of no one else, at commas and semicolons and then drops the mail
    /// (github.com/sendgrid/sendgrid-python/issues/291), so such a name goes as a quoted string (RFC 5322, 3.2.4).
    /// </summary>
    private static EmailAddress Recipient(MailboxAddress mailbox) =>
        mailbox.Name?.AsSpan().ContainsAny(',', ';') == true
            ? new(
                mailbox.Address,
                $"\"{mailbox.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            )
            : Address(mailbox);

    /// <summary>A key begins with its quarter.</summary>
    private static string QuarterOf(string key) =>
        QuarterId.Parse(key[..key.IndexOf('/', StringComparison.Ordinal)], CultureInfo.InvariantCulture).ToString();
}
