using Microsoft.Extensions.Logging.Abstractions;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Delivery.Work;

namespace ReviewFlow.Delivery.Tests.Work;

public sealed class CourierTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_that_fails_is_gone_through_again_and_the_courier_lives()
    {
        using var house = await new House().Start(Rosters.OneTeam);
        TaskCompletionSource failed = new(), carried = new();
        house.Mailbag.Answer = n =>
        {
            if (n == 1)
            {
                failed.SetResult();
                throw new InvalidOperationException("Something nobody thought of.");
            }
            if (n == 3) carried.SetResult();
            return new Carried.Delivered();
        };
        using var courier = new Courier(house.Rounds, house.Get<Bell>(), house.Time, NullLogger<Courier>.Instance);

        await courier.StartAsync(Stop);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        var quarter = (await house.Desk.Look(Rosters.Q3, Stop))!;
        await house.Get<Bell>().Ring(quarter, quarter, owesMail: true); // the second of the two mails, and the first again
        await carried.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await courier.StopAsync(Stop);

        Assert.Equal(2, house.Mailbag.Delivered.Select(p => p.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task What_the_desk_writes_is_carried_out_without_anybody_asking()
    {
        using var house = new House();
        using var courier = new Courier(house.Rounds, house.Get<Bell>(), house.Time, NullLogger<Courier>.Instance);
        TaskCompletionSource carried = new();
        house.Mailbag.Answer = n =>
        {
            if (n == 2) carried.SetResult();
            return new Carried.Delivered();
        };

        await courier.StartAsync(Stop);
        await house.Start(Rosters.OneTeam);
        await carried.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await courier.StopAsync(Stop);

        Assert.Equal(2, house.Mailbag.Delivered.Count);
    }
}
