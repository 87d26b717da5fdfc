using Azure.Data.Tables;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>The emulator of a storage account that is away for a while.</summary>
public sealed class EmulatorTests
{
    [Fact]
    public async Task It_goes_while_it_is_asked_and_comes_back_with_all_that_was_written()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        var (azurite, why) = await AzuriteProcess.OnDisk(folder.Path);
        Assert.SkipWhen(azurite is null, why ?? "");
        await using var emulator = azurite!;
        var table = new TableClient(
            emulator.Connection,
            "written",
            new TableClientOptions { Retry = { MaxRetries = 0 } }
        );
        await table.CreateAsync(stop);
        await table.AddEntityAsync(new TableEntity("quarter", "entry"), stop);

        var asking = Task.Run(
            async () =>
            {
                while (true)
                    await table.GetEntityAsync<TableEntity>("quarter", "entry", cancellationToken: stop);
            },
            stop
        );
        await emulator.GoAway();
        await Assert.ThrowsAnyAsync<Exception>(() => asking);
        await emulator.StartAgain();

        Assert.True(
            (await table.GetEntityIfExistsAsync<TableEntity>("quarter", "entry", cancellationToken: stop)).HasValue
        );
    }
}
