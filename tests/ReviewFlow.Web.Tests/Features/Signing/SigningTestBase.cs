using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Features.Signing;

/// <summary>A running quarter of three pairs.</summary>
public abstract class SigningTestBase : IAsyncLifetime
{
    private protected const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com",
        SignOff = "/desk/checkout/sign-off";

    private protected RunningProduct Product { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
