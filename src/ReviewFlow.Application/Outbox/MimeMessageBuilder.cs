using System.Security.Cryptography;
using System.Text.Json;
using MimeKit;
using MimeKit.Text;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Release;
using ReviewFlow.Application.Settings;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Outbox;

/// <summary>What is stored of a mail, and never changes, makes no message; it will not another time either.</summary>
public sealed class UnbuildableException(string sentence, Exception cause) : Exception(sentence, cause);

/// <summary>
/// Puts an owed mail into a message, with its link and its attachment. The same mail gives the same Message-ID and
/// link.
/// </summary>
public sealed class MimeMessageBuilder(
    LinkTokens tokens,
    IReportArchive archive,
    ReviewFlowSettings settings,
    LedgerKeys signing
)
{
    private const int MaxLineLength = 998; // octets; RFC 5322, 2.1.1

    private volatile OpenReport? _open;

    private sealed record OpenReport(QuarterId Quarter, string Sha256, byte[] File);

    /// <summary>At the end of a run: the next one opens the report that it attaches again.</summary>
    public void CloseReport() => _open = null;

    /// <summary>Null when the link's token can no longer be opened.</summary>
    /// <exception cref="OperatorException">The report to attach is not in the archive as it was released, or the keys
    /// cannot be read just now.</exception>
    /// <exception cref="UnbuildableException">What is stored makes no message.</exception>
    public async Task<MimeMessage?> Build(OutboxMessage mail, CancellationToken cancellationToken)
    {
        if (Opened(mail) is not var (link, code))
            return null;
        var file = mail.Attachment is { } sha256 ? await Report(mail.Quarter, sha256, cancellationToken) : null;
        var from = MailboxAddress.Parse(settings.From);
        try
        {
            return Compose(mail, from, link, code, file);
        }
        // Nothing is asked of anybody here: whatever it is, it is in what is stored.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new UnbuildableException(
                OutboxTexts.MessageUnusable.With(new { problem = e.Message.Split('\n')[0].Trim() }),
                e
            );
        }
    }

    /// <summary>A release has hundreds of mails, one after the other, that attach the same file.</summary>
    private async Task<byte[]> Report(QuarterId quarter, string sha256, CancellationToken cancellationToken)
    {
        if (_open is { } open && (open.Quarter, open.Sha256) == (quarter, sha256))
            return open.File;
        var file = await archive.Open(quarter, sha256, cancellationToken)
            ?? throw new IntegrityException(OutboxTexts.ReportDiffers.With(new { quarter }));
        _open = new(quarter, sha256, file);
        return file;
    }

    private MimeMessage Compose(OutboxMessage mail, MailboxAddress from, Uri link, string? code, byte[]? file)
    {
        var rendered = JsonSerializer.Deserialize<RenderedMail>(mail.Content)
            ?? throw new JsonException("There is no mail.");
        var message = new MimeMessage
        {
            MessageId =
                $"{MessageHash.InMessageId(signing, mail.Key)}@{MailboxAddress.EncodeAddrspec(from.Address).Split('@')[^1]}",
            Date = mail.OwedAt.ToDateTimeOffset(),
        };
        // Not every text that can be put in is an address that comes out again. Punycode is read as Unicode and written
        // as itself.
        if (
            !MailboxAddress.TryParse(mail.To.Email, out var to)
            || !to.GetAddress(idnEncode: true).Equals(mail.To.Email, StringComparison.OrdinalIgnoreCase)
        )
            throw new FormatException(OutboxTexts.AddressUnusable);
        message.SetSubject(rendered.Subject);
        message.SetMailbox(HeaderId.From, from);
        message.SetMailbox(HeaderId.To, new MailboxAddress(mail.To.Name, mail.To.Email));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // RFC 3834: nothing answers it by itself
        message.Body = Body(mail, rendered.TextWith(link, code), rendered.HtmlWith(link, code), file);
        message.Prepare(EncodingConstraint.SevenBit, MaxLineLength); // whatever carries it, nothing but ASCII leaves
        return message;
    }

    private static MimeEntity Body(OutboxMessage mail, string text, string html, byte[]? file)
    {
        var both = new MultipartAlternative(
            new TextPart(TextFormat.Plain) { Text = text },
            new TextPart(TextFormat.Html) { Text = html }
        );
        if (file is null)
            return both;

        return new Multipart("mixed")
        {
            both,
            new MimePart("application", "pdf")
            {
                Content = new MimeContent(new MemoryStream(file)),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = $"{mail.Quarter}.pdf",
            },
        };
    }

    private (Uri Link, string? Code)? Opened(OutboxMessage mail)
    {
        if (mail.SealedToken is null)
            return null;
        try
        {
            var (token, code) = tokens.Open(mail.SealedToken);
            return (new Uri(settings.PublicUrl, "l/" + token), code);
        }
        catch (CryptographicException e)
        {
            return e.Trouble() is { } trouble ? throw trouble : null;
        }
    }
}
