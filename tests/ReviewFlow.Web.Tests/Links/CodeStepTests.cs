using System.Net;
using AngleSharp.Dom;
using ReviewFlow.Access;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Links;

/// <summary>The first act from a browser: held, proven by a code, carried out once.</summary>
public sealed class CodeStepTests : CodeTestBase
{
    [Fact]
    public async Task Reading_needs_the_link_alone_and_the_first_act_a_code()
    {
        using var pia = await Product.BrowserOf(Pia);
        Assert.Equal(HttpStatusCode.OK, (await pia.Get("/desk/checkout")).Status);

        var held = await Sign(pia);
        Assert.True(IsHeld(held));
        Assert.Contains(Pia, held.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await Events<SignedOff>());

        var done = await EnterCode(pia, held, Pia);
        Assert.Contains("Signed.", done.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await Events<SignedOff>());
    }

    [Fact]
    public async Task A_proven_browser_stays_proven_and_another_does_not()
    {
        using var pia = await Product.BrowserOf(Pia);
        await EnterCode(pia, await Sign(pia), Pia);
        Product.Time.Advance(TimeSpan.FromDays(20));
        Assert.False(IsHeld(await Withdraw(pia)));

        using var other = await Product.BrowserOf(Pia);
        Assert.True(IsHeld(await Sign(other)));
    }

    [Fact]
    public async Task Whoever_holds_a_forwarded_link_reads_and_signs_nothing()
    {
        using var thief = await Product.BrowserOf(Pia);
        var held = await Sign(thief);
        var code = await CodeFor(Pia); // the owner has it
        var refused = await thief.Post(held, SignOff, (HeldForm.CodeField, Wrong(code)));
        Assert.True(IsHeld(refused));
        Assert.Contains("That code is not right.", refused.Alert, StringComparison.Ordinal);
        Assert.Empty(await Events<SignedOff>());
        Assert.Single(await Events<CodeRefused>());
    }

    [Fact]
    public async Task A_code_of_one_browser_is_none_in_another()
    {
        using var pia = await Product.BrowserOf(Pia);
        using var thief = await Product.BrowserOf(Pia);
        await Sign(pia);
        var code = await CodeFor(Pia);
        var held = await Sign(thief);
        Assert.True(IsHeld(await thief.Post(held, SignOff, (HeldForm.CodeField, code))));
        Assert.Empty(await Events<SignedOff>());
    }

    [Fact]
    public async Task A_post_that_is_sent_again_with_its_code_is_carried_out_once()
    {
        using var pia = await Product.BrowserOf(Pia);
        var held = await Sign(pia);
        var fields = Browser.Fields(held, SignOff);
        fields[HeldForm.CodeField] = await CodeFor(Pia);
        await pia.Post(SignOff, fields);
        await pia.Post(SignOff, fields);
        Assert.Single(await Events<SignedOff>());
        Assert.Single(await Events<BrowserProven>());
    }

    [Fact]
    public async Task Ten_wrong_codes_end_the_link_and_its_owner_is_mailed_a_fresh_one()
    {
        var answer = default(Reply);
        for (var browsers = 0; browsers < 2; browsers++)
        {
            using var thief = await Product.BrowserOf(Pia);
            var held = await Sign(thief);
            var wrong = Wrong(await CodeFor(Pia));
            for (var tries = 0; tries < AccessRules.MaxTriesPerCode; tries++)
                answer = await thief.Post(held, SignOff, (HeldForm.CodeField, wrong));
        }
        Assert.Equal(HttpStatusCode.Unauthorized, answer!.Status);
        await Product.RunDueWork();
        Assert.Equal("link-ended", Product.RecordingSender.To(Pia).Last().Kind);
        using var owner = await Product.BrowserOf(Pia);
        Assert.Contains("Signed.", (await EnterCode(owner, await Sign(owner), Pia)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_code_can_be_asked_for_after_a_minute_and_the_old_one_is_over()
    {
        using var pia = await Product.BrowserOf(Pia);
        var held = await Sign(pia);
        var first = await CodeFor(Pia);
        var early = await pia.Post(held, SignOff, (HeldForm.NewCodeField, Fields.Yes));
        Assert.Contains("You can ask for another one after a minute.", early.Alert, StringComparison.Ordinal);

        Product.Time.Advance(TimeSpan.FromSeconds(60));
        held = await pia.Post(held, SignOff, (HeldForm.NewCodeField, Fields.Yes));
        var second = await CodeFor(Pia);
        Assert.Equal(2, (await Events<CodeSent>()).Length);
        if (first != second)
            Assert.True(IsHeld(await pia.Post(held, SignOff, (HeldForm.CodeField, first))));
        Assert.False(IsHeld(await pia.Post(held, SignOff, (HeldForm.CodeField, $" {second[..3]} {second[3..]} "))));
        Assert.Single(await Events<SignedOff>());
    }

    [Fact]
    public async Task The_review_hash_is_checked_again_after_the_code()
    {
        using var pia = await Product.BrowserOf(Pia);
        var held = await Sign(pia);
        await Do(
            new QuarterCommand.OfTeam(
                SampleRosters.Checkout,
                new SigningCommand.Amend(SampleRosters.Card(70), "A wrong figure")
            )
        );

        var refused = await EnterCode(pia, held, Pia);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Empty(await Events<SignedOff>());
    }

    [Fact]
    public async Task Who_signs_out_has_to_prove_the_browser_again()
    {
        using var pia = await Product.BrowserOf(Pia);
        var done = await EnterCode(pia, await Sign(pia), Pia);
        var signedOut = await pia.Post(done, "/sign-out");
        Assert.Contains("You are signed out", signedOut.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await pia.Get("/desk")).Status);

        await pia.Get($"/l/{Product.RecordingSender.To(Pia).First(p => p.Kind == "invitation").Token}");
        Assert.True(IsHeld(await Withdraw(pia)));
    }

    [Fact]
    public async Task No_code_is_in_the_database_or_in_the_log()
    {
        using var pia = await Product.BrowserOf(Pia);
        await Sign(pia);
        var code = await CodeFor(Pia);
        var spaced = $"{code[..3]} {code[3..]}";
        foreach (var path in Directory.GetFiles(Product.Folder, "reviewflow.db*"))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(spaced, await reader.ReadToEndAsync(Stop), StringComparison.Ordinal);
        }
        Assert.DoesNotContain(spaced, Product.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<Reply> Withdraw(Browser browser) =>
        await browser.Post(
            await browser.Get("/desk/checkout"),
            "/desk/checkout/withdraw",
            (Fields.Reason, "I signed too early")
        );
}
