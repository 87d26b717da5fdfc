namespace ReviewFlow.Web.Tests.Telemetry;

/// <summary>What listens to the whole process runs beside nothing else, or it hears the other tests as well.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
