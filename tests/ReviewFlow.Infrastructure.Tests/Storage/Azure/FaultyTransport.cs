using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>What becomes of a request on its way to Azurite.</summary>
public enum Fate
{
    Arrives,

    /// <summary>503 with <c>Retry-After: 1</c>; Azurite never sees it.</summary>
    Throttled,

    /// <summary>Azurite carries it out, then the connection breaks: the answer is lost.</summary>
    Unanswered,

    /// <summary>The connection breaks before Azurite sees it.</summary>
    Lost,
}

/// <summary>Stands before Azurite on loopback and decides the fate of each request.</summary>
internal sealed class FaultyTransport : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _beyond = new();
    private int _transactions;

    private FaultyTransport(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Entity-group transactions that Azurite was given.</summary>
    public int Transactions => _transactions;

    /// <summary>Asked for each transaction, from any thread; the number is how many there were before.</summary>
    public Func<int, Fate> OnTransaction { get; set; } = _ => Fate.Arrives;

    /// <summary>Asked for each other request.</summary>
    public Func<HttpRequest, Fate> OnOther { get; set; } = _ => Fate.Arrives;

    public static async Task<FaultyTransport> Before(Uri azurite)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        var weather = new FaultyTransport(builder.Build());
        weather._app.Run(http => weather.Pass(http, azurite));
        await weather._app.StartAsync();
        weather.Address = new(weather._app.Urls.Single() + "/");
        return weather;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _beyond.Dispose();
    }

    private async Task Pass(HttpContext http, Uri azurite)
    {
        var fate = http.Request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal)
            ? OnTransaction(Interlocked.Increment(ref _transactions) - 1)
            : OnOther(http.Request);
        switch (fate)
        {
            case Fate.Lost:
                http.Abort();
                return;
            case Fate.Throttled:
                await http.Request.Body.CopyToAsync(Stream.Null);
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                http.Response.Headers.RetryAfter = "1";
                return;
        }

        using var request = new HttpRequestMessage(
            new HttpMethod(http.Request.Method),
            new Uri(azurite, http.Features.Get<IHttpRequestFeature>()!.RawTarget)
        );
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new ByteArrayContent(await Body(http.Request));
        foreach (var (name, value) in http.Request.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value!))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value!);
        request.Headers.TransferEncodingChunked = null;
        using var response = await _beyond.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (fate == Fate.Unanswered)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            http.Response.Headers[name] = values.ToArray();
        http.Response.Headers.Remove("Transfer-Encoding");
        http.Response.Headers.Remove("Connection");
        http.Response.Headers.Remove("Keep-Alive");
        if (body.Length > 0)
            await http.Response.Body.WriteAsync(body);
    }

    private static async Task<byte[]> Body(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}
