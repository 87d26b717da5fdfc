using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.FitConversations;
using ReviewFlow.People;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Features.FitConversations;

/// <summary>Two people on no roster who consider leading together.</summary>
public abstract class FitTestBase : IAsyncLifetime
{
    private protected const string Ada = "ada@example.org",
        Bea = "bea@example.org",
        Pia = "product.market@example.com";

    private protected const string Fit = "/fit/1",
        Answer = Fit + "/answer",
        End = Fit + "/end",
        Fits = "api/quarters/2026-Q3/fits";

    private protected static readonly string[] Topics = ["productStrategy", "culture", "business", "whatWeBuild"];

    private protected RunningProduct Product { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Product = await RunningProduct.WithQuarter(
            Encoding.UTF8.GetBytes(SampleRosters.Json(("checkout", "market"), ("platform", "company")).ToJsonString()),
            logsAll: true
        );
        await Start(Ada, Bea);
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static (string, string)[] Answers(string words, string alike) =>
        [.. Topics.SelectMany(t => new[] { ($"words-{t}", $"{words} about {t}"), ($"alike-{t}", alike) })];

    private protected static StringContent Two(string one, string other) =>
        new(new JsonObject { ["one"] = Person(one), ["other"] = Person(other) }.ToJsonString());

    private protected static JsonObject Person(string address) =>
        new() { ["name"] = address[..address.IndexOf('@', StringComparison.Ordinal)], ["email"] = address };

    private protected async Task Start(string one, string other)
    {
        using var ops = Product.Ops();
        Assert.Equal(HttpStatusCode.OK, (await ops.PostAsync(Fits, Two(one, other), Stop)).StatusCode);
        await Product.RunDueWork();
    }

    private protected async Task<(int, string, bool, bool)> Status()
    {
        using var ops = Product.Ops();
        var fit = Assert.Single(
            JsonNode.Parse(await ops.GetStringAsync("api/quarters/2026-Q3", Stop))!["fits"]!.AsArray()
        )!;
        return (
            (int)fit["number"]!,
            (string)fit["stage"]!,
            (bool)fit["one"]!["answered"]!,
            (bool)fit["other"]!["answered"]!
        );
    }
}
