using System.Net;
using System.Text;
using AngleSharp.Dom;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Application.Ledger;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Tests.Links;

public sealed class LinkEndpointsTests : IAsyncLifetime
{
    private const string Pia = "product.market@example.com";
    private RunningProduct _product = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);

    [Fact]
    public async Task The_ceo_and_ops_who_come_back_to_the_desk_read_the_page_that_their_link_opens()
    {
        await using var product = await RunningProduct.WithQuarter(SampleRosters.OneTeamFile);
        product.Time.Advance(TimeSpan.FromDays(14));
        await product.RunDueWork();
        foreach (var address in new[] { "ceo@example.com", "ops@example.com" })
        {
            using var browser = await product.BrowserOf(address);
            Assert.Contains("awaiting joint sign-off", (await browser.Get("/desk")).Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/desk/platform")).Status);
        }
    }

    [Fact]
    public async Task A_dead_link_says_what_happened_and_names_nobody()
    {
        var (living, ended) = (
            _product.RecordingSender.To(Pia).Last().Token,
            _product.RecordingSender.To("technology.market@example.com").Last().Token
        );
        using var first = _product.Browser();
        Assert.Equal(HttpStatusCode.OK, (await first.Get($"/l/{living}")).Status);
        await EndLinksOf("technology.market@example.com");

        Assert.Equal("This link has ended", await Follow(ended));
        Assert.Equal("This is not a complete link", await Follow(new string('x', 43)));
        Assert.Equal("This is not a complete link", await Follow("short"));
        Assert.Equal("This is not a complete link", await Follow(new string('x', 5000)));
        using var stranger = _product.Browser();
        Assert.Equal("Open your link from the mail", Headline(await stranger.Get("/desk")));
        _product.Time.Advance(TimeSpan.FromDays(60));
        Assert.Equal("This link has expired", await Follow(living));
        Assert.Equal(HttpStatusCode.NotFound, (await first.Get("/desk")).Status);
    }

    [Fact]
    public async Task A_link_lives_to_the_last_moment_of_its_sixty_days()
    {
        using var browser = await _product.BrowserOf(Pia);
        _product.Time.Advance(TimeSpan.FromDays(60) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/desk")).Status);
        _product.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/desk")).Status);
    }

    [Theory]
    [InlineData("/report")]
    [InlineData("/report/report.pdf")]
    public async Task A_leaders_link_does_not_open_the_ceos_page(string path)
    {
        using var browser = await _product.BrowserOf(Pia);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(path)).Status);
    }

    [Fact]
    public async Task The_token_leaves_the_address_bar_for_a_cookie_that_no_script_reads()
    {
        var token = _product.RecordingSender.To(Pia).Last().Token;
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = _product.Url,
        };
        using var reply = await http.GetAsync(new Uri($"/l/{token}", UriKind.Relative), Stop);

        Assert.Equal(
            (HttpStatusCode.Redirect, "/desk"),
            (reply.StatusCode, Reply.WithoutKey(reply.Headers.Location!.ToString()))
        );
        var cookie = reply.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_neither_in_the_database_nor_in_its_log_nor_in_what_is_logged()
    {
        using var browser = await _product.BrowserOf(Pia);
        await browser.Get("/desk/checkout");
        var tokens = _product.RecordingSender.Delivered.Select(p => p.Token).ToArray();

        Assert.NotEmpty(tokens);
        foreach (var path in Directory.GetFiles(_product.Folder, "reviewflow.db*"))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var whole = new MemoryStream();
            await file.CopyToAsync(whole, Stop);
            var text = Encoding.Latin1.GetString(whole.ToArray());
            Assert.All(tokens, t => Assert.DoesNotContain(t, text, StringComparison.Ordinal));
        }
        Assert.All(tokens, t => Assert.DoesNotContain(t, _product.Log.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_twenty_wrong_links_from_one_address_its_good_links_and_the_ops_key_still_open()
    {
        using var browser = _product.Browser();
        for (var i = 0; i < FailedAttemptLimiter.MaxFailedAttempts; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/l/{new string((char)('a' + i), 43)}")).Status);

        var refused = await browser.Get($"/l/{new string('z', 43)}");
        Assert.Equal(
            HttpStatusCode.OK,
            (await browser.Get($"/l/{_product.RecordingSender.To(Pia).Last().Token}")).Status
        );
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, FailedAttemptLimiter.Window),
            (refused.Status, refused.Message.Headers.RetryAfter?.Delta)
        );
        using var ops = _product.Ops();
        Assert.Equal(
            HttpStatusCode.OK,
            (await ops.GetAsync(new Uri("api/quarters", UriKind.Relative), Stop)).StatusCode
        );
        using var guess = _product.Ops(key: "guess");
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await guess.GetAsync(new Uri("api/quarters", UriKind.Relative), Stop)).StatusCode
        );
    }

    [Fact]
    public async Task A_fresh_link_goes_to_the_address_on_file_once_in_ten_minutes_and_the_answer_is_the_same()
    {
        using var browser = await _product.BrowserOf(Pia);
        await EndLinksOf(Pia);
        var (first, second) = (await AskFresh(browser), await AskFresh(browser));
        await _product.RunDueWork();

        Assert.Equal((HttpStatusCode.Accepted, first.Text), (first.Status, second.Text));
        Assert.Single(_product.RecordingSender.To(Pia), p => p.Kind == "fresh-link");
        using var again = await _product.BrowserOf(Pia);
        Assert.Equal(HttpStatusCode.OK, (await again.Get("/desk")).Status);

        _product.Time.Advance(Duration.FromMinutes(10).ToTimeSpan());
        await AskFresh(browser);
        await _product.RunDueWork();
        Assert.Equal(2, _product.RecordingSender.To(Pia).Count(p => p.Kind == "fresh-link"));
        Assert.Equal(
            [PersonId.Of(Pia), PersonId.Of(Pia)],
            (await _product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop))
                .Select(e => e.Event)
                .OfType<FreshLinkSent>()
                .Select(e => e.Person)
        );
    }

    [Fact]
    public async Task Who_asks_for_a_link_by_address_reads_the_same_whether_or_not_the_address_is_known()
    {
        using var browser = _product.Browser();
        var known = await browser.Post("/link/ask", new Dictionary<string, string> { ["email"] = Pia });
        var unknown = await browser.Post("/link/ask", new Dictionary<string, string> { ["email"] = "x@example.com" });

        Assert.Equal((HttpStatusCode.Accepted, known.Text), (unknown.Status, unknown.Text));
        Assert.DoesNotContain(Pia, known.Text, StringComparison.Ordinal);
        await Eventually(() => _product.RecordingSender.To(Pia).Any(p => p.Kind == "fresh-link"));
        Assert.Empty(_product.RecordingSender.To("x@example.com"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ending_ones_links_ends_every_session_at_once_and_mails_a_link_that_opens(
        bool hadAskedForAFreshOneJustNow
    )
    {
        using var asked = _product.Browser();
        using var mine = await _product.BrowserOf(Pia);
        using var thief = await _product.BrowserOf(Pia);
        if (hadAskedForAFreshOneJustNow)
        {
            await asked.Get($"/l/{_product.RecordingSender.To(Pia).Last().Token}");
            await Done(new QuarterCommand.SendFreshLink(PersonId.Of(Pia), LinkPurpose.Desk));
            await _product.RunDueWork();
        }

        var reply = await mine.Post(await mine.Get("/desk"), "/link/end");
        await _product.RunDueWork();

        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.Get("/desk")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await thief.Get("/desk/checkout")).Status);
        using var back = await _product.BrowserOf(Pia);
        Assert.Equal(HttpStatusCode.OK, (await back.Get("/desk")).Status);
    }

    private Task EndLinksOf(string address) => Done(new QuarterCommand.EndLinks(PersonId.Of(address)));

    private async Task Done(QuarterCommand command) =>
        Assert.IsType<ReviewFlow.Application.Desk.CommandResult.Done>(
            await _product
                .Get<ReviewFlow.Application.Desk.ReviewDesk>()
                .Execute(SampleRosters.Q3, command, key: null, Stop)
        );

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static async Task<Reply> AskFresh(Browser browser) =>
        await browser.Post(await browser.Get("/desk"), "/link/fresh");

    /// <summary>What a dead link leads to. It says nothing of the quarter.</summary>
    private async Task<string> Follow(string token)
    {
        using var browser = _product.Browser();
        var reply = await browser.Get($"/l/{token}");
        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.DoesNotContain("2026-Q3", reply.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.com", reply.Text, StringComparison.Ordinal);
        return Headline(reply);
    }

    private static string Headline(Reply reply) => reply.Page.QuerySelector("h1")!.TextContent.Trim();

    /// <summary>The mail is sent after the answer, so that the answer tells nothing.</summary>
    private async Task Eventually(Func<bool> holds)
    {
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
        {
            await every.WaitForNextTickAsync(Stop);
            await _product.RunDueWork();
        }
    }
}
