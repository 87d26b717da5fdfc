using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.DueWork;

public sealed class DueWorkServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_that_fails_is_gone_through_again_and_the_courier_lives()
    {
        TaskCompletionSource failed = new(),
            result = new();
        var rounds = 0;
        using var house = await new ProductFixture(more: s =>
            s.AddSingleton<SqliteOutbox>()
                .AddSingleton(p => Faulty.Around<IOutbox>(p.GetRequiredService<SqliteOutbox>(), (method, _) =>
                    {
                        if (method != nameof(IOutbox.Due) || ++rounds > 1)
                            return null;
                        failed.SetResult();
                        return new InvalidOperationException("Something nobody thought of.");
                    }))
        ).Start(SampleRosters.OneTeam);
        house.RecordingSender.Answer = n =>
        {
            if (n == 2)
                result.SetResult();
            return new SendResult.Delivered();
        };
        using var courier = new DueWorkService(
            house.DueWorkRunner,
            house.Get<LocalWorkSignal>(),
            house.Time,
            NullLogger<DueWorkService>.Instance
        );

        await courier.StartAsync(Stop);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        var quarter = (await house.Desk.Get(SampleRosters.Q3, Stop))!;
        await house.Get<LocalWorkSignal>().Committed(quarter, quarter, queuedMail: true);
        await result.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await courier.StopAsync(Stop);

        Assert.Equal(2, house.RecordingSender.Delivered.Select(p => p.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task What_the_desk_writes_is_carried_out_without_anybody_asking()
    {
        using var house = new ProductFixture();
        using var courier = new DueWorkService(
            house.DueWorkRunner,
            house.Get<LocalWorkSignal>(),
            house.Time,
            NullLogger<DueWorkService>.Instance
        );
        TaskCompletionSource result = new();
        house.RecordingSender.Answer = n =>
        {
            if (n == 2)
                result.SetResult();
            return new SendResult.Delivered();
        };

        await courier.StartAsync(Stop);
        await house.Start(SampleRosters.OneTeam);
        await result.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await courier.StopAsync(Stop);

        Assert.Equal(2, house.RecordingSender.Delivered.Count);
    }
}
