using System.Collections.Concurrent;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Play;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>Two hosts on one storage and one hub, as when the platform scales out.</summary>
[Collection(FunctionAppHost.OneAtATime)]
public sealed class TwoHosts
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Leaders_who_go_to_both_in_turn_bring_about_one_release_and_each_mail_leaves_once()
    {
        var file = MadeRosters.Of(teams: 8, pairs: 3);
        await using var host = await FunctionAppHost.Start(FunctionAppHost.TakenUpSoon);
        await using var other = await host.Beside();
        using var post = new Departures(host.MailFolder);
        using var players = new Players(host);
        await players.Start(file);

        await using var leaders = new EagerLeaders(players, RosterReader.Read(file).Roster!, Often, host.Address, other.Address);
        await EndOfQuarter.Released(players);
        await leaders.End();
        await EndOfQuarter.Hold(host, players);
        Assert.All(post.Left, mail => Assert.Equal(1, mail.Value));
        Assert.Equal(host.Mails().Count, post.Left.Count);
        Assert.Contains("Executed 'Functions.", host.Output, StringComparison.Ordinal);
        Assert.Contains("Executed 'Functions.", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_them_is_killed_in_mid_quarter_and_the_other_ends_it()
    {
        var file = MadeRosters.Of(teams: 8, pairs: 3);
        await using var host = await FunctionAppHost.Start(FunctionAppHost.TakenUpSoon);
        await using var other = await host.Beside();
        using var players = new Players(host);
        await players.Start(file);

        await using var leaders = new EagerLeaders(players, RosterReader.Read(file).Roster!, Often, host.Address, other.Address);
        await Until.True(() => leaders.Answered.Count >= 10, "a third is signed", 5);
        await other.Kill();
        await EndOfQuarter.Released(players);
        await leaders.End();

        Assert.Empty(leaders.Answered.Except((await players.Ledger()).Select(e => e.Event).OfType<SignedOff>().Select(e => (e.Signer.Email, e.Team.ToString()))));
        await EndOfQuarter.Hold(host, players);
    }

    /// <summary>Counts how often each mail is put into the folder: a mail that leaves again takes the place of its file.</summary>
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
