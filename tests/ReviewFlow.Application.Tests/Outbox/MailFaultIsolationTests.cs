using ReviewFlow.Application.Outbox;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Outbox;

/// <summary>
/// A fault of every kind at every step of one mail: the others are delivered in the same run, and the one is not lost.
/// </summary>
public sealed class MailFaultIsolationTests : MailFaultTestBase
{
    public static TheoryData<string, string> Steps =>
        Faults.At(
            "open the link",
            "open the attachment",
            "send",
            "mark as delivered",
            "mark as failed",
            "mark as dead-lettered"
        );

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Whatever_is_thrown_at_any_step_of_one_mail_the_others_are_delivered(string step, string fault)
    {
        var (isBroken, weather) = (true, new FaultySender());
        using var house = await new ProductFixture(sender: weather, more: services =>
            Break(services, step, () => isBroken ? Faults.Of(fault) : null)
        ).Start(SampleRosters.ThreePairs);
        if (step == "open the attachment")
            Edit(house, $"UPDATE mail SET attachment = '{new string('a', 64)}' WHERE address = '{Unlucky}'");
        if (step == "open the link")
            // Base64url, and no token of ours
            Edit(house, $"UPDATE mail SET token = 'dW5sdWNreQ' WHERE address = '{Unlucky}'");
        weather.OnSend = (message, attempt) =>
            message.To.Mailboxes.Single().Address != Unlucky || !isBroken
                ? null
                : step switch
                {
                    "send" => throw Faults.Of(fault),
                    "mark as failed" => new SendResult.RetryLater("451 busy"),
                    "mark as dead-lettered" => new SendResult.Rejected("550 no such mailbox"),
                    _ => null,
                };

        Assert.Equal(5, (await DueWorkRunner(house, 3)).Count(to => to != Unlucky && to != "ops@example.com"));
        Assert.True(weather.Attempts.Count(to => to == Unlucky) <= 3, "It was tried without end.");
        var before = await house.Outbox.Count(SampleRosters.Q3, Stop);
        Assert.Equal(
            6,
            before.Delivered
                - weather.Delivered.Count(to => to == "ops@example.com")
                + before.Owed
                + before.DeadLettered.Count
        );

        // The fault passes; what was to be is so then, and nobody gets anything twice.
        isBroken = false;
        if (step == "open the attachment")
            Edit(house, $"UPDATE mail SET attachment = NULL WHERE address = '{Unlucky}'");
        await DueWorkRunner(house, 3);
        var after = await house.Outbox.Count(SampleRosters.Q3, Stop);
        var isLost = step is "mark as dead-lettered" or "open the link";
        Assert.Equal((0, isLost ? 1 : 0), (after.Owed, after.DeadLettered.Count));
        Assert.Equal(isLost ? 5 : 6, weather.Delivered.Count(to => to != "ops@example.com"));
        Assert.Distinct(weather.Delivered);

        async Task<IReadOnlyList<string>> DueWorkRunner(ProductFixture at, int runs)
        {
            for (var i = 0; i < runs; i++)
            {
                await at.OutboxDispatcher.Deliver(Stop);
                at.Time.Advance(TimeSpan.FromMinutes(20));
            }
            return weather.Delivered;
        }
    }
}
