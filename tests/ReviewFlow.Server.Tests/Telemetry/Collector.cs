using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReviewFlow.Server.Tests.Telemetry;

/// <summary>Takes OTLP over HTTP and Azure Monitor's messages.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _arrived = new();
    private readonly WebApplication _app;

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/{**path}", Take);
    }

    public string Address => _app.Urls.Single();

    public IReadOnlyList<byte[]> Bodies(string path) => [.. _arrived.Where(a => a.Path == path).Select(a => a.Body)];

    /// <summary>All bodies as text. In binary ones at least the strings are readable.</summary>
    public string Text => string.Join('\n', _arrived.Select(a => Encoding.UTF8.GetString(a.Body)));

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Take(HttpRequest request)
    {
        using var body = new MemoryStream();
        await using var plain =
            request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(request.Body, CompressionMode.Decompress)
                : request.Body;
        await plain.CopyToAsync(body);
        _arrived.Enqueue((request.Path, body.ToArray()));
        return TypedResults.Json(
            new
            {
                itemsReceived = 1,
                itemsAccepted = 1,
                errors = Array.Empty<string>(),
            }
        );
    }
}
