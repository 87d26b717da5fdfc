using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using NodaTime;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Rosters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

[Collection(Metered.Alone)]
public sealed class SendGridSenderTests : IAsyncLifetime
{
    private const string MailKey = "2026-Q3/00041/invitation/cto@example.com";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20),
        Impatience = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _time = new(SampleRosters.Start.ToDateTimeOffset());
    private LoopbackSendGrid _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await LoopbackSendGrid.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_mail_goes_out_as_it_was_written_and_nothing_is_tracked()
    {
        Assert.IsType<SendResult.Delivered>(await Send());

        var expected = JsonNode.Parse(
            $$"""
            {
              "from": {"name": "ReviewFlow", "email": "reviews@example.com"},
              "subject": "Réviews: it is your turn",
              "personalizations": [{"to": [{"name": "The CTO", "email": "cto@example.com"}]}],
              "content": [
                {"type": "text/plain", "value": "Open https://reviews.example.com/l/token"},
                {"type": "text/html", "value": "<p><a href=\"https://reviews.example.com/l/token\">Open</a></p>"}
              ],
              "headers": {"Auto-Submitted": "auto-generated", "Message-ID": "<0123456789abcdef@example.com>"},
              "custom_args": {"send_id": "{{MessageHash.Of(
                MailKey
            )}}", "quarter": "2026-Q3", "message_id": "0123456789abcdef"},
              "tracking_settings": {
                "click_tracking": {"enable": false, "enable_text": false},
                "open_tracking": {"enable": false},
                "subscription_tracking": {"enable": false},
                "ganalytics": {"enable": false}
              }
            }
            """
        );
        var sent = Assert.Single(_server.Arrived);
        Assert.True(JsonNode.DeepEquals(expected, sent), sent.ToJsonString());
    }

    [Fact]
    public async Task What_comes_back_with_events_names_nobody()
    {
        await Send();
        var arguments = Assert.Single(_server.Arrived)["custom_args"]!.AsObject();
        Assert.Equal(["message_id", "quarter", "send_id"], arguments.Select(a => a.Key).Order());
        Assert.DoesNotContain("@", arguments.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Doe, Jane")]
    [InlineData("Smith, John; Jr.")]
    [InlineData("Müller, Ada (CPO)")]
    [InlineData("Doe, Jane \\ \"JJ\" <jj@evil.example>, ")]
    [InlineData("Jane \"JJ\" Doe")]
    [InlineData("\"Doe, Jane\"")]
    public async Task A_name_with_commas_and_semicolons_reaches_its_recipient(string name)
    {
        var message = Message();
        message.To.Clear();
        message.To.Add(new MailboxAddress(name, "cto@example.com"));
        Assert.IsType<SendResult.Delivered>(await Send(message: message));
        Assert.Equal((name, "cto@example.com"), Assert.Single(_server.Reached));
    }

    [Fact]
    public async Task Every_leader_of_a_roster_with_commas_in_names_is_reached()
    {
        var roster = RosterReader
            .Read(
                await File.ReadAllBytesAsync(
                    Path.Combine(AppContext.BaseDirectory, "Cases", "commas-in-names.json"),
                    Stop
                )
            )
            .Roster!;
        await using var office = await SendGridFixture.Open(Settings, roster);
        Assert.Equal(2, await office.OutboxDispatcher.Deliver(Stop));
        Assert.Equal(
            [("Müller, Ada (CPO)", "pat@example.com"), ("Smith, John; Jr.", "terry@example.com")],
            _server.Reached.OrderBy(to => to.Email, StringComparer.Ordinal)
        );
    }

    /// <summary>SendGrid takes a comma in the sender's name as it is and would show the quotes.</summary>
    [Fact]
    public async Task The_senders_name_goes_without_quotes()
    {
        var message = Message();
        message.From.Clear();
        message.From.Add(new MailboxAddress("Reviews, Example Co", "reviews@example.com"));
        await Send(message: message);
        Assert.Equal("Reviews, Example Co", (string?)Assert.Single(_server.Taken)["from"]!["name"]);
    }

    [Fact]
    public async Task The_report_travels_with_its_name_byte_for_byte()
    {
        var file = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();
        await Send(message: Message(file));
        var attached = Assert.Single(Assert.Single(_server.Arrived)["attachments"]!.AsArray())!;
        Assert.Equal(
            ("2026-Q3.pdf", "application/pdf", "attachment"),
            ((string?)attached["filename"], (string?)attached["type"], (string?)attached["disposition"])
        );
        Assert.Equal(file, Convert.FromBase64String((string)attached["content"]!));
    }

    [Fact]
    public async Task The_sandbox_checks_a_mail_and_its_yes_is_a_delivery()
    {
        Assert.IsType<SendResult.Delivered>(await Send(Settings with { Sandbox = true }));
        Assert.True((bool?)Assert.Single(_server.Arrived)["mail_settings"]!["sandbox_mode"]!["enable"]);
    }

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
        _server.Answers(status);
        Assert.Equal(meaning, (await Send()).GetType());
    }

    [Fact]
    public async Task A_mail_that_is_dead_lettered_says_what_was_wrong_with_it()
    {
        _server.Answers(400, message: "Does not contain a valid address.", field: "personalizations.0.to.0.email");
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
        _server.Answers(status, retryAfter);
        Assert.Equal(Duration.FromSeconds(seconds), Assert.IsType<SendResult.RetryLater>(await Send()).Wait);
    }

    [Fact]
    public async Task While_the_provider_wants_to_be_left_alone_no_mail_is_tried()
    {
        using var sender = new SendGridSender(Settings, _time, Patience);
        _server.Answers(429, "120");
        await sender.Send(Message(), MailKey, Stop);

        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(
            Duration.FromSeconds(1),
            Assert
                .IsType<SendResult.RetryLater>(
                    await sender.Send(Message(), "2026-Q3/00041/invitation/cpo@example.com", Stop)
                )
                .Wait
        );
        Assert.Single(_server.Arrived);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<SendResult.Delivered>(await sender.Send(Message(), MailKey, Stop));
    }

    [Theory]
    [InlineData("hangs")]
    [InlineData("drops")]
    public async Task A_lost_answer_is_counted_and_the_same_mail_goes_again(string how)
    {
        using var counter = new Metered(MailMetrics.AmbiguousMails);
        if (how == "hangs")
            _server.Hangs();
        else
            _server.Drops();

        Assert.IsType<SendResult.RetryLater>(await Send(patience: how == "hangs" ? Impatience : Patience));
        Assert.Equal(1, counter.Sum);
        Assert.IsType<SendResult.Delivered>(await Send());
        Assert.Equal(1, counter.Sum);

        var (first, second) = (_server.Arrived.First(), _server.Arrived.Last());
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
        using var sender = new SendGridSender(Settings, _time, Patience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.Send(Message(), MailKey, stop.Token));
    }

    [Fact]
    public async Task The_api_key_is_in_no_word_that_is_written_down()
    {
        var wrong = Settings with { ApiKey = "SG.secret" };
        var refused = Assert.IsType<SendResult.RetryLater>(await Send(wrong));
        Assert.DoesNotContain("secret", refused.Why + wrong, StringComparison.Ordinal);
    }

    private SendGridSettings Settings => new(LoopbackSendGrid.Key, _server.Url);

    private async Task<SendResult> Send(
        SendGridSettings? settings = null,
        MimeMessage? message = null,
        TimeSpan? patience = null
    )
    {
        using var sender = new SendGridSender(settings ?? Settings, _time, patience ?? Patience);
        using var mail = message ?? Message();
        return await sender.Send(mail, MailKey, Stop);
    }

    private static MimeMessage Message(byte[]? attachment = null)
    {
        var body = new BodyBuilder
        {
            TextBody = "Open https://reviews.example.com/l/token",
            HtmlBody = "<p><a href=\"https://reviews.example.com/l/token\">Open</a></p>",
        };
        if (attachment is not null)
            body.Attachments.Add("2026-Q3.pdf", attachment, new ContentType("application", "pdf"));
        var message = new MimeMessage
        {
            MessageId = "0123456789abcdef@example.com",
            Subject = "Réviews: it is your turn",
            Body = body.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress("ReviewFlow", "reviews@example.com"));
        message.To.Add(new MailboxAddress("The CTO", "cto@example.com"));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
