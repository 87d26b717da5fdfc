using System.Globalization;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing.Mail;
using ReviewFlow.Web.Api;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>
/// SendGrid, or the key to it, is away when the last sign-off comes: it is recorded, the report is released, and the
/// mails follow.
/// </summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class SendGridOutageTests
{
    private const string Key = "ReviewFlow__SendGrid__ApiKey",
        Address = "ReviewFlow__SendGrid__BaseUrl";
    private const int Mails = 3; // the report, to the CEO and to both leaders

    [Fact]
    public async Task Nobody_answers_then_it_fails_then_it_is_back_and_each_mail_arrives_once()
    {
        var port = Ports.Free();
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 1, pairs: 1));
        await Mend(host, (Key, LoopbackSendGrid.Key), (Address, Text($"http://127.0.0.1:{port}")));
        await SignAndWait(driver);
        await Until.True(
            () => host.Output.Contains("SendGrid cannot be reached", StringComparison.Ordinal),
            "the log says who cannot be reached",
            200
        );

        await using var server = await LoopbackSendGrid.Start(port);
        server.Down = 500;
        await Until.True(() => !server.Arrived.IsEmpty, "a mail is tried by itself", 200);
        Assert.Equal(Mails, (await driver.Status()).Mails.Owed);
        server.Down = 0;
        await AllArrive(driver, server);
    }

    [Fact]
    public async Task A_key_that_the_vault_did_not_give_is_never_sent_and_the_mails_go_under_the_one_it_gives()
    {
        await using var server = await LoopbackSendGrid.Start();
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 1, pairs: 1));
        await Mend(
            host,
            (Key, "@Microsoft.KeyVault(SecretUri=https://vault.example.com/secrets/sendgrid-api-key)"),
            (Address, server.Url.ToString())
        );
        await SignAndWait(driver);
        await Until.True(
            () =>
                host.Output.Contains(
                    "The setting ReviewFlow:SendGrid:ApiKey is a Key Vault reference that was not resolved.",
                    StringComparison.Ordinal
                ),
            "the log names the setting",
            200
        );
        Assert.Empty(server.Arrived);

        await Mend(host, (Key, LoopbackSendGrid.Key));
        await AllArrive(driver, server);
    }

    [Fact]
    public async Task Where_it_asks_to_be_left_alone_for_a_while_the_mails_wait_as_long_and_then_arrive_once_each()
    {
        var asked = TimeSpan.FromSeconds(15); // by itself the app would come again after two seconds
        await using var server = await LoopbackSendGrid.Start();
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 1, pairs: 1));
        await Mend(host, (Key, LoopbackSendGrid.Key), (Address, server.Url.ToString()));
        server.Answers(503, retryAfter: asked.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        await SignAndWait(driver);
        await AllArrive(driver, server);

        var moments = server.Moments.ToArray();
        Assert.Equal(1 + Mails, moments.Length); // who was asked to wait asks for no other mail either
        Assert.True(moments[1] - moments[0] >= asked, $"asked at {moments[0]:O}, came again at {moments[1]:O}");
    }

    private static async Task Mend(FunctionAppHost host, params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
            host.Set(name, value);
        await host.Restart();
    }

    private static async Task SignAndWait(QuarterDriver driver)
    {
        await driver.SignOff("cpo", "team-1");
        await driver.SignOff("cto", "team-1");
        QuarterStatus now = null!;
        await Until.True(async () => (now = await driver.Status()).Stage == "released", "the quarter is released", 200);
        Assert.Equal((2, Mails), (now.Mails.Delivered, now.Mails.Owed)); // the invitations went before
        Assert.Empty(now.Mails.DeadLettered);
    }

    private static async Task AllArrive(QuarterDriver driver, LoopbackSendGrid server)
    {
        QuarterStatus now = null!;
        await Until.True(
            async () => (now = await driver.Status()).Mails.Owed == 0,
            "the mails arrive by themselves",
            200
        );
        Assert.Empty(now.Mails.DeadLettered);
        Assert.Equal(Mails, server.Taken.Count);
        Assert.Equal(Mails, server.Taken.Select(m => (string?)m["custom_args"]!["send_id"]).Distinct().Count());
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
