using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using NodaTime;
using ReviewFlow.Reports;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Mailbox;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Server.Hosting;

/// <summary>
/// Shows the mail folder in the browser. Its readers can act as anybody, so it exists only with <c>--sample</c>, at a
/// random address that each start prints, and only if the server, its public address and the caller are on this
/// machine. A local proxy without forwarding headers looks like a local caller, but does not know the address.
/// </summary>
internal sealed class LocalOutbox(string folder)
{
    // 192 bits.
    private readonly string _secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    /// <summary>A mail runs no script and loads nothing; its links open in a new window.</summary>
    private const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'self'; "
        + "sandbox allow-popups allow-popups-to-escape-sandbox";

    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    public string Address => $"/mail/{_secret}";

    public static bool IsSafe(Uri publicUrl, string urls) =>
        publicUrl.IsLoopback
        && urls.Split(';').All(u => Uri.TryCreate(u, UriKind.Absolute, out var url) && url.IsLoopback);

    public void Map(IEndpointRouteBuilder routes)
    {
        // The secret is a route value, because route patterns appear in traces and logs.
        var mail = routes
            .MapGroup("/mail/{secret}")
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var http = context.HttpContext;
                    if (!IsLocal(http) || !IsSecret(http.GetRouteValue("secret") as string))
                        return PageAnswer.NotFound();
                    http.Response.Headers.ContentSecurityPolicy = PagePolicy;
                    http.Response.Headers["Referrer-Policy"] = "no-referrer";
                    return await next(context);
                }
            );
        mail.MapGet("/", () => new PageAnswer(new OutboxModel(new Frame(HostTexts.Outbox), [.. Names().Select(Line)])));
        mail.MapGet("/{name}", (string name) =>
            Open(name) is { } message ? new PageAnswer(Page(name, message)) : PageAnswer.NotFound()
        );
        mail.MapGet("/{name}/html", IResult (string name, HttpContext http) =>
        {
            if (Open(name)?.HtmlBody is not { } html)
                return PageAnswer.NotFound();
            http.Response.Headers.ContentSecurityPolicy = MailPolicy;
            http.Response.Headers.XFrameOptions = "SAMEORIGIN";
            return TypedResults.Text(
                html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.OrdinalIgnoreCase),
                "text/html; charset=utf-8"
            );
        });
        mail.MapGet("/{name}/{attachment}", IResult (string name, string attachment) =>
            Open(name)?.Attachments.OfType<MimePart>().FirstOrDefault(a => a.FileName == attachment)
                is { Content: { } content }
                ? TypedResults.Stream(content.Open(), "application/pdf")
                : PageAnswer.NotFound()
        );
    }

    private bool IsSecret(string? secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret ?? ""), Encoding.UTF8.GetBytes(_secret));

    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && http.Request.Host.Host is "127.0.0.1" or "localhost" or "[::1]"
        && http.Request.Headers.Keys.All(h =>
            !h.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
            && !h.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        );

    private IEnumerable<string> Names() =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder)
                .EnumerateFiles("*.eml")
                .OrderByDescending(f => f.LastWriteTimeUtc)
                .ThenBy(f => f.Name)
                .Select(f => f.Name)
                .Take(500)
            : [];

    private MimeMessage? Open(string name) =>
        Path.GetFileName(name) == name
        && name.EndsWith(".eml", StringComparison.Ordinal)
        && Path.Combine(folder, name) is var path
        && File.Exists(path)
            ? MimeMessage.Load(path)
            : null;

    private OutboxMail Line(string name)
    {
        using var message = Open(name)!;
        return new(
            message.To.ToString(),
            message.Subject ?? "",
            Time(message.Date),
            $"{Address}/{Uri.EscapeDataString(name)}"
        );
    }

    private MailModel Page(string name, MimeMessage message)
    {
        var url = $"{Address}/{Uri.EscapeDataString(name)}";
        return new(
            new Frame(message.Subject ?? ""),
            message.Subject ?? "",
            [
                new(HostTexts.MailFrom, message.From.ToString()),
                new(HostTexts.MailTo, message.To.ToString()),
                new(HostTexts.MailDate, Time(message.Date)),
                new(HostTexts.MailMessageId, message.MessageId ?? ""),
            ],
            $"{url}/html",
            message.TextBody ?? "",
            [
                .. message
                    .Attachments.OfType<MimePart>()
                    .Select(a => new PageLink(
                        HostTexts.Attachment.With(new { file = a.FileName ?? "", size = Wording.Size(Size(a)) }),
                        $"{url}/{Uri.EscapeDataString(a.FileName ?? "")}"
                    )),
            ],
            Address
        );
    }

    private static long Size(MimePart part)
    {
        using var whole = new MemoryStream();
        part.Content?.DecodeTo(whole);
        return whole.Length;
    }

    private static string Time(DateTimeOffset at)
    {
        var date = Wording.Date(LocalDate.FromDateTime(at.UtcDateTime));
        var time = at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);
        return HostTexts.MailTime.With(new { date, time });
    }
}
