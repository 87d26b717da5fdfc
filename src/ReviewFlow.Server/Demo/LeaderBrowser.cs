using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReviewFlow.Delivery;

namespace ReviewFlow.Server.Demo;

/// <summary>What a leader's browser does, and nothing a browser could not: opens pages, keeps cookies, follows redirects, posts the forms it was given.</summary>
internal sealed class LeaderBrowser(Uri link) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true, MaxAutomaticRedirections = 5 }) { BaseAddress = link };
    private readonly HtmlParser _parser = new();
    private bool _isIn;

    /// <summary>The desk; the first time through the mailed link.</summary>
    public async Task<IHtmlDocument> Desk(CancellationToken stop)
    {
        var page = await Open(_isIn ? new Uri(link, "/desk") : link, stop);
        _isIn = true;
        return page;
    }

    public async Task<IHtmlDocument> Open(Uri address, CancellationToken stop)
    {
        using var response = await _http.GetAsync(address, stop);
        return await Page(response, stop);
    }

    /// <summary>Sends the form on <paramref name="page"/> whose action ends in <paramref name="deed"/>, hidden fields and all.</summary>
    public async Task<IHtmlDocument> Send(IHtmlDocument page, string deed, IReadOnlyDictionary<string, string> typed, CancellationToken stop)
    {
        var form = Form(page, deed) ?? throw new UnusableException($"A page had no form to {deed}.");
        var fields = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        foreach (var (name, value) in typed) fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        using var response = await _http.PostAsync(new Uri(link, form.GetAttribute("action")!), content, stop);
        return await Page(response, stop);
    }

    public static IHtmlFormElement? Form(IHtmlDocument page, string deed) =>
        page.Forms.OfType<IHtmlFormElement>().FirstOrDefault(f => f.GetAttribute("action")?.EndsWith('/' + deed) == true);

    public void Dispose() => _http.Dispose();

    private async Task<IHtmlDocument> Page(HttpResponseMessage response, CancellationToken stop)
    {
        var html = await response.Content.ReadAsStringAsync(stop);
        return response.IsSuccessStatusCode
            ? await _parser.ParseDocumentAsync(html, stop)
            : throw new UnusableException($"A page answered {(int)response.StatusCode}: {_parser.ParseDocument(html).QuerySelector("[role=alert]")?.TextContent.Trim()}");
    }
}
