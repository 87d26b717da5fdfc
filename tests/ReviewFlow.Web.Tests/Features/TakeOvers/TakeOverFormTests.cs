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

/// <summary>What the form of a take-over refuses, and that what was typed stays.</summary>
public sealed class TakeOverFormTests : TakeOverTestBase
{
    [Fact]
    public async Task Without_the_tick_nothing_is_agreed_to()
    {
        using var above = await Product.BrowserOf(Above);
        using var partner = await Product.BrowserOf(Partner);
        await Propose(above, Why);
        var before = await Product.Footprint();
        var reply = await partner.Post(await partner.Get("/desk/checkout"), Form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.NotEmpty(reply.Page.GetElementById(DelegationFields.AgreeId + "-error")!.TextContent);
        Assert.Equal(before, await Product.Footprint());
        Assert.Equal(HttpStatusCode.OK, (await Agree(partner, reply)).Status);
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("long")]
    public async Task A_reason_that_does_not_fit_is_kept_and_said_beside_the_field(string reason)
    {
        if (reason == "long")
            reason = new string('ä', 2001);
        using var above = await Product.BrowserOf(Above);
        var before = await Product.Footprint();
        var reply = await Propose(above, reason);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal(reason.Trim(), reply.Page.GetElementById(DelegationFields.TakeOverReasonId)!.TextContent);
        Assert.NotEmpty(reply.Page.GetElementById(DelegationFields.TakeOverReasonId + "-error")!.TextContent);
        Assert.Equal(before, await Product.Footprint());
    }

    [Fact]
    public async Task Who_is_not_directly_above_has_no_such_form_nor_has_anybody_for_the_root()
    {
        using var below = await Product.BrowserOf(Below);
        using var above = await Product.BrowserOf(Above);
        Assert.Null((await below.Get("/desk/checkout?act=take-over")).Form(Form));
        Assert.Null((await above.Get("/desk/platform?act=take-over")).Form("/desk/platform/take-over"));
        Assert.NotNull((await above.Get("/desk/dispatch?act=take-over")).Form("/desk/dispatch/take-over"));
    }

    [Fact]
    public async Task Where_the_pair_below_has_signed_meanwhile_it_is_refused_and_nothing_of_the_reason_is_lost()
    {
        using var above = await Product.BrowserOf(Above);
        var page = await above.Get("/desk/checkout?act=take-over");
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
        Assert.Contains("is no longer waiting for that pair", reply.Alert, StringComparison.Ordinal);
        Assert.Contains(Why, reply.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(await Entries(), e => e.Event is TakeOverProposed);
    }

    [Theory]
    [InlineData("/desk/dispatch/take-over")] // another team
    [InlineData("/desk/checkout/return")] // another formAction
    public async Task A_token_is_of_no_use_elsewhere(string elsewhere)
    {
        using var above = await Product.BrowserOf(Above);
        var fields = await above.Fields("/desk/checkout", Form);
        fields[Fields.Reason] = Why;
        var before = await Product.Footprint();
        Assert.Equal(HttpStatusCode.Conflict, (await above.Post(elsewhere, fields)).Status);
        Assert.Equal(before, await Product.Footprint());
    }

    private ReviewDesk Desk => Product.Get<ReviewDesk>();
}
