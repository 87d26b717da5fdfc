using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Delivery.Pages;

namespace ReviewFlow.Server.Demo;

/// <summary>
/// A leader who does the next step of an assessment that a team's page asks for: rates as the figures say, agrees with what
/// the partner proposes, writes shares and confirms the partner's, says how the two worked together.
/// </summary>
internal static partial class Assessor
{
    public const string Share = "We agreed on what was needed later than we could have.";
    public const string Change = "We settle it together in the first week of the quarter.";

    /// <summary>The page after the step; null where it asks for none.</summary>
    public static async Task<IHtmlDocument?> Step(LeaderBrowser leader, IHtmlDocument page, CancellationToken stop)
    {
        foreach (var (deed, fill) in new (string, Func<IHtmlFormElement, Dictionary<string, string>>)[] { (Seal, Ratings), (Reconcile, Answers), (Account, Shares), (Work, Meetings) })
        {
            if (LeaderBrowser.Form(page, deed) is not { } form || (deed == Seal && LeaderBrowser.Form(page, Unseal) is not null)) continue;
            var typed = fill(form);
            if (typed.Count > 0) return await leader.Send(page, deed, typed, stop);
        }
        return null;
    }

    private const string Seal = "seal", Unseal = "unseal", Reconcile = "reconcile", Account = "account", Work = "work";

    private static Dictionary<string, string> Ratings(IHtmlFormElement form) => form.QuerySelectorAll("fieldset.entry")
        .ToDictionary(f => f.QuerySelector("input[type=radio]")!.GetAttribute("name")!, f => Figures().Match(f.TextContent).Groups[1].Value);

    private static Dictionary<string, string> Answers(IHtmlFormElement form) => Chosen(form, Fields.Yes);

    private static Dictionary<string, string> Shares(IHtmlFormElement form)
    {
        var typed = Chosen(form, Fields.Confirm);
        foreach (var text in form.QuerySelectorAll("textarea").OfType<IHtmlTextAreaElement>().Where(t => t.Value.Length == 0 && t.Closest("details") is null))
        {
            if (text.Name!.StartsWith(Fields.Share + "-", StringComparison.Ordinal)) typed[text.Name] = Share;
            if (text.Name.StartsWith(Fields.Change + "-", StringComparison.Ordinal)) typed[text.Name] = Change;
        }
        return typed;
    }

    private static Dictionary<string, string> Meetings(IHtmlFormElement form) =>
        Chosen(form, Fields.Yes) is { Count: > 0 } yes ? yes : form.Closest("details") is null ? new() { [Fields.Meetings] = "6" } : [];

    private static Dictionary<string, string> Chosen(IHtmlFormElement form, string answer) =>
        form.QuerySelectorAll($"input[type=radio][value={answer}]").OfType<IHtmlInputElement>().ToDictionary(r => r.Name!, _ => answer);

    [GeneratedRegex("By the figures: ([a-z]+)")]
    private static partial Regex Figures();
}
