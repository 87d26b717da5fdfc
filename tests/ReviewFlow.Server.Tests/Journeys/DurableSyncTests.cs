using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Journeys;

/// <summary>
/// Counts syncs with strace: an answered sign-off is on disk, and costs one sync of the write-ahead log.
/// </summary>
public sealed class DurableSyncTests
{
    /// <summary>Sign-offs of product seats alone complete no pair, so no mail follows.</summary>
    private static readonly (string Leader, string Team)[] SeatsThatOweNoMail =
    [
        ("pd.marketplace", "search"),
        ("pd.marketplace", "vendor-menu"),
        ("pd.marketplace", "loyalty"),
        ("pd.logistics", "dispatch"),
        ("pd.logistics", "rider-app"),
        ("pd.logistics", "maps"),
        ("cpo", "platform"),
    ];

    [Fact]
    public async Task Each_answered_sign_off_is_exactly_one_sync_of_the_log()
    {
        using var folder = new TempFolder();
        var trace = folder["syncs"];
        await Traceable(folder);
        await using var server = new ServerProcess(
            folder["data"],
            "strace",
            "-f",
            "-y",
            "-e",
            "trace=fsync,fdatasync",
            "-o",
            trace
        );
        server.Settings["ReviewFlow__SignIn"] = "Link";
        await using var host = await ServerHost.Start(server);
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        var pages = new List<(string Leader, AngleSharp.Html.Dom.IHtmlDocument Page)>();
        foreach (var (leader, team) in SeatsThatOweNoMail)
            pages.Add((leader, await driver.Page(leader, team)));
        // The first write after a checkpoint also syncs the log's header
        await driver.SignOff("pd.marketplace", "checkout");

        foreach (var (leader, page) in pages)
        {
            var before = Syncs(trace);
            using var answer = await (await driver.Leader(leader)).Submit(
                page,
                "sign-off",
                QuarterDriver.Ticked,
                TestContext.Current.CancellationToken
            );
            Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Equal(before + 1, Syncs(trace));
        }
    }

    [Fact]
    public async Task Sixty_four_sign_offs_of_one_instant_share_at_most_sixteen_syncs()
    {
        using var folder = new TempFolder();
        var trace = folder["syncs"];
        await Traceable(folder);
        await using var server = new ServerProcess(
            folder["data"],
            "strace",
            "-f",
            "-y",
            "-e",
            "trace=fsync,fdatasync",
            "-o",
            trace
        );
        server.Settings["ReviewFlow__SignIn"] = "Link";
        await using var host = await ServerHost.Start(server);
        using var driver = new QuarterDriver(host);
        await driver.Start(GeneratedRosters.Create(teams: 66, pairs: 5));
        var forms = new List<Func<Task<System.Net.HttpStatusCode>>>();
        foreach (var name in Enumerable.Range(1, 4).Select(n => $"pd{n}"))
        {
            var leader = await driver.Leader(name);
            foreach (var team in await driver.WaitingFor(name))
            {
                var page = await driver.Page(name, team);
                forms.Add(async () =>
                {
                    using var answer = await leader.Submit(
                        page,
                        "sign-off",
                        QuarterDriver.Ticked,
                        TestContext.Current.CancellationToken
                    );
                    return answer.StatusCode;
                });
            }
        }
        await forms[0](); // the first write after a checkpoint also syncs the log's header

        var before = Syncs(trace);
        var answers = await Task.WhenAll(forms.Skip(1).Select(send => send()));

        Assert.Equal(64, answers.Count(a => a == System.Net.HttpStatusCode.SeeOther));
        Assert.InRange(Syncs(trace) - before, 1, 16);
    }

    /// <summary>
    /// Syncs of the write-ahead log that have started. The trace has those of every answered sign-off.
    /// </summary>
    private static int Syncs(string trace) =>
        File.ReadLines(trace)
            .Count(l =>
                l.Contains("sync(", StringComparison.Ordinal)
                && l.Contains("reviewflow.db-wal>", StringComparison.Ordinal)
            );

    private static async Task Traceable(TempFolder folder)
    {
        var tried = await CommandLine.Tool("strace", "-f", "-y", "-o", folder["tried"], "true");
        Assert.SkipUnless(tried.Exit == 0, $"strace may not look into programs here: {tried.Error}");
    }
}
