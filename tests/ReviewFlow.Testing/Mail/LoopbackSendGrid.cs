using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ReviewFlow.Testing.Mail;

/// <summary>
/// A server on this machine that speaks <c>POST /v3/mail/send</c> as its reference has it, refuses what SendGrid would
/// refuse, drops the recipients that SendGrid would drop, and misbehaves when it is told to: once per entry, in order.
/// </summary>
internal sealed partial class LoopbackSendGrid : IAsyncDisposable
{
    public const string Key = "SG.only-for-tests";
    private const int MaxBytes = 30 * 1024 * 1024;

    /// <summary>"It cannot be included in headers", says the reference.</summary>
    private static readonly string[] Reserved =
    [
        "x-sg-id",
        "x-sg-eid",
        "received",
        "dkim-signature",
        "content-type",
        "content-transfer-encoding",
        "to",
        "from",
        "subject",
        "reply-to",
        "cc",
        "bcc",
    ];

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _next = new();

    private LoopbackSendGrid(WebApplication app) => _app = app;

    /// <summary>Every body that arrived whole, taken or not.</summary>
    public ConcurrentQueue<JsonNode> Arrived { get; } = new();

    /// <summary>
    /// To whom the bodies that were taken go: SendGrid splits the name of a recipient at a comma or semicolon outside
    /// of quotes and drops what is left.
    /// </summary>
    public IEnumerable<(string Name, string Email)> Reached =>
        from to in Taken.SelectMany(m => m["personalizations"]!.AsArray()).SelectMany(p => p!["to"]!.AsArray())
        let name = (string?)to["name"] ?? ""
        where Quoted().IsMatch(name) || !name.AsSpan().ContainsAny(',', ';')
        select (Quoted().IsMatch(name) ? Pair().Replace(name[1..^1], "$1") : name, (string)to["email"]!);

    /// <summary>When each of them did.</summary>
    public ConcurrentQueue<DateTimeOffset> Moments { get; } = new();

    /// <summary>The bodies that were taken.</summary>
    public ConcurrentQueue<JsonNode> Taken { get; } = new();

    /// <summary>What every request is answered with for as long as it is down; 0 when it is up.</summary>
    public int Down { get; set; }

    public Uri Url => new(_app.Urls.Single());

    /// <param name="port">0 for one that is free.</param>
    public static async Task<LoopbackSendGrid> Start(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))
            .ConfigureKestrel(k => k.Limits.MaxRequestBodySize = MaxBytes + 1);
        var app = builder.Build();
        var server = new LoopbackSendGrid(app);
        app.MapPost("/v3/mail/send", server.Send);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public void Answers(int status, string? retryAfter = null, string? message = null, string? field = null) =>
        _next.Enqueue(async http =>
        {
            if (retryAfter is not null)
                http.Response.Headers.RetryAfter = retryAfter;
            await Answer(http, status, message ?? "It was told to.", field);
        });

    /// <summary>Takes the mail and never says so; whoever waits has to give up.</summary>
    public void Hangs() =>
        _next.Enqueue(async http =>
        {
            var gone = new TaskCompletionSource();
            await using var _ = http.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });

    /// <summary>Takes the mail and drops the connection in place of an answer.</summary>
    public void Drops() =>
        _next.Enqueue(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Send(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var mail = JsonNode.Parse(body.ToArray())!;
        Moments.Enqueue(TimeProvider.System.GetUtcNow());
        Arrived.Enqueue(mail);
        if (Down != 0)
            await Answer(http, Down, "It is down.");
        else if (_next.TryDequeue(out var told))
            await told(http);
        else if (http.Request.Headers.Authorization != $"Bearer {Key}")
            await Answer(http, 401, "The provided authorization grant is invalid, expired, or revoked");
        else if (body.Length > MaxBytes)
            await Answer(http, 413, "The JSON payload you have included in your request exceeds the maximum allowed.");
        else if (Fault(mail) is var (field, message))
            await Answer(http, 400, message, field);
        else
        {
            Taken.Enqueue(mail);
            http.Response.StatusCode = (bool?)mail["mail_settings"]?["sandbox_mode"]?["enable"] == true ? 200 : 202;
        }
    }

    private static (string Field, string Message)? Fault(JsonNode mail)
    {
        var personalizations = mail["personalizations"]?.AsArray();
        if (personalizations is not { Count: >= 1 and <= 1000 })
            return ("personalizations", "The personalizations field is required.");
        if (
            personalizations.Any(p =>
                p!["to"] is not JsonArray { Count: > 0 } to || to.Any(t => !((string?)t!["email"] ?? "").Contains('@'))
            )
        )
            return ("personalizations.0.to", "Does not contain a valid address.");
        if (!((string?)mail["from"]?["email"] ?? "").Contains('@'))
            return ("from.email", "The from email does not contain a valid address.");
        if (mail["content"] is not JsonArray { Count: > 0 } content)
            return ("content", "The content value is required.");
        if (content.Any(c => string.IsNullOrEmpty((string?)c!["value"])))
            return ("content.0.value", "The content value must be a string at least one character in length.");
        if (content.Count > 1 && (string?)content[0]!["type"] != "text/plain")
            return ("content", "If present, text/plain must be first, followed by text/html.");
        foreach (
            var headers in personalizations.Select(p => p!["headers"]).Append(mail["headers"]).OfType<JsonObject>()
        )
        {
            if (headers.FirstOrDefault(h => Reserved.Contains(h.Key.ToLowerInvariant())) is { Key: { } name })
                return ($"headers.{name}", "The header is reserved.");
        }
        return (mail["attachments"] as JsonArray)?.Any(a => a!["content"] is null || a["filename"] is null) == true
            ? ("attachments.0", "The attachment content and filename are required.")
            : null;
    }

    // RFC 5322, 3.2.4
    [GeneratedRegex("""^"([^"\\]|\\.)*"$""")]
    private static partial Regex Quoted();

    [GeneratedRegex("""\\(.)""")]
    private static partial Regex Pair();

    private static async Task Answer(HttpContext http, int status, string message, string? field = null)
    {
        http.Response.StatusCode = status;
        if (status >= 400)
            await http.Response.WriteAsJsonAsync(
                new
                {
                    errors = new[]
                    {
                        new
                        {
                            message,
                            field,
                            help = (string?)null,
                        },
                    },
                }
            );
    }
}
