using Azure.Storage.Blobs;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>
/// SIGKILL to host and worker, at every stage of a quarter, while leaders go on signing. What they were told was done
/// must be done.
/// </summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class HostKillTests
{
    private const int Released = 5; // reports mailed: to the CEO and to four leaders

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_as_signed_outlives_every_kill_and_each_mail_is_one()
    {
        var file = GeneratedRosters.Create(teams: 8, pairs: 2);
        var roster = RosterReader.Read(file).Roster!;
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        using var driver = new QuarterDriver(host);

        Assert.True((await driver.Ops.Post("api/quarters", file, Stop)).IsSuccess);
        await Until.True(() => Mailed(host, "*.invitation.*") > 0, "an invitation goes out", 1);
        await host.Restart();
        await driver.Settled();

        await using var leaders = new ConcurrentLeaders(driver, roster, TimeSpan.FromMilliseconds(100));
        var signOffs = roster.Teams.Sum(t => t.Pair == roster.Pairs[0].Id ? 2 : 4);
        await Cut(host, "signing has begun", () => leaders.Answered.Count >= 3);
        await Until.True(() => leaders.Answered.Count >= signOffs / 3, "a third is signed", 5);
        await host.KillWorker();
        await Cut(host, "half is signed", () => leaders.Answered.Count >= signOffs / 2);
        await Cut(host, "all is signed, or the report drawn", () =>
            leaders.Answered.Count >= signOffs || IsDrawn(host) || Mailed(host, "*.released.*") > 0
        );
        await Cut(host, "a draft of the report lies there, or it is mailed", () =>
            IsDrawn(host) || Mailed(host, "*.released.*") > 0
        );
        await Cut(host, "the report is being mailed", () => Mailed(host, "*.released.*") > 1);
        await ReleasedQuarter.WaitFor(driver);
        await leaders.End();

        var signed = (await driver.Ledger())
            .Select(e => e.Event)
            .OfType<SignedOff>()
            .Select(e => (e.Signer.Email, e.Team.ToString()))
            .ToArray();
        Assert.Empty(leaders.Answered.Except(signed));
        Assert.Equal(signOffs, signed.Length);
        Assert.Equal(Released, Mailed(host, "*.released.*"));
        await ReleasedQuarter.AssertSound(host, driver);
    }

    private static async Task Cut(FunctionAppHost host, string when, Func<bool> moment)
    {
        await Until.True(moment, when, 5);
        await host.Restart();
    }

    private static int Mailed(FunctionAppHost host, string which) =>
        Directory.Exists(host.MailFolder) ? Directory.EnumerateFiles(host.MailFolder, which + ".eml").Count() : 0;

    private static bool IsDrawn(FunctionAppHost host) =>
        new BlobContainerClient(host.Azurite.Connection, "unreleased").GetBlobs(cancellationToken: Stop).Any();
}
