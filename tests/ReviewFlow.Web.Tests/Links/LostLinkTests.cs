using System.Net;
using AngleSharp.Dom;
using ReviewFlow.Access;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Links;

/// <summary>Attacks with a link that somebody else has, and what its owner and ops do about it.</summary>
public sealed class LostLinkTests : CodeTestBase
{
    [Fact]
    public async Task A_thief_cannot_name_a_delegate_and_the_leader_hears_of_every_one_that_is_named()
    {
        using var thief = await Product.BrowserOf(Pia);
        Assert.True(IsHeld(await NameDelegate(thief)));
        Assert.Empty(await Events<DelegateNamed>());

        using var pia = await Product.BrowserOf(Pia);
        await EnterCode(pia, await NameDelegate(pia), Pia);
        await Product.RunDueWork();
        Assert.Single(Product.RecordingSender.To(Pia), p => p.Kind == "delegate-named");
    }

    [Fact]
    public async Task This_was_not_me_ends_links_browsers_and_delegations_after_a_deliberate_choice()
    {
        using var thief = await Product.BrowserOf(Pia);
        await EnterCode(thief, await NameDelegate(thief), Pia);
        await Product.RunDueWork();
        using var delegated = await Product.BrowserOf("dana@example.org");
        Assert.Equal(HttpStatusCode.OK, (await delegated.Get("/desk")).Status);

        using var owner = Product.Browser();
        var page = await owner.Get($"/l/{Product.RecordingSender.To(Pia).Last(p => p.Kind == "code").Token}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.Post(page, "/not-me")).Status);
        Assert.Empty(await Events<LinksEnded>());
        await owner.Post(page, "/not-me", (Fields.Sure, Fields.Yes));

        Assert.Equal(HttpStatusCode.NotFound, (await thief.Get("/desk")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await delegated.Get("/desk")).Status);
        Assert.Single(await Events<DelegationEnded>());
        await Product.RunDueWork();
        using var pia = await Product.BrowserOf(Pia);
        Assert.True(IsHeld(await Sign(pia)));
    }

    [Fact]
    public async Task Ops_end_the_links_of_somebody_who_left_and_an_open_form_of_theirs_does_nothing()
    {
        using var leaver = await Product.BrowserOf(Pia);
        await EnterCode(leaver, await Sign(leaver), Pia);
        var form = await leaver.Fields("/desk/checkout", "/desk/checkout/withdraw");
        form[Fields.Reason] = "I have left";

        using var ops = Product.Ops();
        var body = new StringContent($$"""{"email":"{{Pia}}","reason":"She has left the company"}""");
        var reply = await ops.PostAsync(new Uri("api/quarters/2026-Q3/links/end", UriKind.Relative), body, Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await leaver.Post("/desk/checkout/withdraw", form)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await leaver.Get("/desk/report.pdf")).Status);
        Assert.Empty(await Events<SignOffWithdrawn>());
        Assert.Equal("She has left the company", Assert.Single(await Events<LinksEnded>()).Reason);
    }

    [Fact]
    public async Task Ops_vouch_for_the_browser_that_waits_and_the_same_post_goes_through_without_a_code()
    {
        using var pia = await Product.BrowserOf(Pia);
        var held = await Sign(pia);
        var label = held.Page.QuerySelector("main code")!.TextContent;
        using var ops = Product.Ops();
        var body = new StringContent($$"""{"email":"{{Pia}}","browser":"{{label}}","reason":"She called"}""");
        var reply = await ops.PostAsync(new Uri("api/quarters/2026-Q3/vouch", UriKind.Relative), body, Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);

        Assert.False(IsHeld(await pia.Post(held, SignOff)));
        Assert.Single(await Events<SignedOff>());
        await Product.RunDueWork();
        Assert.Contains(Product.RecordingSender.To(Pia), p => p.Kind == "vouched-for");
    }

    [Fact]
    public async Task An_act_that_meets_the_end_of_its_link_is_refused_where_it_is_decided()
    {
        var credential = new Credential(PersonId.Of(Pia), new('a', 64), IssuedAt: 1, new('b', 64));
        var unseal = new QuarterCommand.OfTeam(
            SampleRosters.Checkout,
            new AssessmentCommand.Unseal(SampleRosters.Product("market"), new("Pia of market", Pia), Round: 1)
        );
        await Do(new QuarterCommand.EndLinks(PersonId.Of(Pia)));
        var refused = Assert.IsType<Application.Desk.CommandResult.Refused>(
            await Product
                .Get<Application.Desk.ReviewDesk>()
                .Execute(SampleRosters.Q3, unseal, key: null, Stop, credential)
        );
        Assert.Equal(Refusal.LinkEnded, refused.Why);
    }

    [Fact]
    public async Task Two_people_in_one_browser_do_not_disturb_each_other()
    {
        using var shared = await Product.BrowserOf(Pia);
        var pia = await shared.Get("/desk/checkout");
        var address = pia.Message.RequestMessage!.RequestUri!.AbsolutePath;
        Product.Time.Advance(TimeSpan.FromSeconds(1));
        await shared.Get($"/l/{Product.RecordingSender.To(Tom).Last().Token}");
        var tom = await shared.Get("/desk/checkout");
        Assert.NotEqual(address, tom.Message.RequestMessage!.RequestUri!.AbsolutePath);

        var fields = Browser.Fields(pia, SignOff);
        fields[Fields.Confirmed] = Fields.Yes;
        var action = address + "/sign-off";
        var held = await shared.Post(action, fields);
        fields[HeldForm.CodeField] = await CodeFor(Pia);
        Assert.True(IsHeld(held));
        await shared.Post(action, fields);
        Assert.Equal(Pia, Assert.Single(await Events<SignedOff>()).Signer.Email);
    }

    [Fact]
    public async Task A_form_of_one_person_is_none_for_another()
    {
        using var pia = await Product.BrowserOf(Pia);
        using var tom = await Product.BrowserOf(Tom);
        var fields = await pia.Fields("/desk/checkout", SignOff);
        fields[Fields.Confirmed] = Fields.Yes;
        await tom.Post(SignOff, fields);
        Assert.Empty(await Events<SignedOff>());
        Assert.Empty(await Events<CodeSent>());
    }

    private static async Task<Reply> NameDelegate(Browser browser) =>
        await browser.Post(
            await browser.Get("/desk"),
            "/delegate",
            (DelegationFields.Name, "Dana Diaz"),
            (DelegationFields.Email, "dana@example.org"),
            (DelegationFields.From, "2026-10-01"),
            (DelegationFields.Until, "2027-09-30")
        );
}
