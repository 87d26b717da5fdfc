using ReviewFlow.Server.Tests.Hosts;

namespace ReviewFlow.Server.Tests;

public sealed class OneMachineJourneys : Journeys
{
    protected override async Task<Host> NewHost() => await OneMachineHost.Start();
}
