using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using ReviewFlow.Application;
using ReviewFlow.People;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Demo;

namespace ReviewFlow.Server.Tests.Scenarios;

/// <summary>
/// Leaders sign all that waits for them, again and again, in parallel. They try again if the host is gone; an error of
/// the product surfaces at <see cref="End"/>.
/// </summary>
internal sealed partial class ConcurrentLeaders : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Leader, string Team), bool> _answered = new();
    private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );
    private readonly TimeSpan _pause;
    private readonly Task[] _signing;
    private int _posts;

    /// <param name="often">How often each leader looks for new work.</param>
    /// <param name="hosts">Hosts that each leader uses in turn; by default the one that the mails link to.</param>
    public ConcurrentLeaders(QuarterDriver driver, Roster roster, TimeSpan often, params Uri[] hosts)
    {
        _pause = often;
        _signing =
        [
            .. roster
                .Pairs.SelectMany(p => new[] { p.Product, p.Technology })
                .Select(p => Sign(driver, p, driver.Link(p.Email.Split('@')[0]), hosts)),
        ];
    }

    /// <summary>Forms that were sent, answered or not; throws what made a leader give up.</summary>
    public int Posts
    {
        get
        {
            Array.Find(_signing, s => s.IsFaulted)?.GetAwaiter().GetResult();
            return Volatile.Read(ref _posts);
        }
    }

    /// <summary>Sign-offs that were answered as recorded, by address and team.</summary>
    public IReadOnlyCollection<(string Leader, string Team)> Answered => [.. _answered.Keys];

    public async Task End()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_signing);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_signing).ContinueWith(_ => { }, TaskScheduler.Default); // End reports their failures
        _ending.Dispose();
    }

    private async Task Sign(QuarterDriver driver, Person leader, Uri link, Uri[] hosts)
    {
        LeaderBrowser[] browsers = hosts is []
            ? [new(link, ReadCode)]
            : [.. hosts.Select(d => new LeaderBrowser(new(d, link.PathAndQuery), ReadCode))];
        using var often = new PeriodicTimer(_pause);
        try
        {
            for (var turn = 0; ; turn++)
            {
                await SignWhatWaits(
                    browsers[turn % browsers.Length],
                    hosts is [] ? link : hosts[turn % browsers.Length],
                    leader.Email
                );
                await often.WaitForNextTickAsync(_ending.Token);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // Stopped by End or DisposeAsync.
        }
        finally
        {
            foreach (var browser in browsers)
                browser.Dispose();
        }

        Task<string> ReadCode(CancellationToken cancellationToken) => driver.ReadCode(leader.Email);
    }

    private async Task SignWhatWaits(LeaderBrowser browser, Uri host, string address)
    {
        try
        {
            var desk = await browser.OpenHome(_ending.Token);
            foreach (
                var href in desk.QuerySelectorAll("section[aria-labelledby=you] li a[href]")
                    .Select(a => a.GetAttribute("href")!)
            )
            {
                var page = await browser.Open(new Uri(host, href), _ending.Token);
                if (LeaderBrowser.Form(page, "sign-off") is null)
                    continue;
                Interlocked.Increment(ref _posts);
                using var answer = await browser.Submit(page, "sign-off", QuarterDriver.Ticked, _ending.Token);
                if (answer.StatusCode == HttpStatusCode.SeeOther)
                    _answered[(address, href.Split('/')[^1])] = true;
                if (answer.StatusCode == HttpStatusCode.InternalServerError)
                    Assert.Empty(await answer.Content.ReadAsStringAsync(_ending.Token));
            }
        }
        catch (Exception e) when (IsOutage(e))
        {
            // The host is down; try again.
        }
    }

    /// <summary>
    /// No connection, or the Functions host answers for an app that is not there (or, without a page, that ended in the
    /// middle).
    /// </summary>
    private static bool IsOutage(Exception e) =>
        e is HttpRequestException || (e is OperatorException && NotThere().IsMatch(e.Message));

    [GeneratedRegex("^A page answered 50(?:[234]|0: $)")]
    private static partial Regex NotThere();
}
