using System.Net;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.TakeOvers;

/// <summary>Both leaders of the pair above take over the part of market in checkout.</summary>
public sealed class TakeOverEndpointsTests : TakeOverTestBase
{
    [Fact]
    public async Task One_proposes_the_other_agrees_to_exactly_that_reason_and_both_names_stand_on_the_path()
    {
        using var above = await Product.BrowserOf(Above);
        using var partner = await Product.BrowserOf(Partner);
        var proposed = await Propose(above, Why.ReplaceLineEndings("\r\n")); // as browsers send it
        Assert.Contains("Proposed to take over the part of Market.", Status(proposed), StringComparison.Ordinal);
        Assert.Contains(
            "You have proposed it",
            proposed.Page.QuerySelector(".take-over")!.TextContent,
            StringComparison.Ordinal
        );

        var asked = await partner.Get("/desk/checkout?act=agree-to-take-over");
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

        using var below = await Product.BrowserOf(Below);
        var theirs = await below.Get("/desk/checkout");
        Assert.Contains(
            "Your part was taken over by the pair above.",
            theirs.Page.QuerySelector(".lead")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Null(theirs.Form("/desk/checkout/sign-off"));

        using var ops = Product.Ops();
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
        using var above = await Product.BrowserOf(Above);
        using var partner = await Product.BrowserOf(Partner);
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
        using var above = await Product.BrowserOf(Above);
        using var partner = await Product.BrowserOf(Partner);
        await Propose(above, Why);
        var asked = await partner.Get("/desk/checkout?act=agree-to-take-over");
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
        using var above = await Product.BrowserOf(Above);
        using var partner = await Product.BrowserOf(Partner);
        Assert.Null((await above.Get("/desk/checkout")).Form(Withdraw));
        await Propose(above, Why);
        var asked = await partner.Get("/desk/checkout?act=agree-to-take-over");
        Assert.Null(asked.Form(Withdraw));

        var page = await above.Get("/desk/checkout?act=withdraw-take-over");
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
        using var above = await Product.BrowserOf(Above);
        using var partner = await Product.BrowserOf(Partner);
        await Propose(above, Why);
        var page = await above.Get("/desk/checkout?act=withdraw-take-over");
        await Agree(partner, await partner.Get("/desk/checkout"));

        var refused = await above.Post(page, Withdraw);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Return it instead", refused.Alert, StringComparison.Ordinal);
        Assert.IsType<TakenOver>((await Entries())[^1].Event);
    }

    [Fact]
    public async Task A_delegate_of_the_partner_agrees_on_their_behalf_and_the_path_says_so()
    {
        using var above = await Product.BrowserOf(Above);
        await Propose(above, Why);
        using var partner = await Product.BrowserOf(Partner);
        await partner.Post(
            await partner.Get("/desk"),
            "/delegate",
            (DelegationFields.Name, "Dana Diaz"),
            (DelegationFields.Email, "dana@example.com"),
            (DelegationFields.From, "2026-10-01"),
            (DelegationFields.Until, "2026-10-02")
        );
        await Product.RunDueWork();
        using var dana = await Product.BrowserOf("dana@example.com");
        var asked = await dana.Get("/desk/checkout");
        Assert.Contains(
            "You are doing this on behalf of Tom of company.",
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
}
