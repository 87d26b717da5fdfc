using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Delivery.Pages;
using ReviewFlow.Rosters;
using OutcomeStatus = ReviewFlow.Scorecards.OutcomeStatus;

namespace ReviewFlow.Server.Demo;

/// <summary>
/// What leaders write on the pages of a joint assessment. All of them rate by the figures but for one outcome of the first team: the
/// second to seal sees it otherwise, a first proposal is countered, and the counter is agreed to.
/// </summary>
internal sealed class Assessor(Roster roster)
{
    private const string Met = "met", Partly = "partly", Missed = "missed";
    private bool _hasDiffered, _hasCountered;

    /// <summary>The next form that the page of <paramref name="team"/> asks this leader for, with what they write; null where it asks for none.</summary>
    public (string Deed, Dictionary<string, string> Typed)? Next(IHtmlDocument page, TeamEntry team) =>
        Asked(page, "seal") && LeaderBrowser.Form(page, "unseal") is null ? ("seal", Ratings(page, team))
        : Asked(page, "reconcile") ? ("reconcile", Reconciliation(LeaderBrowser.Form(page, "reconcile")!))
        : Asked(page, "account") ? ("account", Shares(LeaderBrowser.Form(page, "account")!))
        : Asked(page, "work") ? ("work", Work(LeaderBrowser.Form(page, "work")!, team))
        : null;

    /// <summary>A form whose own button is not second to others is one that waits for this leader.</summary>
    private static bool Asked(IHtmlDocument page, string deed) =>
        LeaderBrowser.Form(page, deed)?.QuerySelectorAll("button").Any(b => !b.ClassList.Contains("second")) == true;

    private Dictionary<string, string> Ratings(IHtmlDocument page, TeamEntry team)
    {
        var typed = new Dictionary<string, string>();
        var partnerHasSealed = page.QuerySelector("#rate + p")?.TextContent.Contains("has sealed", StringComparison.Ordinal) == true;
        foreach (var outcome in team.Scorecard.Outcomes)
        {
            var differs = partnerHasSealed && !_hasDiffered && team == roster.Teams[0];
            typed[Fields.Of(Fields.Rating, $"{outcome.Id}")] = differs ? OneOff(outcome.Status) : ByFigures(outcome.Status);
            if (differs) typed[Fields.Of(Fields.Note, $"{outcome.Id}")] = "The figure is right, but customers judge it by the last three weeks, and these were different.";
            _hasDiffered |= differs;
        }
        return typed;
    }

    private Dictionary<string, string> Reconciliation(IHtmlFormElement form)
    {
        var typed = new Dictionary<string, string>();
        foreach (var outcome in OutcomesIn(form, Fields.Rating))
        {
            if (form.QuerySelector($"input[name='{Fields.Of(Fields.Answer, outcome)}']") is null) Propose(Partly, "Most of the way was gone, and what is missing is known and dated.");
            else if (!_hasCountered) Counter();
            else typed[Fields.Of(Fields.Answer, outcome)] = Fields.Yes;

            void Propose(string rating, string rationale) => (typed[Fields.Of(Fields.Rating, outcome)], typed[Fields.Of(Fields.Rationale, outcome)]) = (rating, rationale);

            void Counter()
            {
                _hasCountered = true;
                typed[Fields.Of(Fields.Answer, outcome)] = Fields.Otherwise;
                Propose(Partly, "We went most of the way, and in the last three weeks the gap all but closed. We call it partly until a whole quarter shows it.");
            }
        }
        return typed;
    }

    private static Dictionary<string, string> Shares(IHtmlFormElement form)
    {
        var typed = new Dictionary<string, string>();
        foreach (var outcome in OutcomesIn(form, Fields.Answer)) typed[Fields.Of(Fields.Answer, outcome)] = Fields.Confirm;
        foreach (var outcome in form.QuerySelectorAll("textarea").Where(t => t.Closest("details") is null).Select(t => t.GetAttribute("name")!).Where(n => n.StartsWith(Fields.Share + "-", StringComparison.Ordinal)).Select(n => n[(Fields.Share.Length + 1)..]))
        {
            // Who finds the partner's share on the page writes as the second.
            var isSecond = typed.ContainsKey(Fields.Of(Fields.Answer, outcome));
            typed[Fields.Of(Fields.Share, outcome)] = isSecond ? "We saw the delay coming and told our partner two weeks too late." : "We settled what we wanted from it only after the work had begun.";
            typed[Fields.Of(Fields.Change, outcome)] = isSecond ? "We look at risks together every Monday, and say them out loud." : "We agree target and risks with our partner before the first sprint.";
        }
        return typed;
    }

    private Dictionary<string, string> Work(IHtmlFormElement form, TeamEntry team)
    {
        if (form.QuerySelector($"input[name='{Fields.Answer}']") is not null) return new() { [Fields.Answer] = Fields.Yes };
        var typed = new Dictionary<string, string> { [Fields.Meetings] = (4 + (team.Scorecard.Outcomes.Length * 2)).ToString(CultureInfo.InvariantCulture) };
        if (team != roster.Teams[0]) return typed;
        typed[Fields.OfWall(1, Fields.WallOutcome)] = $"{team.Scorecard.Outcomes[0].Id}";
        typed[Fields.OfWall(1, Fields.WallKind)] = form.QuerySelectorAll($"select[name='{Fields.OfWall(1, Fields.WallKind)}'] option").Select(o => o.GetAttribute("value")!).First(v => v.Contains("requirement", StringComparison.OrdinalIgnoreCase));
        typed[Fields.OfWall(1, Fields.WallChange)] = "We change a requirement only in our weekly meeting, with both of us in the room.";
        return typed;
    }

    private static string[] OutcomesIn(IHtmlFormElement form, string field) =>
        [.. form.QuerySelectorAll("input[type=radio]").Select(i => i.GetAttribute("name")!).Where(n => n.StartsWith(field + "-", StringComparison.Ordinal)).Select(n => n[(field.Length + 1)..]).Distinct()];

    private static string ByFigures(OutcomeStatus status) => status switch { OutcomeStatus.Met => Met, OutcomeStatus.Partly => Partly, _ => Missed };

    private static string OneOff(OutcomeStatus status) => status == OutcomeStatus.Partly ? Met : Partly;
}
