using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Application.Desk;

namespace ReviewFlow.Application.DueWork;

/// <summary>
/// Goes its rounds on one machine: when the bell rings, when something is due, and now and then by itself.
/// </summary>
public sealed partial class Courier(Rounds rounds, Bell bell, TimeProvider time, ILogger<Courier> log)
    : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly Duration AfterTrouble = Duration.FromSeconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host serves while the first round goes
        var resumed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            Instant? next;
            try
            {
                if (!resumed)
                    await rounds.Resume(stoppingToken);
                resumed = true;
                next = await rounds.Go(stoppingToken);
            }
            // A full disk or a locked file passes; a courier that stayed down would take the whole server with it.
#pragma warning disable CA1031
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogTrouble(e);
                next = time.Now() + AfterTrouble;
            }
            await bell.Wait(PauseUntil(next), time, stoppingToken);
        }
    }

    private TimeSpan PauseUntil(Instant? next)
    {
        var pause = next is { } at ? (at - time.Now()).ToTimeSpan() : Longest;
        return pause < Shortest ? Shortest
            : pause > Longest ? Longest
            : pause;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round was cut short and is gone through again")]
    private partial void LogTrouble(Exception trouble);
}
