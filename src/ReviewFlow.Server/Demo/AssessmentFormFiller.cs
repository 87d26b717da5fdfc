using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Server.Demo;

/// <summary>
/// Fills the forms of a joint assessment. Leaders rate by the figures, agree with their partner's proposals, write
/// their share and confirm their partner's. On one team they differ: the second to seal rates its first outcome
/// otherwise, the first proposal is countered, and the counter-proposal is accepted.
/// </summary>
/// <param name="differsOn">That team; null if nobody differs.</param>
internal sealed partial class AssessmentFormFiller(TeamId? differsOn = null)
{
    private const string Seal = "seal",
        Settle = "settle";
    private bool _hasDiffered,
        _hasCountered;

    /// <summary>
    /// Submits the next form that waits for this leader and returns the page after it; null if none waits.
    /// </summary>
    public async Task<IHtmlDocument?> SubmitNext(
        LeaderBrowser leader,
        IHtmlDocument page,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var (formAction, fill) in new (string, Func<IHtmlDocument, IHtmlFormElement, Dictionary<string, string>>)[]
            {
                (Seal, Ratings),
                (Settle, Open),
            }
        )
        {
            if (LeaderBrowser.Form(page, formAction) is { } form && Asks(form))
                return await leader.Send(page, formAction, fill(page, form), cancellationToken);
        }
        return null;
    }

    /// <summary>A form waits for this leader if the button that sends it is not of class <c>second</c>.</summary>
    private static bool Asks(IHtmlFormElement form) =>
        form.QuerySelector("button") is { } send && !send.ClassList.Contains("second");

    private Dictionary<string, string> Ratings(IHtmlDocument page, IHtmlFormElement form)
    {
        var typed = form.QuerySelectorAll("fieldset.entry")
            .ToDictionary(
                f => f.QuerySelector("input[type=radio]")!.GetAttribute("name")!,
                f => MeasuredRating().Match(f.TextContent).Groups[1].Value
            );
        var isSecond =
            page.QuerySelector("#rate + p")?.TextContent.Contains("has sealed", StringComparison.Ordinal) == true;
        if (!isSecond || _hasDiffered || !IsOfDifferingTeam(form))
            return typed;
        _hasDiffered = true;
        var (first, measured) = typed.First();
        typed[first] = measured == "partly" ? "met" : "partly";
        typed[Fields.Of(Fields.Note, first[(Fields.Rating.Length + 1)..])] = DemoTexts.DifferingNote;
        return typed;
    }

    /// <summary>Whatever the one form after the reveal asks for.</summary>
    private Dictionary<string, string> Open(IHtmlDocument page, IHtmlFormElement form) =>
        Answers(form).Concat(Shares(form)).Concat(JointWork(form)).ToDictionary();

    private Dictionary<string, string> Answers(IHtmlFormElement form)
    {
        var typed = new Dictionary<string, string>();
        foreach (var outcome in OutcomesIn(form, Fields.Rating))
        {
            if (form.QuerySelector($"input[name='{Fields.Of(Fields.Answer, outcome)}']") is null)
                Propose(DemoTexts.Rationale);
            else if (_hasCountered)
                typed[Fields.Of(Fields.Answer, outcome)] = Fields.Yes;
            else
            {
                _hasCountered = true;
                typed[Fields.Of(Fields.Answer, outcome)] = Fields.Otherwise;
                Propose(DemoTexts.CounterRationale);
            }

            void Propose(string rationale) =>
                (typed[Fields.Of(Fields.Rating, outcome)], typed[Fields.Of(Fields.Rationale, outcome)]) = (
                    "partly",
                    rationale
                );
        }
        return typed;
    }

    private static Dictionary<string, string> Shares(IHtmlFormElement form)
    {
        var typed = OutcomesIn(form, Fields.Answer)
            .Except(OutcomesIn(form, Fields.Rating))
            .ToDictionary(o => Fields.Of(Fields.Answer, o), _ => Fields.Confirm);
        foreach (
            var name in form.QuerySelectorAll("textarea")
                .Where(t => t.Closest("details") is null)
                .Select(t => t.GetAttribute("name")!)
                .Where(n => n.StartsWith(Fields.Share + "-", StringComparison.Ordinal))
        )
        {
            var outcome = name[(Fields.Share.Length + 1)..];
            // The page already shows the partner's share
            var isSecond = typed.ContainsKey(Fields.Of(Fields.Answer, outcome));
            typed[name] = isSecond ? DemoTexts.SecondShare : DemoTexts.FirstShare;
            typed[Fields.Of(Fields.Change, outcome)] = isSecond ? DemoTexts.SecondChange : DemoTexts.FirstChange;
        }
        return typed;
    }

    private Dictionary<string, string> JointWork(IHtmlFormElement form)
    {
        if (form.QuerySelector($"input[name='{Fields.Answer}']") is not null)
            return new() { [Fields.Answer] = Fields.Yes };
        if (form.QuerySelector($"input[name='{Fields.Meetings}']") is not { } meetings || IsFolded(meetings))
            return [];
        var typed = new Dictionary<string, string> { [Fields.Meetings] = "6" };
        if (!IsOfDifferingTeam(form))
            return typed;
        typed[Fields.OfWall(1, Fields.WallOutcome)] = Options(form, Fields.OfWall(1, Fields.WallOutcome))
            .First(v => v.Length > 0);
        typed[Fields.OfWall(1, Fields.WallKind)] = Options(form, Fields.OfWall(1, Fields.WallKind))
            .First(v => v.Contains("requirement", StringComparison.OrdinalIgnoreCase));
        typed[Fields.OfWall(1, Fields.WallChange)] = DemoTexts.HandOverChange;
        return typed;
    }

    private bool IsOfDifferingTeam(IHtmlFormElement form) =>
        differsOn is { } team && form.GetAttribute("action")!.Contains($"/{team}/", StringComparison.Ordinal);

    private static IEnumerable<string> Options(IHtmlFormElement form, string name) =>
        form.QuerySelectorAll($"select[name='{name}'] option").Select(o => o.GetAttribute("value") ?? "");

    /// <summary>What waits behind a summary only changes what was sent before.</summary>
    private static bool IsFolded(IElement field) => field.Closest("details:not(.wall)") is not null;

    private static string[] OutcomesIn(IHtmlFormElement form, string field) =>
        [
            .. form.QuerySelectorAll("input[type=radio]")
                .Where(i => !IsFolded(i))
                .Select(i => i.GetAttribute("name")!)
                .Where(n => n.StartsWith(field + "-", StringComparison.Ordinal))
                .Select(n => n[(field.Length + 1)..])
                .Distinct(),
        ];

    [GeneratedRegex("According to the figures: ([a-z]+)")]
    private static partial Regex MeasuredRating();
}
