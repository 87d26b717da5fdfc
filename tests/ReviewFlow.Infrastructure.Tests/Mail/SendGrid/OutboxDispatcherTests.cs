using NodaTime;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

/// <summary>The dispatcher with a real outbox behind it and a provider that answers before it.</summary>
[Collection(Metered.Alone)]
public sealed class OutboxDispatcherTests : IAsyncLifetime
{
    private LoopbackSendGrid _server = null!;
    private SendGridFixture _office = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackSendGrid.Start();
        _office = await SendGridFixture.Open(new SendGridSettings(LoopbackSendGrid.Key, _server.Url));
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_waits_as_long_as_the_provider_asked_and_then_goes_once()
    {
        _server.Answers(429, "600");
        Assert.Equal(0, await _office.OutboxDispatcher.Deliver(Stop));
        Assert.Equal(SampleRosters.Start + Duration.FromSeconds(600), await _office.Outbox.NextAttempt(Stop));
        Assert.Single(_server.Arrived); // the second leader's mail was not even tried

        _office.Time.Advance(TimeSpan.FromSeconds(599));
        Assert.Equal(0, await _office.OutboxDispatcher.Deliver(Stop));
        Assert.Single(_server.Arrived);

        _office.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await _office.OutboxDispatcher.Deliver(Stop));
        Assert.Equal((2, 0), await Count());
    }

    [Fact]
    public async Task How_long_the_oldest_mail_has_been_owed_is_said_at_each_attempt()
    {
        using var age = new Metered(MailMetrics.OutboxAge);
        _server.Answers(429, "4000");
        await _office.OutboxDispatcher.Deliver(Stop);
        _office.Time.Advance(TimeSpan.FromSeconds(4000));
        await _office.OutboxDispatcher.Deliver(Stop);
        Assert.Contains(4000, age.Said);
    }

    [Fact]
    public async Task A_shorter_wait_than_the_dispatchers_own_pause_does_not_hurry_it()
    {
        _server.Answers(503, "1");
        await _office.OutboxDispatcher.Deliver(Stop);
        Assert.Equal(SampleRosters.Start + Duration.FromSeconds(2), await _office.Outbox.NextAttempt(Stop));
    }

    [Fact]
    public async Task A_refused_mail_is_dead_lettered_where_ops_see_it_and_the_other_goes()
    {
        _server.Answers(400, message: "Does not contain a valid address.");
        Assert.Equal(1 + 1, await _office.OutboxDispatcher.Deliver(Stop)); // the other, and ops are told
        Assert.Equal(
            "400 Does not contain a valid address.",
            Assert.Single((await _office.Outbox.Count(SampleRosters.Q3, Stop)).DeadLettered).Why
        );
    }

    [Fact]
    public async Task After_a_lost_answer_the_same_message_id_and_the_same_link_go_again()
    {
        _server.Drops();
        Assert.Equal(1, await _office.OutboxDispatcher.Deliver(Stop));
        _office.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await _office.OutboxDispatcher.Deliver(Stop));

        var twice = _server
            .Arrived.GroupBy(m => (string?)m["custom_args"]!["send_id"])
            .Single(g => g.Count() == 2)
            .Select(m => m.ToJsonString())
            .ToArray();
        Assert.Equal(twice[0], twice[1]);
        Assert.Equal((2, 0), await Count());
    }

    private async Task<(int Delivered, int Owed)> Count() =>
        await _office.Outbox.Count(SampleRosters.Q3, Stop) is var count ? (count.Delivered, count.Owed) : default;
}
