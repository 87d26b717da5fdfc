using ReviewFlow.Server.Tests.Hosts;

namespace ReviewFlow.Server.Tests;

public sealed class OneMachineJourneys : Journeys
{
    protected override async Task<ProductHost> NewHost() => await ServerHost.Start();
}
