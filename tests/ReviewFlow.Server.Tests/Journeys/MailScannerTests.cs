using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Microsoft.Data.Sqlite;
using ReviewFlow.Access;
using ReviewFlow.Server.Demo;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.Journeys;

/// <summary>
/// Mail scanners open every link, follow what they find and run scripts. None of this may change anything.
/// </summary>
public sealed class MailScannerTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET"), InlineData("HEAD"), InlineData("OPTIONS")]
    public async Task A_hundred_visits_to_every_mailed_link_change_nothing(string method)
    {
        await using var host = await ServerHost.Start();
        using var driver = new QuarterDriver(host);
        var links = await HalfSigned(host, driver);
        var (ledger, kept) = (await driver.Export(), Snapshot(host));

        foreach (var link in links)
            await Scan(new HttpMethod(method), link);
        Assert.Equal(ledger, await driver.Export());
        Assert.Equal(kept, Snapshot(host));
    }

    [Fact]
    public async Task A_scanner_with_a_real_browser_that_follows_every_link_changes_nothing()
    {
        await using var host = await ServerHost.Start();
        using var driver = new QuarterDriver(host);
        var links = await HalfSigned(host, driver);
        var (ledger, kept) = (await driver.Export(), Snapshot(host));

        await using var chromium = await Chromium.Start();
        foreach (var link in links)
        {
            await using var context = await chromium.Browser.NewContextAsync();
            var page = await context.NewPageAsync();
            var seen = new HashSet<string>();
            var open = new Queue<string>([link.ToString(), link.ToString()]);
            while (open.TryDequeue(out var next))
            {
                await page.GotoAsync(next, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Load });
                var found = await page.EvaluateAsync<string[]>(
                    "[...document.querySelectorAll('a[href]:not([download])')].map(a => a.href.split('#')[0])"
                );
                foreach (
                    var href in found.Where(h =>
                        h.StartsWith(host.Address.ToString(), StringComparison.Ordinal) && seen.Add(h)
                    )
                )
                    open.Enqueue(href);
            }
            Assert.NotEmpty(seen);
        }
        Assert.Equal(ledger, await driver.Export());
        Assert.Equal(kept, Snapshot(host));
    }

    [Fact]
    public async Task A_scanner_that_presses_every_button_of_every_page_signs_nothing()
    {
        await using var host = await ServerHost.Start();
        using var driver = new QuarterDriver(host);
        var links = await HalfSigned(host, driver);
        var before = (await driver.Ledger()).Count;

        foreach (var link in links)
            await PressEverything(link);
        var after = (await driver.Ledger()).Skip(before).Select(e => e.Event).ToArray();
        Assert.NotEmpty(after.OfType<CodeSent>()); // it tried, and was asked for a code that it does not have
        Assert.All(after, e =>
            Assert.True(e is CodeSent or CodeRefused or FreshLinkSent or LinksEnded or LinkEnded, e.GetType().Name)
        );
    }

    /// <summary>Sends every form that the link leads to, with every box ticked and every field filled.</summary>
    private static async Task PressEverything(Uri link)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        var (open, seen) = (new Queue<Uri>([link]), new HashSet<string>());
        while (open.TryDequeue(out var next))
        {
            using var reply = await http.GetAsync(next, CancellationToken);
            var page = new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync(CancellationToken));
            foreach (var form in page.QuerySelectorAll("main form"))
            {
                var fields = form.QuerySelectorAll("input, textarea, select")
                    .Where(f => f.GetAttribute("name") is { Length: > 0 })
                    .DistinctBy(f => f.GetAttribute("name"))
                    .ToDictionary(f => f.GetAttribute("name")!, f => f.GetAttribute("value") ?? "123456");
                using var sent = await http.PostAsync(
                    new Uri(link, form.GetAttribute("action")!),
                    new FormUrlEncodedContent(fields),
                    CancellationToken
                );
                Assert.True((int)sent.StatusCode < 500, $"{sent.StatusCode} from {form.GetAttribute("action")}");
            }
            foreach (
                var href in page.QuerySelectorAll("main a[href^='/']")
                    .Select(a => a.GetAttribute("href")!)
                    .Where(h => !h.EndsWith(".pdf", StringComparison.Ordinal) && seen.Add(h.Split('#')[0]))
            )
                open.Enqueue(new Uri(link, href));
        }
    }

    /// <summary>Some seats have signed, one team is returned, everything else waits.</summary>
    private static async Task<Uri[]> HalfSigned(ServerHost host, QuarterDriver driver)
    {
        await driver.Start(SampleQuarter.SignedOffOnly());
        await driver.SignOff("pd.marketplace", "checkout");
        await driver.SignOff("cpo", "platform");
        await driver.Return("ed.logistics", "maps", "Which countries is this about?");
        await driver.Settled();
        return Links(host);
    }

    private static Uri[] Links(ServerHost host)
    {
        var links = new List<Uri>();
        foreach (var mail in host.Mails())
        {
            using (mail)
                links.Add(Mailbox.LinkIn(mail)!);
        }
        return [.. links];
    }

    /// <summary>Follows redirects and every link on the page, with cookies.</summary>
    private static async Task Scan(HttpMethod method, Uri link)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        for (var visit = 0; visit < 100; visit++)
        {
            using var request = new HttpRequestMessage(method, link);
            using var answer = await http.SendAsync(request, CancellationToken);
            Assert.True((int)answer.StatusCode < 500, $"{method} answered {(int)answer.StatusCode}");
            if (visit > 0)
                continue;
            var page = new HtmlParser().ParseDocument(await http.GetStringAsync(link, CancellationToken));
            foreach (
                var href in page.QuerySelectorAll("a[href]")
                    .Select(a => new Uri(link, a.GetAttribute("href")!))
                    .Where(h => h.Host == link.Host)
            )
            {
                using var following = new HttpRequestMessage(method, href);
                using var next = await http.SendAsync(following, CancellationToken);
            }
            foreach (
                var action in page.QuerySelectorAll("form[action]")
                    .Select(f => new Uri(link, f.GetAttribute("action")!))
            )
            {
                using var trying = new HttpRequestMessage(method, action);
                using var read = await http.SendAsync(trying, CancellationToken);
                Assert.True((int)read.StatusCode < 500, $"{method} {action} answered {(int)read.StatusCode}");
            }
        }
    }

    /// <summary>All rows of the database, and the names of the mails.</summary>
    private static string Snapshot(ServerHost host)
    {
        var all = new StringBuilder();
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = host.Server.Data.Database,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        foreach (var table in new[] { "entry", "head", "mail", "link", "spent", "wake" })
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are the six above.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            using var rows = command.ExecuteReader();
            while (rows.Read())
                all.Append(table)
                    .AppendJoin(
                        '|',
                        Enumerable
                            .Range(0, rows.FieldCount)
                            .Select(i => Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture))
                    )
                    .Append('\n');
        }
        return all.AppendJoin('\n', Directory.GetFiles(host.Server.Data.Mail).Order(StringComparer.Ordinal)).ToString();
    }
}
