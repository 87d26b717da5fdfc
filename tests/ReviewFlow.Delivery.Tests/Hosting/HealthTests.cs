using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Tests.Http;

namespace ReviewFlow.Delivery.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Where_the_records_are_away_a_probe_reads_one_plain_sentence_and_no_page()
    {
        await using var product = await RunningProduct.Run(more: s => s.AddSingleton(DispatchProxy.Create<ILedger, LedgerAway>()));
        using var browser = product.Browser();
        var reply = await browser.Get("/healthz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("application/problem+json", reply.Message.Content.Headers.ContentType!.MediaType);
        Assert.Contains(LedgerAway.Sentence, reply.Text, StringComparison.Ordinal);
    }
}

/// <summary>Whatever it is asked for cannot be had just now.</summary>
public class LedgerAway : DispatchProxy
{
    public const string Sentence = "The table cannot be reached.";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new UnusableException(Sentence);
}
