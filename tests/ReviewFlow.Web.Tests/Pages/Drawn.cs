using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

/// <summary>A page the way the server sends it and the way a browser reads it.</summary>
internal static class Drawn
{
    private static readonly PageRenderer Renderer = new(
        new ServiceCollection().BuildServiceProvider(),
        NullLoggerFactory.Instance
    );

    public static Task<string> Text(PageModel model) => Renderer.Html(model);

    public static async Task<IHtmlDocument> Document(PageModel model) =>
        new HtmlParser().ParseDocument(await Text(model));
}
