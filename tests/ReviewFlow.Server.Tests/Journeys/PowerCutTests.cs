using ReviewFlow.Quarters;
using ReviewFlow.Receipts;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests.Journeys;

/// <summary>
/// Leaders sign all the time, many at the same moment, while the server is killed again and again in the middle of
/// their batches. Every sign-off that was answered is kept, and none is there twice.
/// </summary>
public sealed class PowerCutTests
{
    private const int Rounds = 12,
        Teams = 48,
        Pairs = 12;

    /// <summary>To every leader and the CEO.</summary>
    private const int ReleaseMails = (Pairs * 2) + 1;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("REVIEWFLOW_SEED"), out var given)
        ? given
        : Environment.TickCount;

    [Fact]
    public async Task What_was_answered_as_signed_outlives_every_power_cut()
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"REVIEWFLOW_SEED={_seed} repeats the moments of the cuts.");
        var roster = RosterReader.Read(GeneratedRosters.Create(Teams, Pairs)).Roster!;
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(Teams, Pairs));

        await using var leaders = new ConcurrentLeaders(driver, roster, Pause);
        await Cut(host, driver, leaders, new Random(_seed));
        var end = await driver.Settled();
        await Until.True(async () => (end = await driver.Settled()).Stage == "released", "the quarter is released");
        await leaders.End();

        var events = (await driver.Ledger()).Select(e => e.Event).Where(e => e is not ReceiptsSent).ToArray();
        Assert.NotEmpty(leaders.Answered);
        Assert.Empty(
            leaders.Answered.Except(events.OfType<SignedOff>().Select(e => (e.Signer.Email, e.Team.ToString())))
        );
        Assert.Equal(roster.Teams.Sum(t => t.Pair == roster.Pairs[0].Id ? 2 : 4), events.OfType<SignedOff>().Count());
        Assert.Equal(events.Length - 1, Array.FindIndex(events, e => e is ReportReleased));
        Assert.Distinct(events.OfType<SignedOff>().Select(e => (e.Team, e.Seat)));
        AssertMails(host, end.Mails.Delivered);
        Assert.Empty(end.Mails.DeadLettered);
        Assert.Single(driver.ReportsOf("ceo"));

        await host.Server.Kill();
        var data = host.Server.Data;
        Assert.Equal(ExitCodes.Success, (await CommandLine.Run("ledger", "verify", "--data", data.Root)).Exit);
        Assert.Equal(
            ExitCodes.Success,
            (
                await CommandLine.Run(
                    "report",
                    "verify",
                    Path.Combine(data.Reports, $"{GeneratedRosters.Quarter}.pdf"),
                    "--data",
                    data.Root
                )
            ).Exit
        );
    }

    /// <summary>Kills after a random number of posts, and around the release.</summary>
    private static async Task Cut(ServerHost host, QuarterDriver driver, ConcurrentLeaders leaders, Random random)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (posts, drawn, mails) = (
                leaders.Posts + random.Next(1, 40),
                random.Next(4) > 0,
                random.Next(ReleaseMails)
            );
            await Until.True(
                () => leaders.Posts >= posts || (drawn && IsDrawing(host)) || Released(host) > mails,
                "something to cut off",
                1
            );
            await host.Restart();
            if (Released(host) == ReleaseMails)
                break;
        }
        Assert.NotNull(await driver.Status());
    }

    private static bool IsDrawing(ServerHost host) =>
        Directory.Exists(Path.Combine(host.Server.Data.Reports, "unreleased"))
        && Directory.EnumerateFiles(Path.Combine(host.Server.Data.Reports, "unreleased")).Any();

    private static int Released(ServerHost host) =>
        Directory.EnumerateFiles(host.Server.Data.Mail, "*.released.*").Count();

    private static void AssertMails(ServerHost host, int delivered)
    {
        var files = Directory.GetFiles(host.Server.Data.Mail);
        Assert.All(files, f => Assert.EndsWith(".eml", f, StringComparison.Ordinal));
        Assert.Equal(delivered, files.Length);
        Assert.Equal(ReleaseMails, Released(host));
        var mails = host.Mails();
        Assert.Equal(mails.Count, mails.Select(m => m.MessageId).Distinct().Count());
        foreach (var mail in mails)
            mail.Dispose();
    }
}
