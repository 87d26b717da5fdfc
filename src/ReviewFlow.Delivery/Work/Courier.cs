using Microsoft.Extensions.Hosting;
using NodaTime;
using ReviewFlow.Delivery.Desk;

namespace ReviewFlow.Delivery.Work;

/// <summary>Goes its rounds on one machine: when the bell rings, when something is due, and now and then by itself.</summary>
public sealed class Courier(Rounds rounds, Bell bell, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host serves while the first round goes
        await rounds.Resume(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = await rounds.Go(stoppingToken);
            await bell.Wait(PauseUntil(next), time, stoppingToken);
        }
    }

    private TimeSpan PauseUntil(Instant? next)
    {
        var pause = next is { } at ? (at - time.Now()).ToTimeSpan() : Longest;
        return pause < Shortest ? Shortest : pause > Longest ? Longest : pause;
    }
}
