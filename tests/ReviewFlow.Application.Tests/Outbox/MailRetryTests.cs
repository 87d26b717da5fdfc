using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.People;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Outbox;

/// <summary>
/// A mail is given up when it can never be built, and a stop or a row that stays due repeats nothing.
/// </summary>
public sealed class MailRetryTests : MailFaultTestBase
{
    [Theory]
    [InlineData("address = 'pd.logistics.@example.com'")]
    [InlineData("address = ''")]
    [InlineData("address = 'a@b@c'")]
    [InlineData("content = '{'")]
    [InlineData("content = 'null'")]
    [InlineData("content = '[1]'")]
    [InlineData("content = ''")]
    [InlineData("quarter = 'no quarter'")]
    [InlineData("owed_at = 9223372036854775807")]
    public async Task A_mail_that_can_never_be_built_is_dead_lettered_at_once_with_its_reason_and_ops_hear_of_it(
        string edit
    )
    {
        var log = new LogLines();
        using var house = await new ProductFixture(log: log).Start(SampleRosters.ThreePairs);
        Edit(house, $"UPDATE mail SET {edit} WHERE address = '{Unlucky}'");

        Assert.Equal(5 + 1, await house.OutboxDispatcher.Deliver(Stop));

        var count = await house.Outbox.Count(SampleRosters.Q3, Stop);
        Assert.DoesNotContain("did not write", Assert.Single(count.DeadLettered).Why, StringComparison.Ordinal);
        Assert.NotEqual("", count.DeadLettered[0].Why);
        Assert.Null(await house.Outbox.NextAttempt(Stop));
        Assert.Equal("undelivered", Assert.Single(house.RecordingSender.To("ops@example.com")).Kind);
        Assert.DoesNotContain("@example.com", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_fails_as_nobody_foresaw_is_given_up_after_five_days_and_one_the_provider_puts_off_never()
    {
        var weather = new FaultySender();
        using var house = await new ProductFixture(sender: weather).Start(SampleRosters.OneTeam);
        weather.OnSend = (message, _) =>
            message.To.Mailboxes.Single().Address switch
            {
                "product.company@example.com" => throw new InvalidOperationException("nobody thought of it"),
                "technology.company@example.com" => new SendResult.RetryLater("451 busy"),
                _ => null,
            };

        await TryFor(OutboxDispatcher.GivenUpAfter.ToTimeSpan() - TimeSpan.FromHours(1));
        Assert.Equal(
            (2, 0),
            await house.Outbox.Count(SampleRosters.Q3, Stop) is var before
                ? (before.Owed, before.DeadLettered.Count)
                : default
        );
        await TryFor(TimeSpan.FromHours(20 * 24));
        var after = await house.Outbox.Count(SampleRosters.Q3, Stop);
        Assert.Equal(
            "It failed for five days: InvalidOperationException: nobody thought of it",
            Assert.Single(after.DeadLettered, m => m.Occasion == "invitation").Why
        );
        Assert.All(after.DeadLettered, m => Assert.Equal("product.company@example.com", m.To));
        Assert.NotEqual(0, after.Owed);
        Assert.NotNull((await house.Quarter()).Contacts.UnreachedOf(PersonId.Of("product.company@example.com")));

        async Task TryFor(TimeSpan time)
        {
            for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromHours(1))
            {
                house.Time.Advance(TimeSpan.FromHours(1));
                await house.OutboxDispatcher.Deliver(Stop);
            }
        }
    }

    [Fact]
    public async Task A_stop_between_the_carrier_and_the_cross_off_sends_nothing_twice()
    {
        using var stopping = new CancellationTokenSource();
        var weather = new FaultySender();
        using var house = await new ProductFixture(sender: weather).Start(SampleRosters.ThreePairs);
        weather.OnSend = (_, attempt) =>
        {
            if (attempt == 3)
                stopping.Cancel();
            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.OutboxDispatcher.Deliver(stopping.Token));
        Assert.Equal(3, (await house.Outbox.Count(SampleRosters.Q3, Stop)).Delivered);
        Assert.Equal(3, await house.OutboxDispatcher.Deliver(Stop));
        Assert.Distinct(weather.Delivered);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_crossed_off_does_not_wake_the_courier_again_and_again()
    {
        var isBroken = true;
        using var house = await new ProductFixture(more: s =>
            Break(s, "mark as delivered", () => isBroken ? new IOException("disk") : null)
        ).Start(SampleRosters.ThreePairs);

        Assert.True(await house.DueWorkRunner.RunOnce(Stop) > house.Now);
        Assert.Equal(6, house.RecordingSender.Attempts.Count);
        Assert.True(await house.DueWorkRunner.RunOnce(Stop) > house.Now);
        Assert.Equal(6, house.RecordingSender.Attempts.Count);

        isBroken = false;
        house.Time.Advance(TimeSpan.FromMinutes(20));
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.Equal(6, house.RecordingSender.Attempts.Count);
        Assert.Equal(
            (6, 0),
            await house.Outbox.Count(SampleRosters.Q3, Stop) is var count ? (count.Delivered, count.Owed) : default
        );
    }

    [Fact]
    public async Task A_row_that_stays_due_whatever_is_done_to_it_is_tried_once_in_a_run()
    {
        // Marks that are lost without a word: nothing is ever written, and nothing is thrown.
        using var house = await new ProductFixture(more: s =>
            s.AddSingleton<SqliteOutbox>()
                .AddSingleton<IOutbox>(p => new Forgetful(p.GetRequiredService<SqliteOutbox>()))
        ).Start(SampleRosters.ThreePairs);
        Assert.Equal(6, await house.OutboxDispatcher.Deliver(Stop));
    }

    private sealed class Forgetful(IOutbox inner) : IOutbox
    {
        public Task<IReadOnlyList<OutboxMessage>> Due(NodaTime.Instant now, int most, CancellationToken stop) =>
            inner.Due(now, most, stop);

        public Task<NodaTime.Instant?> NextAttempt(CancellationToken stop) => inner.NextAttempt(stop);

        public Task<NodaTime.Instant?> OldestOwed(CancellationToken stop) => inner.OldestOwed(stop);

        public Task Delivered(string key, NodaTime.Instant at, CancellationToken stop) => Task.CompletedTask;

        public Task Failed(string key, NodaTime.Instant next, string why, CancellationToken stop) => Task.CompletedTask;

        public Task DeadLettered(string key, string why, CancellationToken stop) => Task.CompletedTask;

        public Task<OutboxMessage?> Find(QuarterId quarter, string messageHash, CancellationToken stop) =>
            inner.Find(quarter, messageHash, stop);

        public Task<OutboxCount> Count(QuarterId quarter, CancellationToken stop) => inner.Count(quarter, stop);
    }
}
