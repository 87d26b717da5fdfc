using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

[Collection(Metered.Alone)]
public sealed class SendGridEventsTests : IAsyncLifetime
{
    private const string Address = "/webhooks/sendgrid";
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private SendGridFixture _office = null!;
    private OutboxMessage _mail = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _office = await SendGridFixture.Open(
            new SendGridSettings(
                LoopbackSendGrid.Key,
                WebhookPublicKey: Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo())
            )
        );
        _mail = (await _office.Outbox.Due(SampleRosters.Start, 10, Stop)).Single(m =>
            m.To.Email == "product.company@example.com"
        );
        await _office.Outbox.Delivered(_mail.Key, SampleRosters.Start, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        _key.Dispose();
    }

    public static TheoryData<string, string> Undelivered { get; } =
        new()
        {
            {
                """{"event": "bounce", "type": "bounce", "status": "5.1.1", "reason": "550 5.1.1 no such mailbox"}""",
                "bounce: 550 5.1.1 no such mailbox"
            },
            { """{"event": "bounce", "type": "blocked", "reason": "554 listed"}""", "blocked: 554 listed" },
            { """{"event": "blocked", "reason": "554 listed"}""", "blocked: 554 listed" },
            { """{"event": "dropped", "reason": "Bounced Address"}""", "dropped: Bounced Address" },
            { """{"event": "dropped", "status": "5.0.0"}""", "dropped: 5.0.0" },
            { """{"event": "bounce"}""", "bounce: no reason given" },
            { """{"event": "bounce", "reason": "550 two\r\n lines\u0007"}""", "bounce: 550 two lines" },
        };

    [Theory]
    [MemberData(nameof(Undelivered))]
    public async Task A_mail_that_did_not_arrive_is_in_the_ledger_and_on_the_board(string told, string why)
    {
        Assert.Equal(HttpStatusCode.NoContent, await Send([Told(told)]));

        var recorded = Assert.Single(await Facts());
        Assert.Equal((_mail.To.Id, why), (recorded.Leader, recorded.Why));
        Assert.Contains(
            """
            "unreached":[{"name":"Pia of company","email":"product.company@example.com"}]
            """.Trim(),
            await _office.Board(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"event": "delivered"}""")]
    [InlineData("""{"event": "deferred", "reason": "451 later"}""")]
    [InlineData("""{"event": "open"}""")]
    [InlineData(
        """{"event": "bounce", "send_id": "0000000000000000000000000000000000000000000000000000000000000000"}"""
    )]
    [InlineData("""{"event": "bounce", "send_id": null}""")]
    [InlineData("""{"event": "bounce", "quarter": "2026-Q4"}""")]
    [InlineData("""{"event": "bounce", "quarter": "some day"}""")]
    [InlineData("""{"event": "bounce", "sg_event_id": ""}""")]
    [InlineData("""{"event": 7}""")]
    public async Task What_is_no_failure_of_a_mail_of_ours_is_taken_and_changes_nothing(string told)
    {
        Assert.Equal(HttpStatusCode.NoContent, await Send([Told(told)]));
        Assert.Empty(await Facts());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[1, null, []]")]
    public async Task A_body_that_is_no_list_of_events_is_taken_and_changes_nothing(string body)
    {
        Assert.Equal(HttpStatusCode.NoContent, await Send(Encoding.UTF8.GetBytes(body)));
        Assert.Empty(await Facts());
    }

    /// <summary>Two installations of the same roster have mails of the same keys.</summary>
    [Fact]
    public async Task A_mail_of_another_installation_on_the_same_account_is_not_ours()
    {
        using var folder = new TempFolder();
        using var other = SigningKey.OpenOrCreate(folder.Path);
        var theirs = Told("""{"event": "bounce"}""");
        theirs["message_id"] = MessageHash.InMessageId(other, _mail.Key);

        Assert.Equal(HttpStatusCode.NoContent, await Send([theirs]));
        Assert.Empty(await Facts());
    }

    [Fact]
    public async Task One_bad_event_does_not_hide_the_one_behind_it()
    {
        await Send([Told("""{"event": "bounce", "sg_event_id": 5}"""), Told("""{"event": "bounce"}""")]);
        Assert.Single(await Facts());
    }

    [Fact]
    public async Task The_same_event_told_twice_in_one_batch_and_in_the_next_is_one_fact()
    {
        using var counter = new Metered(MailMetrics.UnreachedPersons);
        await Send([Told("""{"event": "bounce"}"""), Told("""{"event": "bounce"}""")]);
        await Send([Told("""{"event": "bounce"}""")]);
        Assert.Single(await Facts());
        Assert.Equal(1, counter.Sum);
    }

    [Fact]
    public async Task An_event_replayed_after_a_restart_of_the_quarter_is_not_a_new_fact()
    {
        await Send([Told("""{"event": "bounce"}""")]);
        await _office.Desk.Execute(SampleRosters.Q3, new QuarterCommand.Void("Wrong roster"), null, Stop);
        await _office.Desk.Execute(SampleRosters.Q3, new QuarterCommand.Start(SampleRosters.OneTeam), null, Stop);

        Assert.Equal(HttpStatusCode.NoContent, await Send([Told("""{"event": "bounce"}""")]));
        Assert.Single(await Facts());
    }

    [Fact]
    public async Task An_event_for_a_voided_quarter_is_taken_and_changes_nothing()
    {
        await _office.Desk.Execute(SampleRosters.Q3, new QuarterCommand.Void("Wrong roster"), null, Stop);
        Assert.Equal(HttpStatusCode.NoContent, await Send([Told("""{"event": "bounce"}""")]));
        Assert.Empty(await Facts());
    }

    [Theory]
    [InlineData(0, HttpStatusCode.NoContent)]
    [InlineData(-25 * 3600, HttpStatusCode.NoContent)]
    [InlineData((-25 * 3600) - 1, HttpStatusCode.Forbidden)]
    [InlineData(300, HttpStatusCode.NoContent)]
    [InlineData(301, HttpStatusCode.Forbidden)]
    public async Task A_signature_counts_for_as_long_as_SendGrid_tries(int secondsFromNow, HttpStatusCode answer) =>
        Assert.Equal(answer, await Send(Body([Told("""{"event": "bounce"}""")]), secondsFromNow));

    [Theory]
    [InlineData("no signature")]
    [InlineData("no timestamp")]
    [InlineData("another body")]
    [InlineData("another timestamp")]
    [InlineData("another key")]
    [InlineData("another format")]
    [InlineData("not base64")]
    [InlineData("far too long")]
    [InlineData("a timestamp that is no number")]
    [InlineData("a timestamp beyond all time")]
    public async Task What_SendGrid_did_not_sign_is_refused_and_not_read(string fault)
    {
        var body = Body([Told("""{"event": "bounce"}""")]);
        var timestamp = At(0);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = fault switch
        {
            "no signature" => "",
            "another body" => Sign(timestamp, [.. body, (byte)' ']),
            "another key" => Sign(timestamp, body, other),
            "another format" => Convert.ToBase64String(
                _key.SignData(
                    [.. Encoding.ASCII.GetBytes(timestamp), .. body],
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.IeeeP1363FixedFieldConcatenation
                )
            ),
            "not base64" => "%%%",
            "far too long" => Convert.ToBase64String(new byte[4000]),
            _ => Sign(timestamp, body),
        };
        timestamp = fault switch
        {
            "no timestamp" => "",
            "another timestamp" => At(1),
            "a timestamp that is no number" => "now",
            "a timestamp beyond all time" => long.MaxValue.ToString(CultureInfo.InvariantCulture),
            _ => timestamp,
        };

        Assert.Equal(
            HttpStatusCode.Forbidden,
            await _office.Post(
                Address,
                body,
                (SendGridSignature.TimestampHeader, timestamp),
                (SendGridSignature.SignatureHeader, signature)
            )
        );
        Assert.Empty(await Facts());
    }

    [Fact]
    public async Task More_than_a_megabyte_is_not_read() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Send(new byte[(1024 * 1024) + 1]));

    [Fact]
    public async Task Without_a_public_key_there_is_no_such_door()
    {
        await using var office = await SendGridFixture.Open(new SendGridSettings(LoopbackSendGrid.Key));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await office.Post(
                Address,
                [],
                (SendGridSignature.TimestampHeader, At(0)),
                (SendGridSignature.SignatureHeader, Sign(At(0), []))
            )
        );
    }

    [Theory]
    [InlineData("not base64 %%%")]
    [InlineData("AAAA")]
    [InlineData("P-384")]
    public void A_public_key_that_is_none_is_said_at_the_start(string key)
    {
        using var wrong = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        if (key == "P-384")
            key = Convert.ToBase64String(wrong.ExportSubjectPublicKeyInfo());
        Assert.Contains(
            "WebhookPublicKey",
            Assert.Throws<UnusableException>(() => new SendGridSignature(key)).Message,
            StringComparison.Ordinal
        );
    }

    private Task<HttpStatusCode> Send(JsonNode[] events) => Send(Body(events));

    private Task<HttpStatusCode> Send(byte[] body, int secondsFromNow = 0) =>
        _office.Post(
            Address,
            body,
            (SendGridSignature.TimestampHeader, At(secondsFromNow)),
            (SendGridSignature.SignatureHeader, Sign(At(secondsFromNow), body))
        );

    private string At(int secondsFromNow) =>
        (_office.Time.GetUtcNow().ToUnixTimeSeconds() + secondsFromNow).ToString(CultureInfo.InvariantCulture);

    private string Sign(string timestamp, byte[] body, ECDsa? key = null) =>
        Convert.ToBase64String(
            (key ?? _key).SignData(
                [.. Encoding.ASCII.GetBytes(timestamp), .. body],
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            )
        );

    /// <summary>
    /// An event as SendGrid words it, about the mail, but for what <paramref name="json"/> says otherwise.
    /// </summary>
    private JsonNode Told(string json)
    {
        var told = new JsonObject
        {
            ["email"] = _mail.To.Email,
            ["timestamp"] = 1790834400,
            ["sg_event_id"] = "ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA",
            ["send_id"] = MessageHash.Of(_mail.Key),
            ["quarter"] = "2026-Q3",
            ["message_id"] = MessageHash.InMessageId(_office.Signing, _mail.Key),
        };
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            told[name] = value?.DeepClone();
        return told;
    }

    private static byte[] Body(JsonNode[] events) => Encoding.UTF8.GetBytes(new JsonArray(events).ToJsonString());

    private async Task<LeaderUnreached[]> Facts() =>
        [.. (await _office.Ledger.Read(SampleRosters.Q3, 0, Stop)).Select(e => e.Event).OfType<LeaderUnreached>()];
}
