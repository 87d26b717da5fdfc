using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReviewFlow.Application;
using ReviewFlow.Text;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Server.Demo;

/// <summary>
/// Does only what a browser does: opens pages, keeps cookies, follows redirects and posts the forms it was given.
/// </summary>
/// <param name="link">From the first mail to the leader.</param>
/// <param name="readCode">Reads the newest code that was mailed to the leader.</param>
internal sealed class LeaderBrowser(Uri link, Func<CancellationToken, Task<string>> readCode) : IDisposable
{
    private const int MaxRedirects = 5;
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }
    );
    private readonly HtmlParser _parser = new();
    private bool _isSignedIn;

    /// <summary>The first call opens the mailed link.</summary>
    public async Task<IHtmlDocument> OpenHome(CancellationToken cancellationToken)
    {
        var page = await Open(_isSignedIn ? new Uri(link, "/desk") : link, cancellationToken);
        _isSignedIn = true;
        return page;
    }

    public async Task<IHtmlDocument> Open(Uri address, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(link, address), cancellationToken);
        return await FollowRedirects(response, cancellationToken);
    }

    /// <summary>
    /// Sends the form whose action ends in <paramref name="formAction"/> and returns the page that follows.
    /// </summary>
    public async Task<IHtmlDocument> Send(
        IHtmlDocument page,
        string formAction,
        IReadOnlyDictionary<string, string> typed,
        CancellationToken cancellationToken
    )
    {
        using var response = await Submit(page, formAction, typed, cancellationToken);
        return await FollowRedirects(response, cancellationToken);
    }

    /// <summary>The first act from a browser is held until the code from the mail is entered.</summary>
    private async Task<HttpResponseMessage> EnterCode(
        IHtmlDocument page,
        HttpResponseMessage held,
        CancellationToken cancellationToken
    )
    {
        if (page.QuerySelector($"input[name={HeldForm.CodeField}]")?.Closest("form") is not IHtmlFormElement form)
            return held;
        held.Dispose();
        var code = await readCode(cancellationToken);
        return await Post(form, new Dictionary<string, string> { [HeldForm.CodeField] = code }, cancellationToken);
    }

    /// <summary>
    /// Sends a form with its current values and what was typed over them. Returns the answer before any redirect.
    /// </summary>
    public async Task<HttpResponseMessage> Submit(
        IHtmlDocument page,
        string formAction,
        IReadOnlyDictionary<string, string> typed,
        CancellationToken cancellationToken
    )
    {
        var form = Form(page, formAction)
            ?? await FormBehindLink(page, formAction, cancellationToken)
            ?? throw new IntegrityException(DemoTexts.FormMissing.With(new { action = formAction }));
        var answer = await Post(form, typed, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
            return answer;
        var html = await answer.Content.ReadAsStringAsync(cancellationToken);
        return await EnterCode(await _parser.ParseDocumentAsync(html, cancellationToken), answer, cancellationToken);
    }

    private async Task<HttpResponseMessage> Post(
        IHtmlFormElement form,
        IReadOnlyDictionary<string, string> typed,
        CancellationToken cancellationToken
    )
    {
        var fields = form
            .Elements.Select(CurrentValue)
            .OfType<(string Name, string Value)>()
            .DistinctBy(f => f.Name)
            .ToDictionary(f => f.Name, f => f.Value);
        foreach (var (name, value) in typed)
            fields[name] = value;
        using var content = new FormUrlEncodedContent(fields);
        return await _http.PostAsync(new Uri(link, form.GetAttribute("action")!), content, cancellationToken);
    }

    /// <summary>A page shows one form and links to its others.</summary>
    private async Task<IHtmlFormElement?> FormBehindLink(
        IHtmlDocument page,
        string formAction,
        CancellationToken cancellationToken
    )
    {
        foreach (var href in page.QuerySelectorAll("a[href*='?act=']").Select(a => a.GetAttribute("href")!))
        {
            if (Form(await Open(new Uri(href, UriKind.Relative), cancellationToken), formAction) is { } form)
                return form;
        }
        return null;
    }

    public static IHtmlFormElement? Form(IHtmlDocument page, string formAction) =>
        page
            .Forms.OfType<IHtmlFormElement>()
            .FirstOrDefault(f => f.GetAttribute("action")?.EndsWith('/' + formAction) == true);

    public void Dispose() => _http.Dispose();

    private static (string, string)? CurrentValue(IHtmlElement element) =>
        element switch
        {
            IHtmlInputElement { Name: null or "" } => null,
            IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
            IHtmlInputElement input => (input.Name!, input.Value),
            IHtmlTextAreaElement { Name: { Length: > 0 } name } text => (name, text.Value),
            IHtmlSelectElement { Name: { Length: > 0 } name } select => (name, select.Value ?? ""),
            _ => null,
        };

    private async Task<IHtmlDocument> FollowRedirects(
        HttpResponseMessage response,
        CancellationToken cancellationToken,
        int redirects = 0
    )
    {
        if (
            response is not { StatusCode: HttpStatusCode.Found or HttpStatusCode.SeeOther, Headers.Location: { } next }
            || redirects == MaxRedirects
        )
            return await Page(response, cancellationToken);
        using var following = await _http.GetAsync(new Uri(link, next), cancellationToken);
        return await FollowRedirects(following, cancellationToken, redirects + 1);
    }

    private async Task<IHtmlDocument> Page(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var html = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? await _parser.ParseDocumentAsync(html, cancellationToken)
            : throw new IntegrityException(
                DemoTexts.PageFailed.With(new { status = (int)response.StatusCode, problem = Alert(html) })
            );
    }

    private string Alert(string html) =>
        _parser.ParseDocument(html).QuerySelector("[role=alert]")?.TextContent.Trim() ?? "";
}
