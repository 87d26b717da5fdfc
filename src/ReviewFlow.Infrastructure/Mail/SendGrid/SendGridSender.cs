using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MimeKit;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Settings;
using ReviewFlow.Text;
using SendGrid;

namespace ReviewFlow.Infrastructure.Mail.SendGrid;

/// <summary>
/// Hands mails to SendGrid, <c>POST /v3/mail/send</c>. SendGrid keeps no key by which it would know a repeat, so after
/// a lost answer the same mail may arrive twice: under the same Message-ID and with the same link. How often that may
/// have been is counted.
/// </summary>
public sealed class SendGridSender : IMailSender, IDisposable
{
    private static readonly Duration MaxWait = Duration.FromDays(1);

    private readonly SendGridSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly SendGridClient _client;
    private long _leftAloneUntil; // Unix milliseconds; the provider asks for the whole account, not for one mail

    /// <param name="patience">How long an answer is waited for; null for 30 seconds.</param>
    public SendGridSender(SendGridSettings settings, TimeProvider time, TimeSpan? patience = null)
    {
        (_settings, _time) = (settings, time);
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            Timeout = patience ?? TimeSpan.FromSeconds(30),
        };
        var options = new SendGridClientOptions { ApiKey = settings.ApiKey };
        if (settings.BaseUrl is { } url)
            options.Host = url.ToString().TrimEnd('/');
        _client = new(_http, options);
    }

    public async Task<SendResult> Send(MimeMessage message, string key, CancellationToken cancellationToken)
    {
        if (_settings.IsKeyMissing)
            return new SendResult.RetryLater(SettingReader.Wrong("SendGrid:ApiKey", _settings.ApiKey, "SG.…").Message);
        var wait = Instant.FromUnixTimeMilliseconds(Interlocked.Read(ref _leftAloneUntil)) - _time.Now();
        if (wait > Duration.Zero)
            return new SendResult.RetryLater(SenderTexts.AskedToWait, wait);
        try
        {
            var response = await _client.SendEmailAsync(
                SendGridMail.Of(message, key, _settings.Sandbox),
                cancellationToken
            );
            return await Read(response, cancellationToken);
        }
        catch (HttpRequestException e)
            when (e.HttpRequestError
                    is HttpRequestError.NameResolutionError
                        or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError
            )
        {
            return new SendResult.RetryLater(
                SenderTexts.Unreachable.With(new { problem = e.HttpRequestError.ToString() })
            );
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            MailMetrics.Ambiguous.Add(1);
            return new SendResult.RetryLater(
                e is OperationCanceledException ? SenderTexts.TooSlow : SenderTexts.ConnectionBroke
            );
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<SendResult> Read(Response response, CancellationToken cancellationToken) =>
        response.StatusCode switch
        {
            HttpStatusCode.Accepted or HttpStatusCode.OK => new SendResult.Delivered(), // 200 is the sandbox's yes
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => LeftAlone(response),
            // The key or the sender is wrong, not the mail: dead-lettered mails would be lost to everybody over one
            // expired key.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new SendResult.RetryLater(
                SenderTexts.KeyOrSenderRefused.With(
                    new { status = (int)response.StatusCode, problem = await Why(response, cancellationToken) }
                )
            ),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new SendResult.Rejected(
                $"{(int)response.StatusCode} {await Why(response, cancellationToken)}"
            ),
            var other => new SendResult.RetryLater(SenderTexts.Answered.With(new { status = (int)other })),
        };

    private SendResult.RetryLater LeftAlone(Response response)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => Duration.FromTimeSpan(delta),
            { Date: { } date } => Instant.FromDateTimeOffset(date) - _time.Now(),
            _ => (Duration?)null,
        };
        if (asked is { } wait)
        {
            asked = Duration.Max(Duration.Zero, Duration.Min(MaxWait, wait));
            Interlocked.Exchange(ref _leftAloneUntil, (_time.Now() + asked.Value).ToUnixTimeMilliseconds());
        }
        return new(SenderTexts.AnsweredNotNow.With(new { status = (int)response.StatusCode }), asked);
    }

    /// <summary>The first error's message of <c>{"errors": [{"message", "field"}]}</c>.</summary>
    private static async Task<string> Why(Response response, CancellationToken cancellationToken)
    {
        try
        {
            var error = JsonNode.Parse(await response.Body.ReadAsStringAsync(cancellationToken))?["errors"]?[0];
            return $"{error?["message"]}{(error?["field"] is { } field ? $" ({field})" : "")}";
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidOperationException
                        or ArgumentOutOfRangeException
                        or HttpRequestException
                        or IOException
            )
        {
            return SenderTexts.ReasonUnreadable;
        }
    }
}
