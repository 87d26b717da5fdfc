using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Delegations;

/// <summary>A leader, a delegate, and the mail that reaches them.</summary>
public abstract class DelegationTestBase : IAsyncLifetime
{
    private protected const string Pia = "product.market@example.com",
        Dana = "dana@example.com",
        Name = "/delegate",
        End = "/delegate/end",
        SignOff = "/desk/checkout/sign-off";

    private protected RunningProduct Product { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        Product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static Task<Reply> NameDana(Browser leader) =>
        NameDelegate(leader, "Dana Diaz", Dana, "2026-10-01", "2026-10-02");

    private protected static async Task<Reply> NameDelegate(
        Browser leader,
        string name,
        string email,
        string from,
        string until
    ) =>
        await leader.Post(
            await leader.Get("/desk"),
            Name,
            (DelegationFields.Name, name),
            (DelegationFields.Email, email),
            (DelegationFields.From, from),
            (DelegationFields.Until, until)
        );

    private protected async Task<Browser> InByTheMail()
    {
        await Product.RunDueWork();
        return await Product.BrowserOf(Dana);
    }

    private protected static string Status(Reply reply) => reply.Page.QuerySelector("[role=status]")!.TextContent;

    private protected async Task<IReadOnlyList<ReviewFlow.Application.Ledger.LedgerEntry>> Entries() =>
        await Product.Get<ReviewFlow.Application.Ledger.ILedger>().Read(SampleRosters.Q3, 0, Stop);
}
