using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>
/// SendGrid took the report for the CEO and tells later that it bounced, through the door of the app that asks for no
/// function key.
/// </summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class BounceAfterReleaseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ceo_whose_report_bounced_is_in_the_ledger_and_on_the_board_once_and_an_unsigned_word_is_not()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var server = await LoopbackSendGrid.Start();
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 1, pairs: 1));
        host.Set("ReviewFlow__SendGrid__ApiKey", LoopbackSendGrid.Key);
        host.Set("ReviewFlow__SendGrid__BaseUrl", server.Url.ToString());
        host.Set("ReviewFlow__SendGrid__WebhookPublicKey", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        await host.Restart();
        foreach (var leader in new[] { "cpo", "cto" })
            await driver.SignOff(leader, "team-1");
        var released = await ReleasedQuarter.WaitFor(driver);

        var told = Bounced(
            server.Taken.Single(m => (string?)m["personalizations"]![0]!["to"]![0]!["email"] == "ceo@example.com")
        );
        Assert.Equal(HttpStatusCode.Forbidden, await Post(host, told, stranger));
        Assert.Equal(HttpStatusCode.Forbidden, await Post(host, told, signer: null));
        Assert.Equal(released.Version, (await driver.Status()).Version);

        Assert.Equal(HttpStatusCode.NoContent, await Post(host, told, key));
        var fact = Assert.IsType<LeaderUnreached>((await driver.Ledger())[^1].Event);
        Assert.Equal(("ceo@example.com", "bounce: 550 5.1.1 no such mailbox"), (fact.Leader.ToString(), fact.Why));
        var now = await driver.Status();
        Assert.Equal(
            ("released", released.Version + 1, "ceo@example.com"),
            (now.Stage, now.Version, Assert.Single(now.Unreached).Email)
        );

        Assert.Equal(HttpStatusCode.NoContent, await Post(host, told, key));
        Assert.Equal(now.Version, (await driver.Status()).Version);
    }

    /// <summary>As SendGrid words it; the arguments are those that the mail result.</summary>
    private static byte[] Bounced(JsonNode mail) =>
        Encoding.UTF8.GetBytes(
            new JsonArray(
                new JsonObject
                {
                    ["email"] = "ceo@example.com",
                    ["event"] = "bounce",
                    ["type"] = "bounce",
                    ["reason"] = "550 5.1.1 no such mailbox",
                    ["sg_event_id"] = "Ym91bmNlLTAtNDIxOTg3LWNlbw",
                    ["send_id"] = (string?)mail["custom_args"]!["send_id"],
                    ["quarter"] = (string?)mail["custom_args"]!["quarter"],
                    ["message_id"] = (string?)mail["custom_args"]!["message_id"],
                }
            ).ToJsonString()
        );

    private static async Task<HttpStatusCode> Post(FunctionAppHost host, byte[] body, ECDsa? signer)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "webhooks/sendgrid"))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Add(SendGridSignature.TimestampHeader, timestamp);
        if (signer is not null)
            request.Headers.Add(
                SendGridSignature.SignatureHeader,
                Convert.ToBase64String(
                    signer.SignData(
                        [.. Encoding.ASCII.GetBytes(timestamp), .. body],
                        HashAlgorithmName.SHA256,
                        DSASignatureFormat.Rfc3279DerSequence
                    )
                )
            );
        using var answer = await http.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
