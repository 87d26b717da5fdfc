using ReviewFlow.Pairs;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Release;

/// <summary>A signed quarter and what its release leaves behind.</summary>
public abstract class ReleaseTestBase
{
    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected static async Task<ProductFixture> Signed(ProductFixture house)
    {
        await house.Start(SampleRosters.OneTeam);
        foreach (var seat in Enum.GetValues<Seat>())
            await house.Sign(SampleRosters.Platform, new(PairId("company"), seat));
        return house;
    }

    private protected static PairId PairId(string id) => ReviewFlow.PairId.Parse(id);
}
