using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

/// <summary>A quarter whose mails SendGrid tells about in signed events.</summary>
public abstract class SendGridEventsTestBase : IAsyncLifetime
{
    private protected const string Address = "/webhooks/sendgrid";

    private protected ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private protected SendGridFixture Office { get; private set; } = null!;

    private protected OutboxMessage Mail { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Office = await SendGridFixture.Open(
            new SendGridSettings(
                LoopbackSendGrid.Key,
                WebhookPublicKey: Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo())
            )
        );
        Mail = (await Office.Outbox.Due(SampleRosters.Start, 10, Stop)).Single(m =>
            m.To.Email == "product.company@example.com"
        );
        await Office.Outbox.Delivered(Mail.Key, SampleRosters.Start, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        Key.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<HttpStatusCode> Send(JsonNode[] events) => Send(Body(events));

    private protected Task<HttpStatusCode> Send(byte[] body, int secondsFromNow = 0) =>
        Office.Post(
            Address,
            body,
            (SendGridSignature.TimestampHeader, At(secondsFromNow)),
            (SendGridSignature.SignatureHeader, Sign(At(secondsFromNow), body))
        );

    private protected string At(int secondsFromNow) =>
        (Office.Time.GetUtcNow().ToUnixTimeSeconds() + secondsFromNow).ToString(CultureInfo.InvariantCulture);

    private protected string Sign(string timestamp, byte[] body, ECDsa? key = null) =>
        Convert.ToBase64String(
            (key ?? Key).SignData(
                [.. Encoding.ASCII.GetBytes(timestamp), .. body],
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            )
        );

    /// <summary>
    /// An event as SendGrid words it, about the mail, but for what <paramref name="json"/> says otherwise.
    /// </summary>
    private protected JsonNode Told(string json)
    {
        var told = new JsonObject
        {
            ["email"] = Mail.To.Email,
            ["timestamp"] = 1790834400,
            ["sg_event_id"] = "ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA",
            ["send_id"] = MessageHash.Of(Mail.Key),
            ["quarter"] = "2026-Q3",
            ["message_id"] = MessageHash.InMessageId(Office.Signing, Mail.Key),
        };
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            told[name] = value?.DeepClone();
        return told;
    }

    private protected static byte[] Body(JsonNode[] events) =>
        Encoding.UTF8.GetBytes(new JsonArray(events).ToJsonString());

    private protected async Task<LeaderUnreached[]> Facts() =>
        [.. (await Office.Ledger.Read(SampleRosters.Q3, 0, Stop)).Select(e => e.Event).OfType<LeaderUnreached>()];
}
