using System.Net;
using AngleSharp.Dom;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>A team that its two leaders assess on its pages.</summary>
public abstract class AssessmentFormTestBase : IAsyncLifetime
{
    private protected const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com",
        Chief = "product.company@example.com";

    private protected const string Page = "/desk/checkout",
        Planted = "planted-note-7f3a";

    private protected static readonly (string, string)[] ByTheFigures =
    [
        ("rating-growth", "partly"),
        ("rating-speed", "met"),
    ];

    private protected RunningProduct Product { get; private set; } = null!;

    private protected Browser _pia = null!,
        _tom = null!;

    public async ValueTask InitializeAsync()
    {
        Product = await RunningProduct.WithQuarter(AssessingRosters.TwoTeams);
        (_pia, _tom) = (await Product.BrowserOf(Pia), await Product.BrowserOf(Tom));
    }

    public async ValueTask DisposeAsync()
    {
        _pia.Dispose();
        _tom.Dispose();
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>They differ on growth.</summary>
    private protected async Task Reveal()
    {
        await Seal(_pia, ("rating-growth", "met"), ("rating-speed", "met"), ("note-growth", "We moved the market."));
        await Seal(_tom, ByTheFigures);
    }

    private protected async Task Agree()
    {
        await Do(_pia, "settle", ("rating-growth", "partly"), ("rationale-growth", "Half."));
        await Do(_tom, "settle", ("answer-growth", "yes"));
    }

    private protected static Task<Reply> Seal(Browser browser, params (string, string)[] typed) =>
        Do(browser, "seal", typed);

    private protected static async Task<Reply> Do(Browser browser, string formAction, params (string, string)[] typed)
    {
        var reply = await browser.Post(await browser.Get(Page), $"{Page}/{formAction}", typed);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Alert);
        return reply;
    }

    private protected static string Text(Reply reply) =>
        string.Join(' ', reply.Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private protected static string Receipt(Reply reply) =>
        reply.Page.QuerySelector("[role=status] strong")?.TextContent ?? $"{(int)reply.Status} {reply.Alert}";

    private protected async Task<IReadOnlyList<LedgerEntry>> Entries() =>
        await Product.Get<ILedger>().Read(SampleRosters.Q3, 0, TestContext.Current.CancellationToken);
}
