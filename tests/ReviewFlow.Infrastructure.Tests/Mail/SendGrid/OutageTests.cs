using NodaTime;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

/// <summary>
/// SendGrid, or the key to it, is away for a while. What was owed meanwhile goes later by itself, each mail once.
/// </summary>
[Collection(Metered.Alone)]
public sealed class OutageTests : IDisposable
{
    private const string Reference =
        "@Microsoft.KeyVault(SecretUri=https://vault.example.com/secrets/sendgrid-api-key)";
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Sign_offs_are_taken_and_the_report_goes_to_everybody_once_when_it_is_back(int status)
    {
        await using var server = await LoopbackSendGrid.Start();
        server.Down = status;
        using var sender = new SendGridSender(
            new SendGridSettings(LoopbackSendGrid.Key, server.Url),
            TimeProvider.System
        );
        using var house = await new ProductFixture(_folder.Path, sender: sender).Start(SampleRosters.OneTeam);
        await house.DueWorkRunner.RunOnce(Stop);
        await house.SignAll();
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.Equal(QuarterStage.Released, (await house.Quarter()).Stage);
        Assert.Empty(server.Taken);

        house.Time.Advance(TimeSpan.FromHours(5));
        await house.DueWorkRunner.RunOnce(Stop);
        server.Down = 0;
        await CatchUp(house);
        Assert.Equal((await house.Outbox.Count(SampleRosters.Q3, Stop)).Delivered, server.Taken.Count);
        Assert.Equal(
            server.Taken.Count,
            server.Taken.Select(m => (string?)m["custom_args"]!["send_id"]).Distinct().Count()
        );
    }

    [Fact]
    public async Task A_key_that_the_vault_did_not_give_goes_nowhere_and_the_mails_go_under_the_one_it_gives()
    {
        await using var server = await LoopbackSendGrid.Start();
        var log = new LogLines();
        using (var sender = new SendGridSender(new SendGridSettings(Reference, server.Url), TimeProvider.System))
        using (
            var house = await new ProductFixture(_folder.Path, sender: sender, log: log).Start(SampleRosters.OneTeam)
        )
        {
            Assert.Equal(0, await house.OutboxDispatcher.Deliver(Stop));
            Assert.Equal(
                (0, 2, 0),
                await house.Outbox.Count(SampleRosters.Q3, Stop) is var count
                    ? (count.Delivered, count.Owed, count.DeadLettered.Count)
                    : default
            );
        }
        Assert.Empty(server.Arrived);
        Assert.Contains("ReviewFlow__SendGrid__ApiKey", log.Text, StringComparison.Ordinal);
        Assert.Contains("is a Key Vault reference that was not resolved", log.Text, StringComparison.Ordinal);

        using var right = new SendGridSender(
            new SendGridSettings(LoopbackSendGrid.Key, server.Url),
            TimeProvider.System
        );
        using var restarted = new ProductFixture(
            _folder.Path,
            ProductFixture.ClockAt(SampleRosters.Start + Duration.FromHours(1)),
            right
        );
        Assert.Equal(2, await restarted.OutboxDispatcher.Deliver(Stop));
        Assert.Equal(2, server.Taken.Count);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The longest pause of a mail is a quarter of an hour.</summary>
    private static async Task CatchUp(ProductFixture house)
    {
        house.Time.Advance(TimeSpan.FromMinutes(15));
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.Equal(0, (await house.Outbox.Count(SampleRosters.Q3, Stop)).Owed);
    }
}
