using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Application.Desk;

namespace ReviewFlow.Application.DueWork;

/// <summary>Runs the due work on one machine: after a signal, when something is due, and every few minutes.</summary>
public sealed partial class DueWorkService(
    DueWorkRunner dueWork,
    LocalWorkSignal signal,
    TimeProvider time,
    ILogger<DueWorkService> log
) : BackgroundService
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(5);
    private static readonly Duration PauseAfterFailure = Duration.FromSeconds(10);
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host serves while the first run goes on
        var resumed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            Instant? next;
            try
            {
                if (!resumed)
                    await dueWork.Resume(stoppingToken);
                resumed = true;
                next = await dueWork.RunOnce(stoppingToken);
            }
            // A full disk or a locked file passes; if this service ended, the server would end with it.
#pragma warning disable CA1031
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogTrouble(e);
                next = time.Now() + PauseAfterFailure;
            }
            await signal.Wait(PauseUntil(next), time, stoppingToken);
        }
    }

    private TimeSpan PauseUntil(Instant? next)
    {
        var pause = next is { } at ? (at - time.Now()).ToTimeSpan() : MaxPause;
        return pause < MinPause ? MinPause
            : pause > MaxPause ? MaxPause
            : pause;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The due work failed and will run again")]
    private partial void LogTrouble(Exception trouble);
}
