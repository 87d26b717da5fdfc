using System.Net;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Api;

/// <summary>A running product, and ops who call its API.</summary>
public abstract class ApiTestBase : IAsyncLifetime
{
    private protected const string Q = "/api/quarters/2026-Q3";

    private protected RunningProduct Product { get; private set; } = null!;

    private protected HttpClient Ops { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);
        Ops = Product.Ops();
    }

    public async ValueTask DisposeAsync()
    {
        Ops.Dispose();
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<(HttpStatusCode Code, string Text)> Send(string method, string address, byte[] body)
    {
        using var request = new HttpRequestMessage(new(method), address)
        {
            Content = body.Length == 0 && method == "GET" ? null : new ByteArrayContent(body),
        };
        using var reply = await Ops.SendAsync(request, Stop);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(Stop));
    }
}
