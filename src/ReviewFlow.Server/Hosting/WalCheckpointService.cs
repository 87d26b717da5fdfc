using ReviewFlow.Infrastructure.Storage.Sqlite;

namespace ReviewFlow.Server.Hosting;

/// <summary>
/// Moves SQLite's write-ahead log into the database every minute and at shutdown, so that no request has to.
/// </summary>
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
            // StopAsync makes the last checkpoint.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await file.Checkpoint(cancellationToken);
    }
}
