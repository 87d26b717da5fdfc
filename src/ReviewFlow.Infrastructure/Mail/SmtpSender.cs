using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Infrastructure.Mail;

/// <summary>Where and how mail is handed over; section <c>ReviewFlow:Smtp</c> of the configuration.</summary>
public sealed record SmtpSettings
{
    public required string Host { get; init; }
    public int Port { get; init; } = 587;

    /// <summary><c>StartTls</c> (default), <c>SslOnConnect</c>, <c>None</c> (loopback only) or <c>Auto</c>.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    public string? User { get; init; }
    public string? Password { get; init; }
}

/// <summary>Hands mails to an SMTP server (RFC 5321) through MailKit.</summary>
public sealed class SmtpSender(SmtpSettings settings) : IMailSender
{
    public async Task<SendResult> Send(MimeMessage message, string key, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { Timeout = 30_000 };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Security, cancellationToken);
            if (settings.User is not null)
                await client.AuthenticateAsync(settings.User, settings.Password ?? "", cancellationToken);
            await client.SendAsync(message, cancellationToken);
        }
        catch (SmtpCommandException e)
            when (e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted
                && (int)e.StatusCode >= 500
            )
        {
            return new SendResult.Rejected($"{(int)e.StatusCode} {e.Message}");
        }
        catch (Exception e)
            when (e
                    is SmtpCommandException
                        or SmtpProtocolException
                        or AuthenticationException
                        or SslHandshakeException
                        or ServiceNotConnectedException
                        or SocketException
                        or IOException
                        or TimeoutException
                        or NotSupportedException
            )
        {
            // NotSupportedException: the server does not offer the encryption that is required. An answer that was lost
            // is among these: then the same mail goes again under the same Message-ID.
            return new SendResult.RetryLater(e.Message);
        }
        await Part(client, cancellationToken);
        return new SendResult.Delivered();
    }

    /// <summary>The server took the mail; that it would not say goodbye changes nothing.</summary>
    private static async Task Part(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (e is SmtpProtocolException or SmtpCommandException or IOException or SocketException)
        { }
    }
}
