using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.TakeOvers;

/// <summary>Both leaders of the pair above take over the part of market in checkout.</summary>
public abstract class TakeOverTestBase : IAsyncLifetime
{
    private protected const string Above = "product.company@example.com",
        Partner = "technology.company@example.com",
        Below = "product.market@example.com",
        Form = "/desk/checkout/take-over",
        Withdraw = "/desk/checkout/withdraw-take-over";

    private protected const string Why = "Both are away until November.\nWe answer for it.";

    private protected RunningProduct Product { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        Product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static async Task<Reply> Propose(Browser browser, string reason)
    {
        var form = (await browser.Get("/desk/checkout?act=take-over")).Form(Form)!;
        var fields = form.QuerySelectorAll("input[type=hidden]")
            .ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        fields[Fields.Reason] = reason;
        return await browser.Post(Form, fields);
    }

    private protected static Task<Reply> Agree(Browser browser, Reply page) =>
        browser.Post(page, Form, (Fields.Confirmed, Fields.Yes));

    private protected static string Status(Reply reply) => reply.Page.QuerySelector("[role=status]")!.TextContent;

    private protected async Task<IReadOnlyList<ReviewFlow.Application.Ledger.LedgerEntry>> Entries() =>
        await Product.Get<ReviewFlow.Application.Ledger.ILedger>().Read(SampleRosters.Q3, 0, Stop);
}
