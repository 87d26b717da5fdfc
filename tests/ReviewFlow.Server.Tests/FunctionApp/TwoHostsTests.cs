using System.Collections.Concurrent;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>Two hosts on one storage and one hub, as when the platform scales out.</summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class TwoHostsTests
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Leaders_who_go_to_both_in_turn_bring_about_one_release_and_each_mail_leaves_once()
    {
        var file = GeneratedRosters.Create(teams: 8, pairs: 3);
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        await using var other = await host.StartAnother();
        using var post = new Departures(host.MailFolder);
        using var driver = new QuarterDriver(host);
        await driver.Start(file);

        await using var leaders = new ConcurrentLeaders(
            driver,
            RosterReader.Read(file).Roster!,
            Often,
            host.Address,
            other.Address
        );
        await ReleasedQuarter.WaitFor(driver);
        await leaders.End();
        await ReleasedQuarter.AssertSound(host, driver);
        Assert.All(post.Left, mail => Assert.Equal(1, mail.Value));
        Assert.Equal(host.Mails().Count, post.Left.Count);
        Assert.Contains("Executed 'Functions.", host.Output, StringComparison.Ordinal);
        Assert.Contains("Executed 'Functions.", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_them_is_killed_in_mid_quarter_and_the_other_ends_it()
    {
        var file = GeneratedRosters.Create(teams: 8, pairs: 3);
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        await using var other = await host.StartAnother();
        using var driver = new QuarterDriver(host);
        await driver.Start(file);

        await using var leaders = new ConcurrentLeaders(
            driver,
            RosterReader.Read(file).Roster!,
            Often,
            host.Address,
            other.Address
        );
        await Until.True(() => leaders.Answered.Count >= 10, "a third is signed", 5);
        await other.Kill();
        await ReleasedQuarter.WaitFor(driver);
        await leaders.End();

        Assert.Empty(
            leaders.Answered.Except(
                (await driver.Ledger())
                    .Select(e => e.Event)
                    .OfType<SignedOff>()
                    .Select(e => (e.Signer.Email, e.Team.ToString()))
            )
        );
        await ReleasedQuarter.AssertSound(host, driver);
    }

    /// <summary>
    /// Counts how often each mail is put into the folder: a mail that leaves again takes the place of its file.
    /// </summary>
    private sealed class Departures : IDisposable
    {
        private readonly FileSystemWatcher _watcher;
        private readonly ConcurrentDictionary<string, int> _left = new();

        public Departures(string folder)
        {
            _watcher = new(Directory.CreateDirectory(folder).FullName, "*.eml") { InternalBufferSize = 65_536 };
            _watcher.Renamed += (_, e) => _left.AddOrUpdate(e.Name!, 1, (_, often) => often + 1);
            _watcher.EnableRaisingEvents = true;
        }

        public IReadOnlyDictionary<string, int> Left => _left;

        public void Dispose() => _watcher.Dispose();
    }
}
