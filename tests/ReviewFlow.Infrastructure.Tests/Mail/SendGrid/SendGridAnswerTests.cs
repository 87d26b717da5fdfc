using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

/// <summary>What each answer of SendGrid, or none, means for a mail.</summary>
public sealed class SendGridAnswerTests : SendGridSenderTestBase
{
    [Theory]
    [InlineData(202, typeof(SendResult.Delivered))]
    [InlineData(200, typeof(SendResult.Delivered))]
    [InlineData(400, typeof(SendResult.Rejected))]
    [InlineData(404, typeof(SendResult.Rejected))]
    [InlineData(406, typeof(SendResult.Rejected))]
    [InlineData(413, typeof(SendResult.Rejected))]
    [InlineData(401, typeof(SendResult.RetryLater))] // the key is wrong, not the mail
    [InlineData(403, typeof(SendResult.RetryLater))]
    [InlineData(429, typeof(SendResult.RetryLater))]
    [InlineData(500, typeof(SendResult.RetryLater))]
    [InlineData(502, typeof(SendResult.RetryLater))]
    [InlineData(503, typeof(SendResult.RetryLater))]
    [InlineData(302, typeof(SendResult.RetryLater))] // followed nowhere
    public async Task Each_answer_means_one_thing(int status, Type meaning)
    {
        Server.Answers(status);
        Assert.Equal(meaning, (await Send()).GetType());
    }

    [Fact]
    public async Task A_mail_that_is_dead_lettered_says_what_was_wrong_with_it()
    {
        Server.Answers(400, message: "Does not contain a valid address.", field: "personalizations.0.to.0.email");
        Assert.Equal(
            new SendResult.Rejected("400 Does not contain a valid address. (personalizations.0.to.0.email)"),
            await Send()
        );
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "7", 7)]
    [InlineData(429, "Thu, 01 Oct 2026 06:05:00 GMT", 300)]
    [InlineData(429, "Thu, 01 Oct 2026 05:00:00 GMT", 0)] // gone by
    [InlineData(429, "99999999", 86400)] // no longer than a day
    public async Task Retry_After_is_how_long_the_mail_waits(int status, string retryAfter, int seconds)
    {
        Server.Answers(status, retryAfter);
        Assert.Equal(Duration.FromSeconds(seconds), Assert.IsType<SendResult.RetryLater>(await Send()).Wait);
    }

    [Fact]
    public async Task While_the_provider_wants_to_be_left_alone_no_mail_is_tried()
    {
        using var sender = new SendGridSender(Settings, Time, Patience);
        Server.Answers(429, "120");
        await sender.Send(Message(), MailKey, Stop);

        Time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(
            Duration.FromSeconds(1),
            Assert
                .IsType<SendResult.RetryLater>(
                    await sender.Send(Message(), "2026-Q3/00041/invitation/cpo@example.com", Stop)
                )
                .Wait
        );
        Assert.Single(Server.Arrived);

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<SendResult.Delivered>(await sender.Send(Message(), MailKey, Stop));
    }

    [Theory]
    [InlineData("hangs")]
    [InlineData("drops")]
    public async Task A_lost_answer_is_counted_and_the_same_mail_goes_again(string how)
    {
        using var counter = new Metered(MailMetrics.AmbiguousMails);
        if (how == "hangs")
            Server.Hangs();
        else
            Server.Drops();

        Assert.IsType<SendResult.RetryLater>(await Send(patience: how == "hangs" ? Impatience : Patience));
        Assert.Equal(1, counter.Sum);
        Assert.IsType<SendResult.Delivered>(await Send());
        Assert.Equal(1, counter.Sum);

        var (first, second) = (Server.Arrived.First(), Server.Arrived.Last());
        Assert.True(JsonNode.DeepEquals(first, second));
    }

    [Fact]
    public async Task A_mail_that_never_left_is_not_counted_as_ambiguous()
    {
        using var counter = new Metered(MailMetrics.AmbiguousMails);
        var gone = await LoopbackSendGrid.Start();
        var url = gone.Url;
        await gone.DisposeAsync();

        Assert.IsType<SendResult.RetryLater>(await Send(Settings with { BaseUrl = url }));
        Assert.Equal(0, counter.Sum);
    }

    [Fact]
    public async Task Who_stops_the_host_is_not_told_that_the_mail_failed()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        using var sender = new SendGridSender(Settings, Time, Patience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.Send(Message(), MailKey, stop.Token));
    }

    [Fact]
    public async Task The_api_key_is_in_no_word_that_is_written_down()
    {
        var wrong = Settings with { ApiKey = "SG.secret" };
        var refused = Assert.IsType<SendResult.RetryLater>(await Send(wrong));
        Assert.DoesNotContain("secret", refused.Why + wrong, StringComparison.Ordinal);
    }
}
