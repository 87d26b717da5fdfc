using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Application;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;
using ReviewFlow.Server.Commands;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Server.Demo;

/// <summary>
/// Acts for everybody in one quarter: for ops through the API, for leaders through the links in their mails. A leader
/// returns the second team once; ops amend it, and it is assessed and signed again.
/// </summary>
internal sealed class DemoQuarter(
    Roster roster,
    byte[] file,
    ApiClient api,
    Mailbox mailbox,
    Action<QuarterStatus> progress
) : IDisposable
{
    private const int MaxAssessmentRounds = 20;
    private readonly Dictionary<string, LeaderBrowser> _browsers = [];
    private readonly string _quarter = $"api/quarters/{roster.Quarter}";
    private readonly AssessmentFormFiller _assessmentForms = new(roster.Teams[0].Id);
    private readonly TeamEntry _returned = roster.Teams[Math.Min(1, roster.Teams.Length - 1)];
    private bool _hasReturned;

    public async Task<QuarterStatus> Run(CancellationToken cancellationToken)
    {
        Check(await api.Post("api/quarters", file, cancellationToken));
        // In each round every leader does what waits for them. An assessment takes several rounds, and the amendment
        // starts another.
        for (var round = 0; round < roster.Pairs.Length + MaxAssessmentRounds; round++)
        {
            await Settled(cancellationToken);
            foreach (var (address, link) in mailbox.NewLinks())
                _browsers.TryAdd(address, new LeaderBrowser(link, stop => mailbox.NewCode(address, stop)));
            foreach (var leader in _browsers.Values)
                await Work(leader, cancellationToken);
            if (await Status(cancellationToken) is { Stage: "released" } done)
                return done;
        }
        throw new IntegrityException(DemoTexts.TooManyRounds);
    }

    public void Dispose()
    {
        foreach (var browser in _browsers.Values)
            browser.Dispose();
    }

    private async Task Work(LeaderBrowser leader, CancellationToken cancellationToken)
    {
        var desk = await leader.OpenHome(cancellationToken);
        await PartnershipFormFiller.Submit(leader, desk, cancellationToken);
        // The CEO's page lists no teams.
        var teams = desk.QuerySelectorAll("section[aria-labelledby=you] li a[href]")
            .Select(a => a.GetAttribute("href")!)
            .Distinct()
            .ToArray();
        foreach (var address in teams)
        {
            var team = roster.Teams.Single(t => address.EndsWith($"/{t.Id}", StringComparison.Ordinal));
            var page = await leader.Open(new Uri(address, UriKind.Relative), cancellationToken);
            while (await _assessmentForms.SubmitNext(leader, page, cancellationToken) is { } next)
                page = next;
            if (LeaderBrowser.Form(page, "sign-off") is null)
                continue;
            if (!_hasReturned && team == _returned)
                await ReturnAndAmend(leader, page, cancellationToken);
            else
                await leader.Send(
                    page,
                    "sign-off",
                    new Dictionary<string, string> { [Fields.Confirmed] = Fields.Yes },
                    cancellationToken
                );
        }
        progress(await Status(cancellationToken));
    }

    private async Task ReturnAndAmend(LeaderBrowser leader, IHtmlDocument page, CancellationToken cancellationToken)
    {
        _hasReturned = true;
        await leader.Send(
            page,
            "return",
            new Dictionary<string, string> { [Fields.Reason] = DemoTexts.Objection },
            cancellationToken
        );
        var team = _returned;
        var body = new JsonObject
        {
            ["reason"] = DemoTexts.AmendReason,
            ["scorecard"] = Clearer(team.Scorecard).ToJson(),
        };
        Check(await api.Put($"{_quarter}/teams/{team.Id}/scorecard", body, cancellationToken));
    }

    private static Scorecard Clearer(Scorecard card)
    {
        var first = card.Outcomes[0];
        return card with
        {
            Outcomes = card.Outcomes.SetItem(
                0,
                first.Action is null
                    ? first with
                    {
                        Objective = DemoTexts.LastingObjective.With(new { objective = first.Objective }),
                    }
                    : first with
                    {
                        Action = DemoTexts.SharedAction.With(new { action = first.Action }),
                    }
            ),
        };
    }

    /// <summary>Waits until no mail and no release is pending.</summary>
    private async Task Settled(CancellationToken cancellationToken)
    {
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (
            await Status(cancellationToken) is { } now
            && (now.Mails.Owed > 0 || now is { Stage: "open" } && now.Signed == now.Total)
        )
            await every.WaitForNextTickAsync(cancellationToken);
    }

    private Task<QuarterStatus> Status(CancellationToken cancellationToken) =>
        api.Read<QuarterStatus>(_quarter, cancellationToken);

    private static void Check(ApiResponse answer)
    {
        if (!answer.IsSuccess)
            throw new IntegrityException(answer.Problem().Title);
    }
}
