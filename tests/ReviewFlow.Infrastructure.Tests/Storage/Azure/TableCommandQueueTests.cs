using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

public sealed class TableCommandQueueTests(Azurite azurite) : CommandQueueTests(azurite)
{
    /// <summary>Longer than a row.</summary>
    private protected override string Refused { get; } = Commits.Noise(2_000_000);

    private protected override Task Spoil() => Task.CompletedTask;

    private protected override Task Unspoil() => Task.CompletedTask;
}

public sealed class TableCommandRaceTests(Azurite azurite) : CommandRaceTests(azurite);
