using System.Text;
using Azure.Storage.Blobs;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>Nobody starts the quarter: its roster lies in a blob, and the timer comes every two seconds.</summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class ScheduledStartTests
{
    private const string Container = "rosters",
        Name = "2026-Q3.json",
        Place = $"{Container}/{Name}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_roster_that_is_missing_and_one_that_is_broken_are_told_without_an_address_and_a_sound_one_starts_its_quarter_once()
    {
        var roster = GeneratedRosters.Create(teams: 1, pairs: 1);
        await using var host = await FunctionAppHost.Start(
            ("ReviewFlow__StartRoster", Place),
            ("ReviewFlow__StartSchedule", "*/2 * * * * *")
        );
        using var driver = new QuarterDriver(host);
        await Until.True(
            () => host.Output.Contains($"The roster {Place} starts nothing: it is not there", StringComparison.Ordinal),
            "the log says that it is not there",
            200
        );

        var container = new BlobContainerClient(host.Azurite.Connection, Container);
        await container.CreateIfNotExistsAsync(cancellationToken: Stop);
        var broken = Encoding
            .UTF8.GetString(roster)
            .Replace("cto@example.com", "cto@example.com@", StringComparison.Ordinal);
        await container.GetBlobClient(Name).UploadAsync(BinaryData.FromString(broken), Stop);
        await Until.True(
            () => host.Output.Contains("is not an e-mail address", StringComparison.Ordinal),
            "the log says what is wrong with it",
            200
        );
        Assert.Contains($"The roster {Place} starts nothing: ", host.Output, StringComparison.Ordinal);
        Assert.Equal(404, (await driver.Ops.Get(QuarterDriver.Quarter, Stop)).Status);

        await container.GetBlobClient(Name).UploadAsync(BinaryData.FromBytes(roster), overwrite: true, Stop);
        await Until.True(
            async () => (await driver.Ops.Get(QuarterDriver.Quarter, Stop)).IsSuccess,
            "the quarter is started",
            200
        );
        await driver.Settled();
        var reads = Reads(host);
        await Until.True(() => Reads(host) >= reads + 2, "the timer comes twice more", 200);

        Assert.Single((await driver.Ledger()).Select(e => e.Event).OfType<QuarterStarted>());
        Assert.Equal("cpo 1, cto 1", driver.MailsPerPerson());
        foreach (var address in new[] { "cpo@example.com", "cto@example.com" })
            Assert.DoesNotContain(address, host.Output, StringComparison.Ordinal);
    }

    private static int Reads(FunctionAppHost host) =>
        host.Azurite.Requests.Count(r => r.Contains($"GET /devstoreaccount1/{Place}", StringComparison.Ordinal));
}
