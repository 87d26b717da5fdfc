using System.Net;
using ReviewFlow.Application.Desk;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.TakeOvers;

/// <summary>Both leaders of the pair above take over the part of market in checkout.</summary>
public sealed class TakeOverEndpointsTests : IAsyncLifetime
{
    private const string Above = "product.company@example.com",
        Partner = "technology.company@example.com",
        Below = "product.market@example.com",
        Form = "/desk/checkout/take-over",
        Withdraw = "/desk/checkout/withdraw-take-over";
    private const string Why = "Both are away until November.\nWe answer for it.";
    private RunningProduct _product = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);

    [Fact]
    public async Task One_proposes_the_other_agrees_to_exactly_that_reason_and_both_names_stand_on_the_path()
    {
        using var above = await _product.BrowserOf(Above);
        using var partner = await _product.BrowserOf(Partner);
        var proposed = await Propose(above, Why.ReplaceLineEndings("\r\n")); // as browsers send it
        Assert.Contains("Proposed to take over the part of Market.", Status(proposed), StringComparison.Ordinal);
        Assert.Contains(
            "You have proposed it",
            proposed.Page.QuerySelector(".take-over")!.TextContent,
            StringComparison.Ordinal
        );

        var asked = await partner.Get("/desk/checkout");
        Assert.Equal(Why, asked.Page.QuerySelector("#take-over-words")!.TextContent);
        Assert.Contains(
            "Your partner proposes that you two take over the part of Market.",
            (await partner.Get("/desk")).Page.Body!.TextContent,
            StringComparison.Ordinal
        );
        var done = await Agree(partner, asked);

        Assert.Contains(
            "Taken over: the part of Market is now yours and your partner's.",
            Status(done),
            StringComparison.Ordinal
        );
        Assert.Equal(Why, Assert.IsType<TakenOver>((await Entries())[^1].Event).Reason);
        var path = done.Page.QuerySelector(".path")!.TextContent;
        Assert.Contains(
            "Pia of company and Tom of company, 1 October 2026 at 10:00 (Asia/Dubai)",
            path,
            StringComparison.Ordinal
        );
        Assert.Contains(Why, path, StringComparison.Ordinal);
        Assert.Equal(2, done.Page.QuerySelectorAll(".seat.taken").Length);
        Assert.NotNull(done.Form("/desk/checkout/sign-off"));

        using var below = await _product.BrowserOf(Below);
        var theirs = await below.Get("/desk/checkout");
        Assert.Contains(
            "Your part was taken over by the pair above.",
            theirs.Page.QuerySelector(".lead")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Null(theirs.Form("/desk/checkout/sign-off"));

        using var ops = _product.Ops();
        var status = await ops.GetStringAsync("/api/quarters/2026-Q3", Stop);
        Assert.Contains(
            "\"product\":\"takenOver\",\"technology\":\"takenOver\",\"takenOver\":{\"reason\":\"Both are away "
                + "until November.\\nWe answer for it.\",\"product\":\"Pia of company\",\"technology\":\"Tom of "
                + "company\"",
            status,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_reason_is_a_counter_and_goes_back_to_the_first()
    {
        using var above = await _product.BrowserOf(Above);
        using var partner = await _product.BrowserOf(Partner);
        await Propose(above, Why);
        await Propose(partner, "They cannot come to one view");
        var back = await above.Get("/desk/checkout");
        Assert.Equal("They cannot come to one view", back.Page.QuerySelector("#take-over-words")!.TextContent);
        Assert.DoesNotContain(await Entries(), e => e.Event is TakenOver);
        await Agree(above, back);
        Assert.Contains(await Entries(), e => e.Event is TakenOver { Reason: "They cannot come to one view" });
    }

    [Fact]
    public async Task A_yes_to_words_that_no_longer_stand_is_none()
    {
        using var above = await _product.BrowserOf(Above);
        using var partner = await _product.BrowserOf(Partner);
        await Propose(above, Why);
        var asked = await partner.Get("/desk/checkout");
        await Propose(above, "Something else");

        var reply = await Agree(partner, asked);
        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Contains("was changed or withdrawn", reply.Alert, StringComparison.Ordinal);
        Assert.Equal("Something else", reply.Page.QuerySelector("#take-over-words")!.TextContent);
        Assert.DoesNotContain(await Entries(), e => e.Event is TakenOver);
    }

    [Fact]
    public async Task Who_proposed_it_withdraws_it_and_a_yes_that_comes_later_is_none()
    {
        using var above = await _product.BrowserOf(Above);
        using var partner = await _product.BrowserOf(Partner);
        Assert.Null((await above.Get("/desk/checkout")).Form(Withdraw));
        await Propose(above, Why);
        var asked = await partner.Get("/desk/checkout");
        Assert.Null(asked.Form(Withdraw));

        var page = await above.Get("/desk/checkout");
        var done = await above.Post(page, Withdraw);
        Assert.Contains(
            "Withdrawn: you no longer propose to take over the part of Market.",
            Status(done),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "You have proposed it",
            done.Page.QuerySelector(".take-over")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, (await above.Post(page, Withdraw)).Status);
        Assert.Equal("Pia of company", Assert.IsType<TakeOverWithdrawn>((await Entries())[^1].Event).By.Name);

        var late = await Agree(partner, asked);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Null(late.Page.QuerySelector("#take-over-words"));
        Assert.IsType<TakeOverWithdrawn>((await Entries())[^1].Event);
        Assert.DoesNotContain(
            "Your partner proposes",
            (await partner.Get("/desk")).Page.Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_both_took_over_is_not_withdrawn()
    {
        using var above = await _product.BrowserOf(Above);
        using var partner = await _product.BrowserOf(Partner);
        await Propose(above, Why);
        var page = await above.Get("/desk/checkout");
        await Agree(partner, await partner.Get("/desk/checkout"));

        var refused = await above.Post(page, Withdraw);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Return it instead", refused.Alert, StringComparison.Ordinal);
        Assert.IsType<TakenOver>((await Entries())[^1].Event);
    }

    [Fact]
    public async Task Without_the_tick_nothing_is_agreed_to()
    {
        using var above = await _product.BrowserOf(Above);
        using var partner = await _product.BrowserOf(Partner);
        await Propose(above, Why);
        var before = await _product.Footprint();
        var reply = await partner.Post(await partner.Get("/desk/checkout"), Form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.NotEmpty(reply.Page.GetElementById(DelegationFields.AgreeId + "-error")!.TextContent);
        Assert.Equal(before, await _product.Footprint());
        Assert.Equal(HttpStatusCode.OK, (await Agree(partner, reply)).Status);
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("long")]
    public async Task A_reason_that_does_not_fit_is_kept_and_said_beside_the_field(string reason)
    {
        if (reason == "long")
            reason = new string('ä', 2001);
        using var above = await _product.BrowserOf(Above);
        var before = await _product.Footprint();
        var reply = await Propose(above, reason);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal(reason.Trim(), reply.Page.GetElementById(DelegationFields.TakeOverReasonId)!.TextContent);
        Assert.NotEmpty(reply.Page.GetElementById(DelegationFields.TakeOverReasonId + "-error")!.TextContent);
        Assert.Equal(before, await _product.Footprint());
    }

    [Fact]
    public async Task Who_is_not_directly_above_has_no_such_form_nor_has_anybody_for_the_root()
    {
        using var below = await _product.BrowserOf(Below);
        using var above = await _product.BrowserOf(Above);
        Assert.Null((await below.Get("/desk/checkout")).Form(Form));
        Assert.Null((await above.Get("/desk/platform")).Form("/desk/platform/take-over"));
        Assert.NotNull((await above.Get("/desk/dispatch")).Form("/desk/dispatch/take-over"));
    }

    [Fact]
    public async Task Where_the_pair_below_has_signed_meanwhile_it_is_refused_and_nothing_of_the_reason_is_lost()
    {
        using var above = await _product.BrowserOf(Above);
        var page = await above.Get("/desk/checkout");
        foreach (var seat in new[] { SampleRosters.Product("market"), SampleRosters.Technology("market") })
        {
            var hash = (await Desk.Get(SampleRosters.Q3, Stop))!.Reviews[SampleRosters.Checkout].Hash;
            await Desk.Execute(
                SampleRosters.Q3,
                new QuarterCommand.OfTeam(
                    SampleRosters.Checkout,
                    new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), hash)
                ),
                null,
                Stop
            );
        }

        var reply = await above.Post(page, Form, (Fields.Reason, Why));
        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Contains("no longer waits for that pair", reply.Alert, StringComparison.Ordinal);
        Assert.Contains(Why, reply.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(await Entries(), e => e.Event is TakeOverProposed);
    }

    [Fact]
    public async Task A_delegate_of_the_partner_agrees_on_their_behalf_and_the_path_says_so()
    {
        using var above = await _product.BrowserOf(Above);
        await Propose(above, Why);
        using var partner = await _product.BrowserOf(Partner);
        await partner.Post(
            await partner.Get("/desk"),
            "/delegate",
            (DelegationFields.Name, "Dana Diaz"),
            (DelegationFields.Email, "dana@example.com"),
            (DelegationFields.From, "2026-10-01"),
            (DelegationFields.Until, "2026-10-02")
        );
        await _product.RunDueWork();
        using var dana = await _product.BrowserOf("dana@example.com");
        var asked = await dana.Get("/desk/checkout");
        Assert.Contains(
            "You do this on behalf of Tom of company.",
            asked.Page.QuerySelector(".take-over")!.TextContent,
            StringComparison.Ordinal
        );

        var done = await Agree(dana, asked);
        Assert.Contains("Taken over on behalf of Tom of company", Status(done), StringComparison.Ordinal);
        Assert.Contains(
            "Pia of company and Dana Diaz on behalf of Tom of company",
            done.Page.QuerySelector(".path")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/desk/dispatch/take-over")] // another team
    [InlineData("/desk/checkout/return")] // another formAction
    public async Task A_token_is_of_no_use_elsewhere(string elsewhere)
    {
        using var above = await _product.BrowserOf(Above);
        var fields = Browser.Fields(await above.Get("/desk/checkout"), Form);
        fields[Fields.Reason] = Why;
        var before = await _product.Footprint();
        Assert.Equal(HttpStatusCode.Conflict, (await above.Post(elsewhere, fields)).Status);
        Assert.Equal(before, await _product.Footprint());
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private ReviewDesk Desk => _product.Get<ReviewDesk>();

    /// <summary>The form for a reason of one's own is the last of the two.</summary>
    private static async Task<Reply> Propose(Browser browser, string reason)
    {
        var form = (await browser.Get("/desk/checkout")).Page.Forms.Last(f => f.GetAttribute("action") == Form);
        var fields = form.QuerySelectorAll("input[type=hidden]")
            .ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        fields[Fields.Reason] = reason;
        return await browser.Post(Form, fields);
    }

    private static Task<Reply> Agree(Browser browser, Reply page) =>
        browser.Post(page, Form, (Fields.Confirmed, Fields.Yes));

    private static string Status(Reply reply) => reply.Page.QuerySelector("[role=status]")!.TextContent;

    private async Task<IReadOnlyList<ReviewFlow.Application.Ledger.LedgerEntry>> Entries() =>
        await _product.Get<ReviewFlow.Application.Ledger.ILedger>().Read(SampleRosters.Q3, 0, Stop);
}
