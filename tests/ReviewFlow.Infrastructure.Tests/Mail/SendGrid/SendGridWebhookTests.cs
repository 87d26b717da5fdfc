using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ReviewFlow.Application;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

/// <summary>Whom the door for events lets in: what SendGrid signed, and no more than a megabyte.</summary>
public sealed class SendGridWebhookTests : SendGridEventsTestBase
{
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
                Key.SignData(
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
            await Office.Post(
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
            Assert.ThrowsAny<OperatorException>(() => new SendGridSignature(key)).Message,
            StringComparison.Ordinal
        );
    }
}
