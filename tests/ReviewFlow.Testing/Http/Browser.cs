using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ReviewFlow.Testing.Http;

/// <summary>
/// What a page came to, read to its end. Its addresses are without the part that says whose pages they are; a browser
/// that is sent to one goes to the pages that it opened last.
/// </summary>
internal sealed partial record Reply(
    HttpStatusCode Status,
    string Text,
    IHtmlDocument Page,
    HttpResponseMessage Message
)
{
    public IHtmlFormElement? Form(string action) =>
        Page.Forms.OfType<IHtmlFormElement>().FirstOrDefault(f => f.GetAttribute("action") == WithoutKey(action));

    /// <summary>An address of ours without the part that says whose pages they are.</summary>
    public static string WithoutKey(string address) => Key().Replace(address, "");

    [GeneratedRegex(@"^/\d{4}-Q\d/[0-9a-f]{8}(?=/)", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    public string Alert => Page.QuerySelector("[role=alert]")?.TextContent.Trim() ?? "";
}

/// <summary>
/// Keeps cookies, follows redirects, posts the forms it was given. Signed out after a long time, it opens its link
/// again, as a person does.
/// </summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;
    private string? _link;

    public Browser(Uri url) =>
        _http = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = true })
        {
            BaseAddress = url,
        };

    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<Reply> Get(string path) => SendSignedIn(HttpMethod.Get, path, () => null);

    public async Task<Reply> Send(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (path.StartsWith("/l/", StringComparison.Ordinal))
            _link = path;
        var response = await _http.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        var page = new HtmlParser().ParseDocument(text);
        foreach (var name in new[] { "href", "action", "formaction" })
        {
            foreach (var element in page.QuerySelectorAll($"[{name}]"))
                element.SetAttribute(name, Reply.WithoutKey(element.GetAttribute(name)!));
        }
        return new(response.StatusCode, text, page, response);
    }

    private async Task<Reply> SendSignedIn(HttpMethod method, string path, Func<HttpContent?> content)
    {
        var reply = await Send(method, path, content());
        if (reply.Status != HttpStatusCode.Unauthorized || _link is null || path == _link)
            return reply;
        await Send(HttpMethod.Get, _link);
        return await Send(method, path, content());
    }

    /// <summary>Sends a form of <paramref name="page"/> with what stands in it and what was typed.</summary>
    public async Task<Reply> Post(Reply page, string action, params (string Name, string Value)[] typed)
    {
        if (page.Form(action) is null)
            page = await BehindLink(page, action);
        var fields = Fields(page, action);
        foreach (var (name, value) in typed)
            fields[name] = value;
        return await Post(action, fields);
    }

    /// <summary>A page shows one form and links to its others.</summary>
    private async Task<Reply> BehindLink(Reply page, string action)
    {
        foreach (var link in page.Page.QuerySelectorAll("a[href*='?act=']"))
        {
            var other = await Get(link.GetAttribute("href")!);
            if (other.Form(action) is not null)
                return other;
        }
        return page;
    }

    public Task<Reply> Post(string action, IReadOnlyDictionary<string, string> fields) =>
        SendSignedIn(HttpMethod.Post, action, () => new FormUrlEncodedContent(fields));

    /// <summary>The fields of a form as a person finds it, on the page or behind a link of it.</summary>
    public async Task<Dictionary<string, string>> Fields(string path, string action)
    {
        var page = await Get(path);
        return Fields(page.Form(action) is null ? await BehindLink(page, action) : page, action);
    }

    public static Dictionary<string, string> Fields(Reply page, string action) =>
        page.Form(action)!
            .QuerySelectorAll("input, textarea, select")
            .Select(Value)
            .OfType<(string Name, string Value)>()
            .ToDictionary(f => f.Name, f => f.Value);

    private static (string, string)? Value(IElement field) =>
        field switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
            IHtmlInputElement input => (input.Name!, input.Value),
            IHtmlTextAreaElement text => (text.Name!, text.Value),
            IHtmlSelectElement select => (select.Name!, select.Value ?? ""),
            _ => null,
        };

    public void Dispose() => _http.Dispose();
}
