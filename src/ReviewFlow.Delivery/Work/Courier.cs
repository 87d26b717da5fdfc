using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Delivery.Desk;

namespace ReviewFlow.Delivery.Work;

/// <summary>Goes its rounds on one machine: when the bell rings, when something is due, and now and then by itself.</summary>
public sealed partial class Courier(Rounds rounds, Bell bell, TimeProvider time, ILogger<Courier> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host serves while the first round goes
        var isResumed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = AfterTrouble;
            try
            {
                if (!isResumed) await rounds.Resume(stoppingToken);
                isResumed = true;
                pause = PauseUntil(await rounds.Go(stoppingToken));
            }
#pragma warning disable CA1031 // A full disk or a locked file passes; the rounds must go on when it has.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogTrouble(e);
            }
            await bell.Wait(pause, time, stoppingToken);
        }
    }

    private TimeSpan PauseUntil(Instant? next)
    {
        var pause = next is { } at ? (at - time.Now()).ToTimeSpan() : Longest;
        return pause < Shortest ? Shortest : pause > Longest ? Longest : pause;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round was cut short and is gone again soon")]
    private partial void LogTrouble(Exception trouble);
}
