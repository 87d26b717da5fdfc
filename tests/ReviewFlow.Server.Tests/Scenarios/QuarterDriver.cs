using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using MimeKit;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Server.Commands;
using ReviewFlow.Server.Demo;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Server.Tests.Scenarios;

/// <summary>
/// Acts for everybody in a quarter: for ops through the API, for leaders (<c>cpo</c> is cpo@example.com) through the
/// links in their mails.
/// </summary>
/// <param name="quarter">A second quarter on the same host must have other people: a mail does not say which quarter it
/// belongs to.</param>
internal sealed partial class QuarterDriver(ProductHost host, string quarter = GeneratedRosters.Quarter) : IDisposable
{
    public const string Quarter = "api/quarters/" + GeneratedRosters.Quarter;
    public static readonly Dictionary<string, string> Ticked = new() { [Fields.Confirmed] = Fields.Yes };

    private readonly string _quarter = "api/quarters/" + quarter;
    private readonly Dictionary<string, LeaderBrowser> _browsers = [];
    private readonly AssessmentFormFiller _assessmentForms = new();
    private readonly ConcurrentBag<string> _readCodes = [];

    public ApiClient Ops { get; } = new(host.Address, host.OpsKey);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async Task<VerbAnswer> Start(byte[] roster)
    {
        var answer = Succeeded(await Ops.Post("api/quarters", roster, CancellationToken)).Read<VerbAnswer>();
        await Settled();
        return answer;
    }

    public async Task<VerbAnswer> Post(string verb, JsonObject body) =>
        Succeeded(await Ops.Post($"{_quarter}/{verb}", body, CancellationToken)).Read<VerbAnswer>();

    public async Task<VerbAnswer> Amend(string team, JsonNode scorecard, string reason) =>
        Succeeded(
                await Ops.Put(
                    $"{_quarter}/teams/{team}/scorecard",
                    new JsonObject { ["reason"] = reason, ["scorecard"] = scorecard.DeepClone() },
                    CancellationToken
                )
            )
            .Read<VerbAnswer>();

    public async Task<QuarterStatus> Status() =>
        Succeeded(await Ops.Get(_quarter, CancellationToken)).Read<QuarterStatus>();

    public async Task<TeamStatus> Team(string team) => (await Status()).Teams.Single(t => t.Id == team);

    /// <summary>Waits until no mail and no release is pending.</summary>
    public async Task<QuarterStatus> Settled()
    {
        var now = await Status();
        await Until.True(
            async () => (now = await Status()).Mails.Owed == 0 && (now.Stage != "open" || now.Signed < now.Total),
            "mails delivered, report released"
        );
        return now;
    }

    public async Task<byte[]> Export() => await Ops.Download($"{_quarter}/ledger", CancellationToken);

    public async Task<IReadOnlyList<LedgerEntry>> Ledger() =>
        LedgerExport.Read(Encoding.UTF8.GetString(await Export()).Split('\n')).Entries();

    public async Task<LeaderBrowser> Leader(string name)
    {
        if (_browsers.TryGetValue(name, out var known))
            return known;
        var browser = _browsers[name] = new LeaderBrowser(Link(name), _ => ReadCode($"{name}@example.com"));
        await browser.OpenHome(CancellationToken);
        return browser;
    }

    /// <summary>The link in a person's first mail.</summary>
    public Uri Link(string name) => Mails(message => To(message) == name ? Mailbox.LinkIn(message) : null).First();

    /// <param name="act">The form that the page shows; null for the one it is for.</param>
    public async Task<IHtmlDocument> Page(string leader, string team, string? act = null) =>
        await (await Leader(leader)).Open(
            new Uri(host.Address, $"desk/{team}" + (act is null ? "" : $"?act={act}")),
            CancellationToken
        );

    public Task<IHtmlDocument> SignOff(string leader, string team) => Do(leader, team, "sign-off", Ticked);

    public Task<IHtmlDocument> Return(string leader, string team, string reason) =>
        Do(leader, team, "return", new() { [Fields.Reason] = reason });

    public Task<IHtmlDocument> Withdraw(string leader, string team, string reason) =>
        Do(leader, team, "withdraw", new() { [Fields.Reason] = reason });

    /// <summary>Both leaders of the team's pair rate by the figures and complete the assessment.</summary>
    public async Task Assess(string team)
    {
        var (product, technology) = SampleQuarter.LeadersOf((await Team(team)).Pair);
        while ((await Team(team)).Stage == "assessing")
        {
            var before = (await Status()).Version;
            foreach (var name in new[] { product, technology })
            {
                var (leader, page) = (await Leader(name), await Page(name, team));
                while (await _assessmentForms.SubmitNext(leader, page, CancellationToken) is { } next)
                    page = next;
            }
            Assert.True(
                (await Status()).Version > before,
                "Both did what their pages ask for, and yet the assessment is not concluded."
            );
        }
    }

    /// <summary>One step of an assessment: <c>seal</c>, <c>reconcile</c>, <c>account</c>, <c>work</c>.</summary>
    public Task<IHtmlDocument> Step(
        string leader,
        string team,
        string formAction,
        params (string Field, string Value)[] typed
    ) => Do(leader, team, formAction, typed.ToDictionary(t => t.Field, t => t.Value));

    public async Task<IReadOnlyList<string>> WaitingFor(string leader) =>
        [
            .. (await (await Leader(leader)).OpenHome(CancellationToken))
                .QuerySelectorAll("section[aria-labelledby=you] li a[href]")
                .Select(a => a.GetAttribute("href")!.Split('/')[^1]),
        ];

    /// <summary>All leaders sign what waits for them until the quarter is over.</summary>
    public async Task<QuarterStatus> SignEverything()
    {
        QuarterStatus now;
        while ((now = await Settled()).Stage == "open")
        {
            var before = now.Version;
            foreach (var leader in Mails(To).Distinct().Where(name => name != "ceo").Order(StringComparer.Ordinal))
            {
                foreach (var team in await WaitingFor(leader))
                    await SignOff(leader, team);
            }
            Assert.True((await Status()).Version > before, "Nothing waits for anybody, and yet the quarter is open.");
        }
        return now;
    }

    /// <summary>
    /// One leader after the other does everything that waits, until the quarter is over. Mails are delivered in
    /// between.
    /// </summary>
    public async Task<QuarterStatus> ActInTurn()
    {
        QuarterStatus now;
        while ((now = await Settled()).Stage == "open")
        {
            var before = now.Version;
            foreach (var leader in Mails(To).Distinct().Where(name => name != "ceo").Order(StringComparer.Ordinal))
            {
                foreach (var team in await WaitingFor(leader))
                    await Act(leader, team);
                await Settled();
            }
            Assert.True((await Status()).Version > before, "Nothing waits for anybody, and yet the quarter is open.");
        }
        return now;
    }

    private async Task Act(string leader, string team)
    {
        var (browser, page) = (await Leader(leader), await Page(leader, team));
        while (await _assessmentForms.SubmitNext(browser, page, CancellationToken) is { } next)
            page = next;
        if (LeaderBrowser.Form(page, "sign-off") is not null)
            await SignOff(leader, team);
    }

    public void Dispose()
    {
        Ops.Dispose();
        foreach (var browser in _browsers.Values)
            browser.Dispose();
    }

    /// <summary><c>signed+awaited, notYet+notYet</c>: product and technology, the team's own pair first.</summary>
    public static string Seats(TeamStatus team) =>
        string.Join(", ", team.Path.Select(l => $"{l.Product}+{l.Technology}"));

    public static string To(MimeMessage message) => message.To.Mailboxes.Single().Address.Split('@')[0];

    private async Task<IHtmlDocument> Do(
        string leader,
        string team,
        string formAction,
        Dictionary<string, string> typed
    ) => await (await Leader(leader)).Send(await Page(leader, team), formAction, typed, CancellationToken);

    private static ApiResponse Succeeded(ApiResponse answer)
    {
        Assert.True(answer.IsSuccess, answer.Body);
        return answer;
    }
}
