using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Outbox;

/// <summary>
/// A fault of every kind at every step of one mail: the others are delivered in the same run, and the one is not lost.
/// </summary>
public sealed class MailFaultIsolationTests
{
    private const string Unlucky = "product.market@example.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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

    [Theory]
    [InlineData("address = 'pd.logistics.@example.com'")]
    [InlineData("address = ''")]
    [InlineData("address = 'a@b@c'")]
    [InlineData("letter = '{'")]
    [InlineData("letter = 'null'")]
    [InlineData("letter = '[1]'")]
    [InlineData("letter = ''")]
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
            Assert.Single(after.DeadLettered).Why
        );
        Assert.Equal(1, after.Owed);

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

    private static void Break(IServiceCollection services, string step, Func<Exception?> fault)
    {
        services
            .AddSingleton<SqliteOutbox>()
            .AddSingleton(p =>
                Faulty.Around<IOutbox>(p.GetRequiredService<SqliteOutbox>(), (method, args) =>
                    $"mark as {method.ToLowerInvariant()}" == step
                    && args[0] is string key
                    && key.EndsWith(Unlucky, StringComparison.Ordinal)
                        ? fault()
                        : null
                )
            );
        if (step == "open the attachment")
            services.AddSingleton<IReportArchive>(Faulty.Around<IReportArchive>(new NoReports(), (_, _) => fault()));
        if (step == "open the link")
        {
            services
                .AddSingleton<EphemeralDataProtectionProvider>()
                .AddSingleton<IDataProtectionProvider>(p => new FaultyKeys(
                    p.GetRequiredService<EphemeralDataProtectionProvider>(),
                    fault
                ));
        }
    }

    private static void Edit(ProductFixture house, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={house.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.Equal(1, command.ExecuteNonQuery());
        Resign(house, connection);
    }

    /// <summary>
    /// As if ReviewFlow had written what the edit made of it: what is tested is what comes behind the MAC.
    /// </summary>
    private static void Resign(ProductFixture house, SqliteConnection connection)
    {
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT key, quarter, name, address, letter, token, attachment, owed_at FROM mail";
        var mails = new List<string?[]>();
        using (var rows = read.ExecuteReader())
        {
            while (rows.Read())
                mails.Add([.. Enumerable.Range(0, 8).Select(i => rows.IsDBNull(i) ? null : rows.GetString(i))]);
        }
        foreach (var mail in mails)
        {
            using var write = connection.CreateCommand();
            write.CommandText = "UPDATE mail SET token_digest = $2, mac = $3 WHERE key = $1";
            write.Parameters.AddWithValue("$1", mail[0]);
            mail[5] = mail[5] is { } token ? LinkTokens.HashOf(token) : null;
            write.Parameters.AddWithValue("$2", (object?)mail[5] ?? DBNull.Value);
            write.Parameters.AddWithValue("$3", house.Get<RowMac>().Of("mail", mail));
            write.ExecuteNonQuery();
        }
    }

    private sealed class NoReports : IReportArchive
    {
        public Task Put(QuarterId quarter, string sha256, ReadOnlyMemory<byte> file, CancellationToken stop) =>
            Task.CompletedTask;

        public Task Publish(QuarterId quarter, string sha256, CancellationToken stop) => Task.CompletedTask;

        public Task<byte[]?> Open(QuarterId quarter, string sha256, CancellationToken stop) =>
            Task.FromResult<byte[]?>(null);
    }

    /// <summary>Throws for what it did not seal itself.</summary>
    private sealed class FaultyKeys(IDataProtectionProvider inner, Func<Exception?> fault)
        : IDataProtectionProvider,
            IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new FaultyKeys(inner.CreateProtector(purpose), fault);

        public byte[] Protect(byte[] plaintext) => ((IDataProtector)inner).Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            try
            {
                return ((IDataProtector)inner).Unprotect(protectedData);
            }
            catch (CryptographicException) when (fault() is { } e)
            {
                throw e;
            }
        }
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

        public Task<bool> Enqueue(OutboxMessage mail, ReviewFlow.Application.Links.Link link, CancellationToken stop) =>
            inner.Enqueue(mail, link, stop);

        public Task<OutboxMessage?> Find(QuarterId quarter, string messageHash, CancellationToken stop) =>
            inner.Find(quarter, messageHash, stop);

        public Task<OutboxCount> Count(QuarterId quarter, CancellationToken stop) => inner.Count(quarter, stop);
    }

    /// <summary>Takes every mail but those it is told otherwise of.</summary>
    private sealed class FaultySender : IMailSender
    {
        /// <summary>What it answers to the n-th attempt of all; null to take the mail.</summary>
        public Func<MimeMessage, int, SendResult?> OnSend { get; set; } = (_, _) => null;

        public List<string> Attempts { get; } = [];

        public List<string> Delivered { get; } = [];

        public Task<SendResult> Send(MimeMessage message, string key, CancellationToken stop)
        {
            var to = message.To.Mailboxes.Single().Address;
            Attempts.Add(to);
            var answer = OnSend(message, Attempts.Count) ?? new SendResult.Delivered();
            if (answer is SendResult.Delivered)
                Delivered.Add(to);
            return Task.FromResult(answer);
        }
    }
}
