using ReviewFlow.Server.Tests.Hosts;

namespace ReviewFlow.Server.Tests;

public sealed class FunctionAppJourneys : Journeys
{
    protected override async Task<ProductHost> NewHost() => await FunctionAppHost.Start();
}

public sealed class FunctionAppAssessmentJourneys : AssessmentJourneys
{
    protected override async Task<ProductHost> NewHost() => await FunctionAppHost.Start();
}
