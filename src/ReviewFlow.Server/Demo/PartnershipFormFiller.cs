using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Server.Demo;

/// <summary>
/// Fills the forms of a partnership check: answers, proposes a joint commitment, agrees to the partner's.
/// </summary>
internal static class PartnershipFormFiller
{
    public static async Task Submit(LeaderBrowser leader, IHtmlDocument desk, CancellationToken cancellationToken)
    {
        foreach (
            var check in desk.QuerySelectorAll("section[aria-labelledby=partnership] a[href]")
                .Select(a => a.GetAttribute("href")!)
                .Distinct()
                .ToArray()
        )
        {
            var page = await leader.Open(new Uri(check, UriKind.Relative), cancellationToken);
            if (FormThatWaits(page, "answer") is { } statements)
                page = await leader.Send(page, "answer", Answers(statements), cancellationToken);
            if (LeaderBrowser.Form(page, "confirm") is not null)
                await leader.Send(page, "confirm", new Dictionary<string, string>(), cancellationToken);
            else if (FormThatWaits(page, "pledge") is not null)
                await leader.Send(
                    page,
                    "pledge",
                    new Dictionary<string, string> { [Fields.Pledge] = DemoTexts.Commitment },
                    cancellationToken
                );
        }
    }

    /// <summary>A form inside <c>details</c> only changes what was sent before.</summary>
    private static IHtmlFormElement? FormThatWaits(IHtmlDocument page, string formAction) =>
        LeaderBrowser.Form(page, formAction) is { } form && form.Closest("details") is null ? form : null;

    private static Dictionary<string, string> Answers(IHtmlFormElement form) =>
        form.QuerySelectorAll("input[type=radio]")
            .Select(i => i.GetAttribute("name")!)
            .Distinct()
            .Index()
            .ToDictionary(n => n.Item, n => n.Index == 2 ? "partly" : "yes");
}
