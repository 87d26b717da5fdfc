using ReviewFlow.Infrastructure.Storage.Sqlite;

namespace ReviewFlow.Server.Hosting;

/// <summary>Moves SQLite's log into its file now and then and at the end, so that no answer waits for it.</summary>
internal sealed class WalCheckpointService(SqliteFile file) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var every = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            while (await every.WaitForNextTickAsync(stoppingToken))
                await file.Checkpoint(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The end; the last one is made by StopAsync.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await file.Checkpoint(cancellationToken);
    }
}
