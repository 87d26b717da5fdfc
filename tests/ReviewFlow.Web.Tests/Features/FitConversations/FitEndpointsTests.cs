using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Sealed;
using ReviewFlow.FitConversations;
using ReviewFlow.People;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.FitConversations;

public sealed class FitEndpointsTests : IAsyncLifetime
{
    private const string Ada = "ada@example.org",
        Bea = "bea@example.org",
        Pia = "product.market@example.com";
    private const string Fit = "/fit/1",
        Answer = Fit + "/answer",
        End = Fit + "/end",
        Fits = "api/quarters/2026-Q3/fits";
    private static readonly string[] Topics = ["productStrategy", "culture", "business", "whatWeBuild"];

    private RunningProduct _product = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.WithQuarter(
            Encoding.UTF8.GetBytes(SampleRosters.Json(("checkout", "market"), ("platform", "company")).ToJsonString()),
            logsAll: true
        );
        await Start(Ada, Bea);
    }

    [Fact]
    public async Task Two_people_on_no_roster_answer_blind_and_read_each_other()
    {
        using var ada = await _product.BrowserOf(Ada);
        using var bea = await _product.BrowserOf(Bea);
        var done = await ada.Post(await ada.Get(Fit), Answer, Answers("What Ada thinks", "partly"));
        Assert.Contains("Answered.", done.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("What Ada thinks about culture", done.Page.QuerySelector("#words-culture")!.TextContent);

        var blind = await bea.Get(Fit);
        Assert.Contains("Not yet answered by you. ada has answered.", blind.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("What Ada thinks", blind.Text, StringComparison.Ordinal);

        var open = await bea.Post(blind, Answer, Answers("What Bea thinks", "yes"));
        foreach (var page in new[] { open, await ada.Get(Fit) })
        {
            Assert.Equal(4, page.Page.QuerySelectorAll("main section").Length);
            foreach (var topic in Topics)
                Assert.Contains($"What Ada thinks about {topic}", page.Text, StringComparison.Ordinal);
            foreach (var topic in Topics)
                Assert.Contains($"What Bea thinks about {topic}", page.Text, StringComparison.Ordinal);
            Assert.Null(page.Form(Answer));
        }
        Assert.Contains(
            "You expected to see this alike, ada expected partly alike.",
            open.Text,
            StringComparison.Ordinal
        );

        await _product.RunDueWork();
        Assert.Equal(
            [Ada, Bea, Bea, Ada],
            _product.RecordingSender.Delivered.Where(m => m.Kind == "fit-update").Select(m => m.To)
        );
        Assert.Equal((1, "revealed", true, true), await Status());
    }

    [Fact]
    public async Task Nobody_else_ever_reads_a_word_before_the_reveal_or_after_it()
    {
        using var ada = await _product.BrowserOf(Ada);
        using var bea = await _product.BrowserOf(Bea);
        await ada.Post(await ada.Get(Fit), Answer, Answers("Planted-by-Ada", "no"));
        await NothingPlanted();
        Assert.DoesNotContain("Planted", (await bea.Get(Fit)).Text, StringComparison.Ordinal);
        await bea.Post(await bea.Get(Fit), Answer, Answers("Planted-by-Bea", "no"));
        await NothingPlanted();
        Assert.Contains("Planted-by-Bea", (await ada.Get(Fit)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_everybody_else_there_is_nothing_here_whatever_link_they_have()
    {
        await Start(Ada, "cleo@example.org");
        using var ada = await _product.BrowserOf(Ada);
        var fields = Browser.Fields(await ada.Get(Fit), Answer);
        var before = await _product.Footprint();
        foreach (var other in new[] { Pia, "cleo@example.org" })
        {
            using var browser = await _product.BrowserOf(other);
            foreach (var page in new[] { Fit, "/fit/3", "/fit/0", "/fit/x", "/fit/99999999999" })
                Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(page)).Status);
            foreach (var formAction in new[] { Answer, End, "/fit/1/confirm" })
                Assert.Contains(
                    (await browser.Post(formAction, fields)).Status,
                    new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed }
                );
        }
        foreach (var page in new[] { "/desk", "/desk/checkout", "/desk/report.pdf", "/report" })
            Assert.Equal(HttpStatusCode.NotFound, (await ada.Get(page)).Status);
        Assert.Equal(before, await _product.Footprint());
    }

    [Fact]
    public async Task Who_has_one_conversation_comes_to_it_and_who_has_two_chooses()
    {
        using (var bea = await _product.BrowserOf(Bea))
            Assert.NotNull((await bea.Get("/fit")).Form(Answer));
        await Start("cleo@example.org", Ada);
        using var ada = await _product.BrowserOf(Ada);
        Assert.Equal(
            ["/fit/1", "/fit/2"],
            (await ada.Get("/fit")).Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href"))
        );
        Assert.Equal(
            "/fit/1",
            (await ada.Get("/fit/2")).Page.QuerySelector("section[aria-labelledby=more] a")!.GetAttribute("href")
        );
    }

    [Fact]
    public async Task What_is_missing_is_named_and_what_was_typed_stays()
    {
        using var ada = await _product.BrowserOf(Ada);
        var before = await _product.Footprint();
        var refused = await ada.Post(
            await ada.Get(Fit),
            Answer,
            [.. Answers("What Ada thinks", "yes").Where(f => f.Item1 is not ("words-culture" or "alike-business"))]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["#words-culture", "#alike-business-yes"],
            refused.Page.QuerySelectorAll("[role=alert] a").Select(a => a.GetAttribute("href"))
        );
        Assert.All(refused.Page.QuerySelectorAll("[role=alert] a"), a =>
            Assert.NotNull(refused.Page.QuerySelector(a.GetAttribute("href")!))
        );
        Assert.Equal("What Ada thinks about business", refused.Page.QuerySelector("#words-business")!.TextContent);
        Assert.Equal(3, refused.Page.QuerySelectorAll("input[value=yes][type=radio][checked]").Length);
        Assert.Equal(before, await _product.Footprint());
    }

    [Fact]
    public async Task Words_that_are_too_long_are_named_and_stay()
    {
        using var ada = await _product.BrowserOf(Ada);
        var refused = await ada.Post(
            await ada.Get(Fit),
            Answer,
            Answers(new string('x', FitAnswer.MaxWordsLength), "yes")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(4, refused.Page.QuerySelectorAll("p.error").Length);
        Assert.StartsWith("xxx", refused.Page.QuerySelector("#words-culture")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_the_two_ends_it_on_purpose_only_and_what_was_written_is_gone_from_the_safe()
    {
        using var ada = await _product.BrowserOf(Ada);
        using var bea = await _product.BrowserOf(Bea);
        await ada.Post(await ada.Get(Fit), Answer, Answers("What Ada thinks", "yes"));
        var late = await ada.Get(Fit);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await bea.Post(await bea.Get(Fit), End)).Status);
        var over = await bea.Post(await bea.Get(Fit), End, (Fields.Sure, Fields.Yes));
        Assert.Contains("Over: you ended it.", over.Text, StringComparison.Ordinal);
        Assert.Null(await _product.Get<ISealedStore>().Find(SampleRosters.Q3, "fit/1/one", Stop));

        var refused = await ada.Post(late, Answer, Answers("Later words", "no"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        // No field takes it up any more
        Assert.Contains("Later words about culture", refused.Alert, StringComparison.Ordinal);
        Assert.DoesNotContain("What Ada thinks", (await ada.Get(Fit)).Text, StringComparison.Ordinal);
        await _product.RunDueWork();
        Assert.Equal(Ada, Assert.Single(_product.RecordingSender.Delivered, m => m.Kind == "fit-ended").To);
    }

    [Fact]
    public async Task Ops_start_it_once_and_end_it_and_read_who_answered_and_nothing_more()
    {
        using var ops = _product.Ops();
        Assert.False(
            (bool)
                JsonNode.Parse(await (await ops.PostAsync(Fits, Two(Bea, Ada), Stop)).Content.ReadAsStringAsync(Stop))![
                    "changed"
                ]!
        );
        Assert.Equal((1, "started", false, false), await Status());
        Assert.Equal(HttpStatusCode.NotFound, (await ops.PostAsync(Fits + "/7/end", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ops.PostAsync(Fits + "/x/end", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ops.PostAsync(Fits + "/1/end", null, Stop)).StatusCode);
        Assert.Equal((1, "ended", false, false), await Status());
        await _product.RunDueWork();
        Assert.Equal(
            [Ada, Bea],
            _product.RecordingSender.Delivered.Where(m => m.Kind == "fit-ended").Select(m => m.To)
        );
    }

    public static TheoryData<string, string, HttpStatusCode> Unsound =>
        new()
        {
            {
                """{"one": {"name": "Ada", "email": "ada@example.org"}}""",
                "$.other",
                HttpStatusCode.UnprocessableEntity
            },
            {
                """{"one": {"name": "Ada", "email": "ada"}, "other": {"name": "Bea", "email": "bea@example.org"}}""",
                "$.one.email",
                HttpStatusCode.UnprocessableEntity
            },
            {
                """{"one": {"name": "Ada", "email": "ada@example.org"}, "other": {"name": "Bea", "email": "bea@example.org"}, "three": 3}""",
                "$.three",
                HttpStatusCode.UnprocessableEntity
            },
            {
                """{"one": {"name": "Ada", "email": "a@example.org"}, "other": {"name": "Bea", "email": "A+bea@example.org"}}""",
                "same person",
                HttpStatusCode.UnprocessableEntity
            },
        };

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task Two_people_that_are_not_sound_are_refused_with_what_is_wrong(
        string body,
        string names,
        HttpStatusCode status
    )
    {
        using var ops = _product.Ops();
        var answer = await ops.PostAsync(Fits, new StringContent(body), Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(names, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_of_one_name_may_talk_and_ops_are_warned()
    {
        using var ops = _product.Ops();
        var body =
            """{"one": {"name": "Carl Chen", "email": "c1@example.org"}, "other": {"name": "Carl\u00a0Chen", "email": "c2@example.org"}}""";
        var answer = JsonNode.Parse(
            await (await ops.PostAsync(Fits, new StringContent(body), Stop)).Content.ReadAsStringAsync(Stop)
        )!;
        Assert.True((bool)answer["changed"]!);
        Assert.Contains(
            "is also the name of c1@example.org",
            (string)Assert.Single(answer["warnings"]!.AsArray())!["what"]!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Whose_mail_was_read_by_another_ends_the_links_and_gets_a_fresh_one_that_opens_the_same_page()
    {
        using var ada = await _product.BrowserOf(Ada);
        await ada.Post(await ada.Get(Fit), "/link/end");
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Get(Fit)).Status);
        await _product.RunDueWork();
        using var fresh = await _product.BrowserOf(Ada);
        Assert.NotNull((await fresh.Get("/fit")).Form(Answer));
    }

    [Fact]
    public async Task An_answer_that_was_changed_in_the_safe_is_not_shown_as_if_it_were_one()
    {
        using var ada = await _product.BrowserOf(Ada);
        await ada.Post(await ada.Get(Fit), Answer, Answers("What Ada thinks", "yes"));
        var quarter = (await _product.Get<ReviewDesk>().Get(SampleRosters.Q3, Stop))!;
        var forged = quarter with { Fits = [Swapped(quarter.Fits[0])] };
        await Assert.ThrowsAsync<UnusableException>(() =>
            _product.Get<SealedContent>().Find(forged, 1, FitSide.One, Stop)
        );
        Assert.NotNull(await _product.Get<SealedContent>().Find(quarter, 1, FitSide.One, Stop));
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static Fit Swapped(Fit fit) =>
        fit with
        {
            Answers = fit.Answers with { First = fit.Answers.First! with { Commitment = new('0', 64) } },
        };

    private static (string, string)[] Answers(string words, string alike) =>
        [.. Topics.SelectMany(t => new[] { ($"words-{t}", $"{words} about {t}"), ($"alike-{t}", alike) })];

    private static StringContent Two(string one, string other) =>
        new(new JsonObject { ["one"] = Person(one), ["other"] = Person(other) }.ToJsonString());

    private static JsonObject Person(string address) =>
        new() { ["name"] = address[..address.IndexOf('@', StringComparison.Ordinal)], ["email"] = address };

    private async Task Start(string one, string other)
    {
        using var ops = _product.Ops();
        Assert.Equal(HttpStatusCode.OK, (await ops.PostAsync(Fits, Two(one, other), Stop)).StatusCode);
        await _product.RunDueWork();
    }

    private async Task<(int, string, bool, bool)> Status()
    {
        using var ops = _product.Ops();
        var fit = Assert.Single(
            JsonNode.Parse(await ops.GetStringAsync("api/quarters/2026-Q3", Stop))!["fits"]!.AsArray()
        )!;
        return (
            (int)fit["number"]!,
            (string)fit["stage"]!,
            (bool)fit["one"]!["answered"]!,
            (bool)fit["other"]!["answered"]!
        );
    }

    /// <summary>
    /// Pages of a leader, everything ops can ask for, every mail, every log line, every byte of the data folder.
    /// </summary>
    private async Task NothingPlanted()
    {
        await _product.RunDueWork();
        var seen = new StringBuilder(_product.Log.Text);
        using var leader = await _product.BrowserOf(Pia);
        foreach (var path in new[] { "/", "/desk", "/desk/checkout", Fit, "/fit" })
            seen.Append((await leader.Get(path)).Text);
        using var ops = _product.Ops();
        foreach (var path in new[] { "api/quarters", "api/quarters/2026-Q3", "api/quarters/2026-Q3/ledger" })
            seen.Append(await ops.GetStringAsync(path, Stop));
        foreach (var mail in _product.RecordingSender.Delivered)
            seen.Append(mail.Subject).Append(mail.Text).Append(mail.Html);
        foreach (var path in Directory.GetFiles(_product.Folder, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var whole = new MemoryStream();
            await file.CopyToAsync(whole, Stop);
            seen.Append(Encoding.Latin1.GetString(whole.ToArray()));
        }
        Assert.Contains("fitAnswered", seen.ToString(), StringComparison.Ordinal); // the search sees what there is
        Assert.DoesNotContain("Planted", seen.ToString(), StringComparison.Ordinal);
    }
}
