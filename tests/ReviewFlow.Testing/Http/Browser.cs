using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ReviewFlow.Testing.Http;

/// <summary>What a page came to, read to its end.</summary>
internal sealed record Reply(HttpStatusCode Status, string Text, IHtmlDocument Page, HttpResponseMessage Message)
{
    public IHtmlFormElement? Form(string action) =>
        Page.Forms.OfType<IHtmlFormElement>().FirstOrDefault(f => f.GetAttribute("action") == action);

    public string Alert => Page.QuerySelector("[role=alert]")?.TextContent.Trim() ?? "";
}

/// <summary>Keeps cookies, follows redirects, posts the forms it was given.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(Uri url) =>
        _http = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = true })
        {
            BaseAddress = url,
        };

    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<Reply> Get(string path) => Send(HttpMethod.Get, path);

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
        var response = await _http.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        return new(response.StatusCode, text, new HtmlParser().ParseDocument(text), response);
    }

    /// <summary>Sends a form of <paramref name="page"/> with what stands in it and what was typed.</summary>
    public Task<Reply> Post(Reply page, string action, params (string Name, string Value)[] typed)
    {
        var fields = Fields(page, action);
        foreach (var (name, value) in typed)
            fields[name] = value;
        return Post(action, fields);
    }

    public Task<Reply> Post(string action, IReadOnlyDictionary<string, string> fields) =>
        Send(HttpMethod.Post, action, new FormUrlEncodedContent(fields));

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
