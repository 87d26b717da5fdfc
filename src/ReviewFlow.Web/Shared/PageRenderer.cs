using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReviewFlow.Web.Features.FitConversations;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.Mailbox;
using ReviewFlow.Web.Features.Ops;
using ReviewFlow.Web.Features.Partnerships;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Features.Start;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Shared;

/// <summary>A page's model in, the whole HTML document out. Nothing runs in the browser afterwards.</summary>
public sealed partial class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary>The document as UTF-8.</summary>
    /// <param name="pathBase">Stands before every address of ours: whose pages these are.</param>
    public async Task<byte[]> Utf8(PageModel model, string? pathBase = null) =>
        Encoding.UTF8.GetBytes(await Html(model, pathBase));

    /// <summary>The document as text.</summary>
    public async Task<string> Html(PageModel model, string? pathBase = null)
    {
        // A renderer keeps every component it ever drew; one per page lets go of them.
        await using var scope = services.CreateAsyncScope(); // components' own services live as long as one page
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(PageRoot.Model)] = model,
                [nameof(PageRoot.Component)] = ComponentFor(model),
            }
        );
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<PageRoot>(parameters)).ToHtmlString()
        );
        html = DirectionControls().Replace(html, "&#xFFFD;");
        return string.IsNullOrEmpty(pathBase) ? html : OurAddresses().Replace(html, pathBase);
    }

    private static Type ComponentFor(PageModel model) =>
        model switch
        {
            HomeModel => typeof(HomePage),
            TeamModel => typeof(TeamPage),
            PartnershipModel => typeof(PartnershipPage),
            FitModel => typeof(FitPage),
            FitsModel => typeof(FitsPage),
            HeldFormModel => typeof(HeldFormPage),
            DeadLinkModel => typeof(DeadLinkPage),
            AskForLinkModel => typeof(AskForLinkPage),
            NotMeModel => typeof(NotMePage),
            FreshLinkModel => typeof(FreshLinkPage),
            NoticeModel => typeof(NoticePage),
            OutboxModel => typeof(OutboxPage),
            MailModel => typeof(MailPage),
            StartModel => typeof(StartPage),
            ReportModel => typeof(ReportPage),
            OpsModel => typeof(OpsPage),
            _ => throw new ArgumentOutOfRangeException(
                nameof(model),
                model.GetType().Name,
                "No component draws this model."
            ),
        };

    // Characters that turn the reading direction could make a leader read something else than what is signed.
    // The framework writes them as numeric references; readers see a replacement mark in their place.
    [GeneratedRegex("&#x(?:202[A-E]|206[6-9]);", RegexOptions.CultureInvariant)]
    private static partial Regex DirectionControls();

    // No text of people has a quotation mark that is not a reference, so this finds attributes alone.
    [GeneratedRegex("""(?<= (?:href|action|formaction)=")(?=/(?!assets/))""", RegexOptions.CultureInvariant)]
    private static partial Regex OurAddresses();
}

/// <summary>A component that takes its model and nothing else.</summary>
public abstract class PageOf<TModel> : ComponentBase
    where TModel : notnull
{
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }
}
