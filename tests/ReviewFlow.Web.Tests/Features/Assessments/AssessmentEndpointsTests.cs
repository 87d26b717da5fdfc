using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Assessments;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>The joint assessment of one team through its forms, from both seats.</summary>
public sealed class AssessmentEndpointsTests : IAsyncLifetime
{
    private const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com",
        Chief = "product.company@example.com";
    private const string Page = "/desk/checkout",
        Planted = "planted-note-7f3a";

    private static readonly (string, string)[] ByTheFigures = [("rating-growth", "partly"), ("rating-speed", "met")];

    private RunningProduct _product = null!;
    private Browser _pia = null!,
        _tom = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.WithQuarter(AssessingRosters.TwoTeams);
        (_pia, _tom) = (await _product.BrowserOf(Pia), await _product.BrowserOf(Tom));
    }

    [Fact]
    public async Task A_gap_is_revealed_countered_confirmed_accounted_for_and_signed()
    {
        Assert.Contains("Your partner: not yet either", Text(await _pia.Get(Page)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            "Sealed.",
            Receipt(
                await Seal(
                    _pia,
                    ("rating-growth", "met"),
                    ("rating-speed", "met"),
                    ("note-growth", "The target came late.")
                )
            )
        );
        Assert.Contains(
            "Not rated yet. Your partner has sealed.",
            Text(await _tom.Get("/desk")),
            StringComparison.Ordinal
        );
        var revealed = await Seal(_tom, ByTheFigures);
        Assert.Contains("The target came late.", Text(revealed), StringComparison.Ordinal);
        Assert.Contains("You see it differently.", Text(revealed), StringComparison.Ordinal);

        Assert.Equal(
            "Sent to your partner.",
            Receipt(
                await Do(
                    _tom,
                    "reconcile",
                    ("rating-growth", "partly"),
                    ("rationale-growth", "We moved it,\r\nnot far enough.")
                )
            )
        );
        Assert.Contains(
            "Your partner proposed a joint rating.",
            Text(await _pia.Get("/desk")),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Sent to your partner.",
            Receipt(
                await Do(
                    _pia,
                    "reconcile",
                    ("answer-growth", "otherwise"),
                    ("rating-growth", "missed"),
                    ("rationale-growth", "Half a year is half.")
                )
            )
        );
        Assert.Equal("Confirmed.", Receipt(await Do(_tom, "reconcile", ("answer-growth", "yes"))));

        Assert.Equal(
            "Sent to your partner.",
            Receipt(
                await Do(
                    _pia,
                    "account",
                    ("share-growth", "We briefed late."),
                    ("change-growth", "We brief in week one.")
                )
            )
        );
        Assert.Equal(
            "Sent to your partner.",
            Receipt(
                await Do(
                    _tom,
                    "account",
                    ("answer-growth", "contest"),
                    ("why-growth", "You briefed twice."),
                    ("none-growth", "yes"),
                    ("because-growth", "It was ready.")
                )
            )
        );
        Assert.Contains("You briefed twice.", Text(await _pia.Get(Page)), StringComparison.Ordinal);
        await Do(
            _pia,
            "account",
            ("share-growth", "We briefed late, and twice."),
            ("change-growth", "One brief."),
            ("answer-growth", "confirm"),
            ("why-growth", "It stood ready in July.")
        );
        await Do(_tom, "account", ("answer-growth", "confirm"));

        await Do(
            _pia,
            "work",
            ("meetings", "7"),
            ("wall-1-outcome", "growth"),
            ("wall-1-kind", "waited"),
            ("wall-1-days", "12"),
            ("wall-1-change", "We plan it together.")
        );
        var concluded = await Do(_tom, "work", ("answer", "yes"));
        Assert.Equal("Confirmed.", Receipt(concluded));
        Assert.IsType<AssessmentConcluded>((await Entries())[^1].Event);
        Assert.NotNull(concluded.Form($"{Page}/sign-off"));
        foreach (
            var words in new[]
            {
                "Joint rating",
                "By the figures: partly",
                "Half a year is half.",
                "We briefed late, and twice.",
                "It stood ready in July.",
                "7 joint meetings",
                "We plan it together.",
            }
        )
            Assert.Contains(words, Text(concluded), StringComparison.Ordinal);

        foreach (var browser in new[] { _pia, _tom })
            Assert.Equal("Signed.", Receipt(await Do(browser, "sign-off", ("confirmed", "yes"))));
        await _product.RunDueWork();
        using var chief = await _product.BrowserOf(Chief);
        var above = Text(await chief.Get(Page));
        Assert.Contains("Half a year is half.", above, StringComparison.Ordinal);
        foreach (var gone in new[] { "The target came late.", "You briefed twice.", "not far enough" })
            Assert.DoesNotContain(gone, above, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_reveal_a_note_is_on_the_page_of_its_own_seat_and_on_no_other()
    {
        await Seal(_pia, ("rating-growth", "missed"), ("rating-speed", "met"), ("note-growth", Planted));
        await _product.RunDueWork();
        using var chief = await _product.BrowserOf(Chief);
        using var ops = _product.Ops();

        var mine = await _pia.Get(Page);
        Assert.Contains(Planted, mine.Text, StringComparison.Ordinal);
        Assert.True(mine.Page.QuerySelector<IHtmlInputElement>("#rating-growth-missed")!.IsChecked);
        foreach (
            var theirs in new[]
            {
                await _tom.Get(Page),
                await _tom.Get("/desk"),
                await chief.Get("/desk"),
                await chief.Get(Page),
            }
        )
            Assert.DoesNotContain(Planted, theirs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Planted,
            await ops.GetStringAsync($"api/quarters/{SampleRosters.Q3}/ledger", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.All((await _tom.Get(Page)).Page.QuerySelectorAll<IHtmlInputElement>("input[type=radio]"), radio =>
            Assert.False(radio.IsChecked)
        );
        Assert.Contains("Market is rating it.", Text(await chief.Get(Page)), StringComparison.Ordinal);
        Assert.DoesNotContain("has sealed", Text(await chief.Get(Page)), StringComparison.OrdinalIgnoreCase);
        Assert.Null((await chief.Get(Page)).Form($"{Page}/seal"));
    }

    [Fact]
    public async Task What_is_sealed_can_be_changed_and_taken_back_until_the_partner_seals()
    {
        await Seal(_pia, ByTheFigures);
        await Seal(_pia, ("rating-growth", "missed"), ("rating-speed", "met"), ("note-growth", "Worse than it looks."));
        var back = await Do(_pia, "unseal");

        Assert.Equal("Taken back.", Receipt(back));
        Assert.DoesNotContain("Worse than it looks.", back.Text, StringComparison.Ordinal);
        Assert.Contains("Your partner: not yet either", Text(await _tom.Get(Page)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Sealed.", Receipt(await Seal(_pia, ByTheFigures)));
        await Seal(_tom, ByTheFigures);
        Assert.Null((await _pia.Get(Page)).Form($"{Page}/unseal"));
    }

    [Fact]
    public async Task A_rating_without_its_note_is_refused_at_the_field_and_everything_typed_stays()
    {
        var page = await _pia.Get(Page);
        var refused = await _pia.Post(page, $"{Page}/seal", ("rating-growth", "met"), ("note-speed", "So fast."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["#note-growth", "#rating-speed-met"],
            refused.Page.QuerySelectorAll("[role=alert] a").Select(a => a.GetAttribute("href"))
        );
        Assert.NotNull(refused.Page.GetElementById("note-growth-error"));
        Assert.Equal("So fast.", refused.Page.GetElementById("note-speed")!.TextContent);
        Assert.True(refused.Page.QuerySelector<IHtmlInputElement>("#rating-growth-met")!.IsChecked);
        Assert.DoesNotContain(await Entries(), e => e.Event is AssessmentEvent);
    }

    [Theory]
    [InlineData("seal", "note-growth")]
    [InlineData("reconcile", "rationale-growth")]
    [InlineData("account", "share-growth")]
    public async Task A_text_that_is_too_long_is_refused_and_kept(string formAction, string field)
    {
        if (formAction != "seal")
            await Reveal();
        if (formAction == "account")
            await Agree();
        var text = new string('ä', 2001);
        var refused = await _pia.Post(
            await _pia.Get(Page),
            $"{Page}/{formAction}",
            ("rating-growth", "met"),
            ("rating-speed", "met"),
            ("change-growth", "Ours."),
            (field, text)
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(text, refused.Page.GetElementById(field)!.TextContent);
        Assert.NotNull(refused.Page.GetElementById(field)!.GetAttribute("maxlength"));
    }

    [Fact]
    public async Task A_form_of_another_round_is_out_of_date_and_what_was_typed_is_shown()
    {
        var page = await _pia.Get(Page);
        await _product
            .Get<ReviewFlow.Application.Desk.ReviewDesk>()
            .Execute(
                SampleRosters.Q3,
                new Quarters.QuarterCommand.OfTeam(
                    SampleRosters.Checkout,
                    new SigningCommand.Amend(SampleRosters.Card(70), "A wrong figure")
                ),
                null,
                TestContext.Current.CancellationToken
            );
        var refused = await _pia.Post(
            page,
            $"{Page}/seal",
            ("rating-growth", "met"),
            ("rating-speed", "met"),
            ("note-growth", "It counts."),
            ("note-speed", "Of what is gone.")
        );

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("It counts.", refused.Page.GetElementById("note-growth")!.TextContent);
        Assert.Contains("Of what is gone.", refused.Alert, StringComparison.Ordinal);
        Assert.DoesNotContain(await Entries(), e => e.Event is RatingsSealed);
    }

    [Theory]
    [InlineData("seal", "rating-nothing")]
    [InlineData("reconcile", "rationale-nothing")]
    [InlineData("account", "share-nothing")]
    public async Task An_outcome_that_the_team_does_not_have_is_refused(string formAction, string field)
    {
        if (formAction != "seal")
            await Reveal();
        if (formAction == "account")
            await Agree();
        var before = await _product.Footprint();
        var refused = await _pia.Post(await _pia.Get(Page), $"{Page}/{formAction}", [.. ByTheFigures, (field, "met")]);

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(before, await _product.Footprint());
    }

    [Fact]
    public async Task Every_form_that_is_sent_twice_does_one_thing_and_neither_answer_is_an_error()
    {
        await Twice(_pia, "seal", ("rating-growth", "met"), ("rating-speed", "met"), ("note-growth", "Ours."));
        await Twice(_tom, "seal", ByTheFigures);
        await Twice(_pia, "reconcile", ("rating-growth", "partly"), ("rationale-growth", "Half."));
        await Twice(_tom, "reconcile", ("answer-growth", "yes"));
        await Twice(_pia, "account", ("share-growth", "Ours."), ("change-growth", "This."));
        await Twice(
            _tom,
            "account",
            ("share-growth", "Ours too."),
            ("change-growth", "That."),
            ("answer-growth", "confirm")
        );
        await Twice(_pia, "work", ("meetings", "3"));
        await Twice(_tom, "work", ("answer", "yes"));
        await Twice(_pia, "account", ("answer-growth", "confirm")); // the one that concludes

        Assert.Equal(
            "RatingsSealed RatingsSealed RatingsRevealed JointRatingsProposed JointRatingsConfirmed "
                + "SharesWritten SharesAnswered SharesWritten JointWorkProposed JointWorkConfirmed SharesAnswered "
                + "AssessmentConcluded",
            string.Join(
                ' ',
                (await Entries()).Select(e => e.Event).OfType<AssessmentEvent>().Select(e => e.GetType().Name)
            )
        );
    }

    [Fact]
    public async Task Nobody_counters_words_they_have_not_read()
    {
        await Reveal();
        var old = await _tom.Get(Page);
        await Do(_pia, "reconcile", ("rating-growth", "met"), ("rationale-growth", "Met, all told."));
        var refused = await _tom.Post(
            old,
            $"{Page}/reconcile",
            ("rating-growth", "missed"),
            ("rationale-growth", "Missed, all told.")
        );

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Met, all told.", Text(refused), StringComparison.Ordinal);
        Assert.Equal("Missed, all told.", refused.Page.GetElementById("rationale-growth")!.TextContent);
        Assert.DoesNotContain(refused.Page.QuerySelectorAll<IHtmlInputElement>("[name=answer-growth]"), r =>
            r.IsChecked
        );
    }

    [Fact]
    public async Task An_answer_to_words_that_changed_since_is_no_answer()
    {
        await Reveal();
        await Do(_pia, "reconcile", ("rating-growth", "met"), ("rationale-growth", "Met, all told."));
        var old = await _tom.Get(Page);
        await Do(_pia, "reconcile", ("rating-growth", "missed"), ("rationale-growth", "Missed, all told."));
        var refused = await _tom.Post(old, $"{Page}/reconcile", ("answer-growth", "yes"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.DoesNotContain(refused.Page.QuerySelectorAll<IHtmlInputElement>("[name=answer-growth]"), r =>
            r.IsChecked
        );
        Assert.DoesNotContain(await Entries(), e => e.Event is JointRatingsConfirmed);
    }

    [Theory]
    [InlineData("because-growth", "none-growth:yes")]
    [InlineData("change-growth", "share-growth:We were late.")]
    [InlineData(
        "none-growth",
        "none-growth:yes",
        "because-growth:Not ours.",
        "share-growth:Ours.",
        "change-growth:All."
    )]
    [InlineData("none-growth", "because-growth:Not ours.")]
    [InlineData("share-growth")]
    public async Task A_share_that_is_half_written_is_refused_at_the_field(string field, params string[] typed)
    {
        await Reveal();
        await Agree();
        var refused = await _pia.Post(
            await _pia.Get(Page),
            $"{Page}/account",
            [.. typed.Select(t => t.Split(':')).Select(t => (t[0], t[1]))]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("#" + field, refused.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.NotNull(refused.Page.GetElementById(field));
        foreach (
            var (name, value) in typed
                .Where(t => !t.StartsWith("none", StringComparison.Ordinal))
                .Select(t => (t.Split(':')[0], t.Split(':')[1]))
        )
            Assert.Equal(value, refused.Page.GetElementById(name)!.TextContent);
    }

    [Fact]
    public async Task No_share_on_either_side_is_refused_at_the_box()
    {
        await Reveal();
        await Agree();
        await Do(_pia, "account", ("none-growth", "yes"), ("because-growth", "Not ours."));
        var refused = await _tom.Post(
            await _tom.Get(Page),
            $"{Page}/account",
            ("none-growth", "yes"),
            ("because-growth", "Not ours either.")
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("#none-growth", refused.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.True(refused.Page.QuerySelector<IHtmlInputElement>("#none-growth")!.IsChecked);
    }

    [Theory]
    [InlineData("meetings", "meetings:many")]
    [InlineData("meetings", "meetings:501")]
    [InlineData("wall-2-kind", "meetings:1", "wall-2-outcome:growth", "wall-2-change:Both.")]
    [InlineData("wall-1-days", "meetings:1", "wall-1-outcome:growth", "wall-1-kind:waited", "wall-1-change:Both.")]
    [InlineData(
        "wall-1-days",
        "meetings:1",
        "wall-1-outcome:growth",
        "wall-1-kind:returned",
        "wall-1-days:3",
        "wall-1-change:Both."
    )]
    [InlineData(
        "wall-3-outcome",
        "meetings:1",
        "wall-3-outcome:nothing",
        "wall-3-kind:incident",
        "wall-3-change:Both."
    )]
    public async Task Joint_work_that_does_not_add_up_is_refused_at_the_field(string field, params string[] typed)
    {
        await Reveal();
        var refused = await _pia.Post(
            await _pia.Get(Page),
            $"{Page}/work",
            [.. typed.Select(t => t.Split(':')).Select(t => (t[0], t[1]))]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("#" + field, refused.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.True(refused.Page.GetElementById(field)!.Closest("details")?.HasAttribute("open") ?? true);
    }

    [Fact]
    public async Task A_later_round_begins_with_what_the_seat_held_before()
    {
        await Reveal();
        await _product
            .Get<ReviewFlow.Application.Desk.ReviewDesk>()
            .Execute(
                SampleRosters.Q3,
                new Quarters.QuarterCommand.OfTeam(
                    SampleRosters.Checkout,
                    new SigningCommand.Amend(SampleRosters.Card(70), "A wrong figure")
                ),
                null,
                TestContext.Current.CancellationToken
            );
        var page = await _pia.Get(Page);

        Assert.True(page.Page.QuerySelector<IHtmlInputElement>("#rating-growth-met")!.IsChecked);
        Assert.Equal("We moved the market.", page.Page.GetElementById("note-growth")!.TextContent);
        Assert.Contains("Round 2", Text(page), StringComparison.Ordinal);
        Assert.Equal("", (await _tom.Get(Page)).Page.GetElementById("note-growth")!.TextContent);
    }

    [Fact]
    public async Task Reading_the_pages_of_an_assessment_changes_nothing()
    {
        await Seal(_pia, ByTheFigures);
        var before = await _product.Footprint();
        foreach (var formAction in new[] { "", "/seal", "/unseal", "/reconcile", "/account", "/work" })
        {
            foreach (var browser in new[] { _pia, _tom })
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
                    await browser.Send(method, Page + formAction);
            }
        }
        Assert.Equal(before, await _product.Footprint());
    }

    [Fact]
    public async Task A_form_token_of_one_step_is_of_no_use_for_another()
    {
        await Seal(_pia, ByTheFigures);
        var fields = Browser.Fields(await _pia.Get(Page), $"{Page}/unseal");
        var before = await _product.Footprint();

        Assert.Equal(HttpStatusCode.Conflict, (await _pia.Post($"{Page}/seal", fields)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await _tom.Post($"{Page}/unseal", fields)).Status);
        Assert.Equal(before, await _product.Footprint());
    }

    public async ValueTask DisposeAsync()
    {
        _pia.Dispose();
        _tom.Dispose();
        await _product.DisposeAsync();
    }

    /// <summary>They differ on growth.</summary>
    private async Task Reveal()
    {
        await Seal(_pia, ("rating-growth", "met"), ("rating-speed", "met"), ("note-growth", "We moved the market."));
        await Seal(_tom, ByTheFigures);
    }

    private async Task Agree()
    {
        await Do(_pia, "reconcile", ("rating-growth", "partly"), ("rationale-growth", "Half."));
        await Do(_tom, "reconcile", ("answer-growth", "yes"));
    }

    private static Task<Reply> Seal(Browser browser, params (string, string)[] typed) => Do(browser, "seal", typed);

    private static async Task<Reply> Do(Browser browser, string formAction, params (string, string)[] typed)
    {
        var reply = await browser.Post(await browser.Get(Page), $"{Page}/{formAction}", typed);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Alert);
        return reply;
    }

    private static async Task Twice(Browser browser, string formAction, params (string Name, string Value)[] typed)
    {
        var page = await browser.Get(Page);
        for (var i = 0; i < 2; i++)
        {
            var reply = await browser.Post(page, $"{Page}/{formAction}", typed);
            Assert.True(reply.Status == HttpStatusCode.OK, $"{formAction}, time {i + 1}: {reply.Alert}");
        }
    }

    private static string Text(Reply reply) =>
        string.Join(' ', reply.Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Receipt(Reply reply) =>
        reply.Page.QuerySelector("[role=status] strong")?.TextContent ?? $"{(int)reply.Status} {reply.Alert}";

    private async Task<IReadOnlyList<LedgerEntry>> Entries() =>
        await _product.Get<ILedger>().Read(SampleRosters.Q3, 0, TestContext.Current.CancellationToken);
}
