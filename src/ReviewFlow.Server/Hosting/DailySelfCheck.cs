using ReviewFlow.Application.DueWork;

namespace ReviewFlow.Server.Hosting;

/// <summary>Checks and anchors the ledgers at startup and once a day.</summary>
internal sealed partial class DailySelfCheck(LedgerSelfCheck check, TimeProvider time, ILogger<DailySelfCheck> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host starts while the ledgers are read
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            try
            {
                await check.Run(stoppingToken);
            }
#pragma warning disable CA1031 // A folder or disk that is away comes back; tomorrow's check is not lost over it.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(e);
            }
        } while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The ledgers were not checked or not anchored; the next check is in a day"
    )]
    private partial void LogFailed(Exception why);
}
