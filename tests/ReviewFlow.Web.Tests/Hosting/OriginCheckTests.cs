using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Settings;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Hosting;

/// <summary>
/// What a browser says of the page that sent a form: ours passes, whatever it may look like; another site's does not.
/// </summary>
public sealed class OriginCheckTests
{
    private const string Pia = "product.market@example.com",
        SignOff = "/desk/checkout/sign-off",
        Own = "(own)",
        None = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://evil.example", None)]
    [InlineData("https://evil.example", "same-origin")]
    [InlineData("https://reviews.example.com.evil.example", None)]
    [InlineData("http://reviews.example.com", None)] // the right name in the clear
    [InlineData("https://reviews.example.com:8443", None)]
    [InlineData("null", None)]
    [InlineData("null", "cross-site")]
    [InlineData("nonsense", None)]
    [InlineData("https://reviews.example.com", "cross-site")]
    [InlineData("https://www.reviews.example.com", "same-site")]
    [InlineData(None, "cross-site")]
    [InlineData(None, "same-site")]
    public async Task A_form_that_another_site_sends_is_refused_with_a_plain_page_and_nothing_is_recorded(
        string origin,
        string site
    )
    {
        await using var product = await RunningProduct.WithQuarter(
            SampleRosters.ThreePairsFile,
            more: PublicAt("https://reviews.example.com/")
        );
        using var browser = await SecureBrowser(product);
        var fields = await Form(browser);
        var before = await product.Footprint();

        var reply = await Post(browser, fields, origin, site);
        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        Assert.Contains("This form came from another site", reply.Text, StringComparison.Ordinal);
        Assert.Equal(before, await product.Footprint());
        Assert.Equal(
            HttpStatusCode.OK,
            (await Post(browser, fields, "https://reviews.example.com", "same-origin")).Status
        ); // the form is still good
    }

    [Theory]
    [InlineData("https://reviews.example.com", "same-origin")]
    [InlineData("https://REVIEWS.example.com:443", "same-origin")]
    [InlineData("https://reviews.example.com", None)] // Safari before 16.4
    [InlineData("null", "same-origin")] // a referrer policy of no-referrer, by a setting or an extension of the browser
    [InlineData("null", "none")]
    [InlineData(None, "same-origin")]
    [InlineData(None, "none")]
    [InlineData(None, None)] // neither header: an old browser, or a program
    public async Task A_leaders_own_form_is_never_refused(string origin, string site)
    {
        await using var product = await RunningProduct.WithQuarter(
            SampleRosters.ThreePairsFile,
            more: PublicAt("https://reviews.example.com/")
        );
        using var browser = await SecureBrowser(product);
        Assert.Equal(HttpStatusCode.OK, (await Post(browser, await Form(browser), origin, site)).Status);
        Assert.Single(await product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop), e => e.Event is SignedOff);
    }

    [Theory]
    [InlineData("http://localhost/", Own, true)]
    [InlineData("http://localhost:5080/", "http://localhost:5080", true)]
    [InlineData("http://localhost/", "http://127.0.0.1:1", false)]
    [InlineData("https://reviews.example.com/", Own, false)] // whoever may choose the Host header does not choose the origin
    public async Task On_ones_own_machine_the_name_that_was_opened_counts_as_well(
        string publicUrl,
        string origin,
        bool passes
    )
    {
        await using var product = await RunningProduct.WithQuarter(
            SampleRosters.ThreePairsFile,
            more: PublicAt(publicUrl)
        );
        using var browser = publicUrl.StartsWith("https", StringComparison.Ordinal)
            ? await SecureBrowser(product)
            : await product.BrowserOf(Pia);
        var reply = await Post(
            browser,
            await Form(browser),
            origin == Own ? product.Url.ToString().TrimEnd('/') : origin,
            "same-origin"
        );
        Assert.Equal(passes ? HttpStatusCode.OK : HttpStatusCode.Forbidden, reply.Status);
    }

    [Theory]
    [InlineData("/link/fresh")]
    [InlineData("/link/end")]
    [InlineData("/delegate")]
    [InlineData("/delegate/end")]
    [InlineData("/desk/partnership/market/answer")]
    [InlineData("/desk/checkout/take-over")]
    [InlineData("/fit/1/answer")]
    [InlineData("/nowhere")]
    public async Task Every_form_is_asked_where_it_comes_from(string action)
    {
        await using var product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);
        using var browser = await product.BrowserOf(Pia);
        foreach (var method in new[] { "POST", "PUT", "DELETE", "PATCH" })
            Assert.Equal(
                HttpStatusCode.Forbidden,
                (await Send(browser, method, action, [], "https://evil.example", "cross-site")).Status
            );
    }

    [Fact]
    public async Task The_api_goes_by_its_key_and_not_by_where_a_call_comes_from()
    {
        await using var product = await RunningProduct.Run();
        using var ops = product.Ops();
        ops.DefaultRequestHeaders.Add("Origin", "https://intranet.example.com");
        ops.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(
            HttpStatusCode.Created,
            (
                await ops.PostAsync(
                    new Uri("api/quarters", UriKind.Relative),
                    new ByteArrayContent(SampleRosters.OneTeamFile),
                    Stop
                )
            ).StatusCode
        );
    }

    [Fact]
    public async Task Pages_let_a_browser_say_its_origin_and_an_address_with_a_token_says_nothing()
    {
        await using var product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = product.Url,
        };
        foreach (
            var (path, policy) in new[]
            {
                ("/", "same-origin"),
                ("/desk", "same-origin"),
                ($"/l/{product.RecordingSender.To(Pia).Last().Token}", "no-referrer"),
                ("/L/short", "no-referrer"),
            }
        )
        {
            using var reply = await http.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal(policy, reply.Headers.GetValues("Referrer-Policy").Single());
        }
    }

    private static Action<IServiceCollection> PublicAt(string url) =>
        services => services.AddSingleton(new ReviewFlowSettings { PublicUrl = new(url), SignIn = SignIn.Link });

    /// <summary>A browser that keeps a __Host- cookie, as behind a proxy with TLS.</summary>
    private static async Task<Browser> SecureBrowser(RunningProduct product)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = product.Url,
        };
        using var reply = await http.GetAsync(
            new Uri($"/l/{product.RecordingSender.To(Pia).Last().Token}", UriKind.Relative),
            Stop
        );
        var browser = product.Browser();
        browser.Cookies.SetCookies(
            product.Url,
            reply.Headers.GetValues("Set-Cookie").Single().Replace("; secure", "", StringComparison.OrdinalIgnoreCase)
        );
        return browser;
    }

    private static async Task<Dictionary<string, string>> Form(Browser browser)
    {
        var fields = await browser.Fields("/desk/checkout", SignOff);
        fields[Fields.Confirmed] = Fields.Yes;
        return fields;
    }

    private static Task<Reply> Post(Browser browser, Dictionary<string, string> fields, string origin, string site) =>
        Send(browser, "POST", SignOff, fields, origin, site);

    private static Task<Reply> Send(
        Browser browser,
        string method,
        string action,
        Dictionary<string, string> fields,
        string origin,
        string site
    )
    {
        var headers = new[] { ("Origin", origin), ("Sec-Fetch-Site", site) }.Where(h => h.Item2.Length > 0).ToArray();
        return browser.Send(new(method), action, new FormUrlEncodedContent(fields), headers);
    }
}
