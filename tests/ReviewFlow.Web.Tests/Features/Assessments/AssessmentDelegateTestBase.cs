using System.Net;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>A team that is assessed on the pages, also by others in a leader's place.</summary>
public abstract class AssessmentDelegateTestBase : IAsyncLifetime
{
    private protected const string Dana = "dana@example.com",
        Page = "/desk/checkout",
        Planted = "planted-note-91b2",
        Why = "Market cannot come to one view.";

    private protected static readonly (string, string)[] ByTheFigures =
    [
        ("rating-growth", "partly"),
        ("rating-speed", "met"),
    ];

    private protected RunningProduct Product { get; private set; } = null!;

    private protected Browser _pia = null!,
        _tom = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Product = await RunningProduct.WithQuarter(AssessingRosters.TwoTeams);
        (_pia, _tom) = (
            await Product.BrowserOf("product.market@example.com"),
            await Product.BrowserOf("technology.market@example.com")
        );
    }

    public async ValueTask DisposeAsync()
    {
        _pia.Dispose();
        _tom.Dispose();
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// The words of the report, once the root pair has done the rest; composed from the ledger as the release does.
    /// </summary>
    private protected async Task<IReadOnlyList<string>> Report()
    {
        await Product.RunDueWork();
        using var above = await Product.BrowserOf("product.company@example.com");
        using var partner = await Product.BrowserOf("technology.company@example.com");
        foreach (
            var (formAction, one, other) in new (string, (string, string)[], (string, string)[])[]
            {
                ("seal", [("rating-growth", "partly")], [("rating-growth", "partly")]),
                (
                    "settle",
                    [("share-growth", "Ours."), ("change-growth", "This.")],
                    [("share-growth", "Ours."), ("change-growth", "That."), ("answer-growth", "confirm")]
                ),
                ("settle", [("answer-growth", "confirm")], []),
                ("settle", [("meetings", "2")], [("answer", "yes")]),
                ("sign-off", [("confirmed", "yes")], [("confirmed", "yes")]),
            }
        )
        {
            await Do(above, "/desk/platform", formAction, one);
            if (other.Length > 0)
                await Do(partner, "/desk/platform", formAction, other);
        }
        foreach (var browser in new[] { above, partner })
        {
            if ((await browser.Get(Page)).Form($"{Page}/sign-off") is not null)
                await Do(browser, "sign-off", ("confirmed", "yes"));
        }
        await Product.RunDueWork();

        var (entries, head) = (await Entries(), await Product.Get<ILedger>().Head(SampleRosters.Q3, Stop));
        var quarter = LedgerAudit.Walk(SampleRosters.Q3, entries, head, Product.Get<LedgerKeys>().Problem);
        Assert.Equal(QuarterStage.Released, quarter.Stage);
        return
        [
            .. DocumentText.Of(
                ReportComposer.Compose(
                    quarter,
                    new(quarter.Release!.LedgerVersion, quarter.Release.LedgerHash, head!.KeyId),
                    quarter.Release.At
                )
            ),
        ];
    }

    private protected static Task<Reply> Do(Browser browser, string formAction, params (string, string)[] typed) =>
        Do(browser, Page, formAction, typed);

    private protected static async Task<Reply> Do(
        Browser browser,
        string page,
        string formAction,
        params (string, string)[] typed
    )
    {
        var reply = await browser.Post(await browser.Get(page), $"{page}/{formAction}", typed);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{formAction}: {reply.Alert}");
        return reply;
    }

    private protected static string Text(Reply reply) =>
        string.Join(' ', reply.Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private protected static string Receipt(Reply reply) =>
        reply.Page.QuerySelector("[role=status] strong")?.TextContent ?? $"{(int)reply.Status} {reply.Alert}";

    private protected async Task<IReadOnlyList<LedgerEntry>> Entries() =>
        await Product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop);
}
