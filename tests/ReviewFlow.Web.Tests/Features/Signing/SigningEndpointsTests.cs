using System.Net;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Signing;

public sealed class SigningEndpointsTests : SigningTestBase
{
    [Fact]
    public async Task A_sign_off_is_recorded_and_its_receipt_names_the_ledger_entry()
    {
        using var browser = await Product.BrowserOf(Pia);
        var done = await Sign(browser);

        var entry = (await Entries())[^1];
        Assert.IsType<SignedOff>(entry.Event);
        Assert.Equal(
            (HttpStatusCode.OK, $"?entry={entry.Version}"),
            (done.Status, done.Message.RequestMessage!.RequestUri!.Query)
        );
        Assert.Contains(
            $"ledger entry {entry.Version}",
            done.Page.QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_sign_off_without_the_box_is_not_recorded_and_the_page_says_what_is_missing()
    {
        using var browser = await Product.BrowserOf(Pia);
        var before = await Product.Footprint();
        var reply = await browser.Post(await browser.Get("/desk/checkout"), SignOff);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Contains("Tick the box", reply.Alert, StringComparison.Ordinal);
        Assert.Equal(before, await Product.Footprint());
        Assert.Equal(HttpStatusCode.OK, (await browser.Post(reply, SignOff, (Fields.Confirmed, Fields.Yes))).Status);
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("long")]
    public async Task A_return_that_does_not_fit_keeps_what_was_typed(string reason)
    {
        if (reason == "long")
            reason = new string('ä', 2001);
        using var browser = await Product.BrowserOf(Pia);
        var reply = await browser.Post(
            await browser.Get("/desk/checkout"),
            "/desk/checkout/return",
            (Fields.Reason, reason)
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal(reason.Trim(), reply.Page.QuerySelector("#" + FieldIds.ReturnReason)!.TextContent);
    }

    [Fact]
    public async Task What_changed_meanwhile_is_not_signed_and_the_reader_is_told()
    {
        using var browser = await Product.BrowserOf(Pia);
        var page = await browser.Get("/desk/checkout");
        await Product
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

        var reply = await browser.Post(page, SignOff, (Fields.Confirmed, Fields.Yes));

        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Contains("revision 2", reply.Alert, StringComparison.Ordinal);
        Assert.DoesNotContain(await Entries(), e => e.Event is SignedOff);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_or_ten_times_at_once_signs_once()
    {
        using var browser = await Product.BrowserOf(Pia);
        var fields = await browser.Fields("/desk/checkout", SignOff);
        fields[Fields.Confirmed] = Fields.Yes;

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => browser.Post(SignOff, fields)));

        Assert.All(replies, r => Assert.Equal(HttpStatusCode.OK, r.Status));
        Assert.Single(await Entries(), e => e.Event is SignedOff);
    }

    [Theory]
    [InlineData(50, false, 1)]
    [InlineData(40, true, 2)]
    public async Task Fifty_parallel_posts_of_one_seat_and_forty_of_both_sign_once_for_each_seat(
        int posts,
        bool ofBoth,
        int entries
    )
    {
        // Each is a form of its own in a browser of its own: the one-time token alone would not hold them back.
        var browsers = await Task.WhenAll(
            Enumerable.Range(0, posts).Select(i => Product.BrowserOf(ofBoth && i % 2 == 1 ? Tom : Pia))
        );
        var forms = await Task.WhenAll(browsers.Select(async b => (Browser: b, Page: await b.Get("/desk/checkout"))));
        Assert.Equal(posts, forms.Select(f => Browser.Fields(f.Page, SignOff)[Fields.Token]).Distinct().Count());

        var replies = await Task.WhenAll(
            forms.Select(f => f.Browser.Post(f.Page, SignOff, (Fields.Confirmed, Fields.Yes)))
        );

        Assert.All(replies, r => Assert.Equal(HttpStatusCode.OK, r.Status));
        var signed = (await Entries()).Select(e => e.Event).OfType<SignedOff>().ToArray();
        Assert.Equal((entries, entries), (signed.Length, signed.Select(s => s.Seat).Distinct().Count()));
        foreach (var browser in browsers)
            browser.Dispose();
    }

    [Theory]
    [InlineData("another browser of the same leader", Pia, SignOff)]
    [InlineData("the partner's browser", Tom, SignOff)]
    [InlineData("another formAction", null, "/desk/checkout/return")]
    [InlineData("no token", null, SignOff)]
    [InlineData("a letter changed", null, SignOff)]
    public async Task A_form_token_is_of_no_use_elsewhere(string where, string? whose, string action)
    {
        using var browser = await Product.BrowserOf(Pia);
        var fields = await browser.Fields("/desk/checkout", SignOff);
        (fields[Fields.Confirmed], fields[Fields.Reason]) = (Fields.Yes, "Look again");
        if (where == "no token")
            fields.Remove(Fields.Token);
        if (where == "a letter changed")
            fields[Fields.Token] = fields[Fields.Token][..^1] + (fields[Fields.Token][^1] == 'A' ? 'B' : 'A');
        using var other = await Product.BrowserOf(whose ?? Pia);
        var before = await Product.Footprint();

        var reply = await (whose is null ? browser : other).Post(action, fields);

        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Equal(before, await Product.Footprint());
    }

    [Theory]
    [InlineData("/desk/dispatch")]
    [InlineData("/desk/platform")]
    [InlineData("/desk/nobody")]
    [InlineData("/desk/Not%20a%20slug")]
    public async Task A_leader_opens_no_team_of_another_pair_and_posts_to_none(string team)
    {
        using var browser = await Product.BrowserOf(Pia);
        var fields = await browser.Fields("/desk/checkout", SignOff);
        var before = await Product.Footprint();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(team)).Status);
        foreach (var formAction in new[] { "sign-off", "return", "withdraw" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Post($"{team}/{formAction}", fields)).Status);
        Assert.Equal(before, await Product.Footprint());
    }

    private async Task<IReadOnlyList<ReviewFlow.Application.Ledger.LedgerEntry>> Entries() =>
        await Product
            .Get<ReviewFlow.Application.Ledger.ILedger>()
            .Read(SampleRosters.Q3, 0, TestContext.Current.CancellationToken);

    private static async Task<Reply> Sign(Browser browser) =>
        await browser.Post(await browser.Get("/desk/checkout"), SignOff, (Fields.Confirmed, Fields.Yes));
}
