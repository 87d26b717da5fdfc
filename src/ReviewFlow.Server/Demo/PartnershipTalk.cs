using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Server.Demo;

/// <summary>What leaders do on the page of their partnership check: answer, propose a joint commitment, agree to the partner's.</summary>
internal static class PartnershipTalk
{
    private const string Pledge = "We decide budget and plan of the next quarter in one meeting, before either of us speaks to our own organisation.";

    public static async Task Do(LeaderBrowser leader, IHtmlDocument desk, CancellationToken stop)
    {
        foreach (var check in desk.QuerySelectorAll("section[aria-labelledby=partnership] a[href]").Select(a => a.GetAttribute("href")!).Distinct().ToArray())
        {
            var page = await leader.Open(new Uri(check, UriKind.Relative), stop);
            if (Asked(page, "answer") is { } statements) page = await leader.Send(page, "answer", Answers(statements), stop);
            if (LeaderBrowser.Form(page, "confirm") is not null) await leader.Send(page, "confirm", new Dictionary<string, string>(), stop);
            else if (Asked(page, "pledge") is not null) await leader.Send(page, "pledge", new Dictionary<string, string> { [Fields.Pledge] = Pledge }, stop);
        }
    }

    /// <summary>A form that is folded away changes only what was sent before.</summary>
    private static IHtmlFormElement? Asked(IHtmlDocument page, string formAction) => LeaderBrowser.Form(page, formAction) is { } form && form.Closest("details") is null ? form : null;

    private static Dictionary<string, string> Answers(IHtmlFormElement form) =>
        form.QuerySelectorAll("input[type=radio]").Select(i => i.GetAttribute("name")!).Distinct().Index().ToDictionary(n => n.Item, n => n.Index == 2 ? "partly" : "yes");
}
