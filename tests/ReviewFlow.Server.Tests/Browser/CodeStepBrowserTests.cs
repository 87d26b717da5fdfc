using Microsoft.Playwright;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Server.Tests.Browser;

/// <summary>Signing where a link opens and a code proves, and what becomes of text on the way.</summary>
public sealed class CodeStepBrowserTests(ITestOutputHelper output) : BrowserTestBase
{
    private const string Pia = "product.market@example.com",
        Reason = "Which weeks are these numbers from? July has five.";

    /// <summary>From opening the mail to the recorded signature of one ready team.</summary>
    [Fact]
    public async Task A_signature_takes_four_actions_and_six_from_a_new_browser()
    {
        await using var visit = await Visit.Start(SampleRosters.ThreePairsFile);
        var fresh = await Sign(visit, isProven: false);
        await visit.Do(new QuarterCommand.SendFreshLink(People.PersonId.Of(Pia), LinkPurpose.Desk));
        await Withdraw(visit);
        var proven = await Sign(visit, isProven: true, "fresh-link");

        output.WriteLine($"new browser: {fresh.Count} actions (at most 6): {string.Join(", ", fresh)}");
        output.WriteLine($"proven browser: {proven.Count} actions (at most 4): {string.Join(", ", proven)}");
        Assert.InRange(fresh.Count, 1, 6);
        Assert.InRange(proven.Count, 1, 4);
    }

    [Fact]
    public async Task A_form_that_was_open_for_thirteen_hours_goes_on_with_everything_that_was_typed()
    {
        await using var visit = await Visit.Start(SampleRosters.ThreePairsFile);
        Expecting("401");
        await Sign(visit, isProven: false);
        await visit.Page.GotoAsync($"{visit.Product.Url}desk/checkout?act=return");
        await visit.Page.GetByLabel("What has to change before you can sign?").FillAsync(Reason);
        visit.Product.Time.Advance(TimeSpan.FromHours(13));
        await visit.Press("Return");

        var page = visit.Page;
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Open your link again, then go on here");
        await Assertions.Expect(page.GetByText(Reason)).ToBeVisibleAsync();
        await AssertSound(page, 360);
        await Picture(page, "held-after-expiry");

        var other = await visit.Context.NewPageAsync(); // the mail, in another tab
        await other.GotoAsync($"{visit.Product.Url}l/{visit.Product.RecordingSender.To(Pia).First().Token}");
        await visit.Press("Go on");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Returned.");
        var review = (await visit.Quarter()).Reviews[SampleRosters.Checkout];
        Assert.Equal(Reason, review.Returned!.Reason);

        await page.GetByText("Take my return back").ClickAsync();
        await Assertions.Expect(page.GetByText("The signature of Pia of market stands again.")).ToBeVisibleAsync();
        await AssertSound(page, 360);
        await Picture(page, "take-back");
        Assert.Empty(ConsoleErrors);
    }

    [Fact]
    public async Task A_refused_text_stays_in_its_field_and_on_the_next_visit()
    {
        await using var visit = await Visit.Start(SampleRosters.ThreePairsFile);
        await Sign(visit, isProven: false);
        Expecting("409");
        await visit.Page.GotoAsync($"{visit.Product.Url}desk/checkout?act=return");
        await visit.Page.EvaluateAsync("document.querySelector('input[name=hash]').value = '0'.repeat(64)");
        await visit.Page.GetByLabel("What has to change before you can sign?").FillAsync(Reason);
        await visit.Press("Return");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions
            .Expect(visit.Page.GetByLabel("What has to change before you can sign?"))
            .ToHaveValueAsync(Reason);
        await AssertSound(visit.Page, 360);
        await Picture(visit.Page, "refused-text-kept");

        await visit.Page.GotoAsync($"{visit.Product.Url}desk/checkout?act=return");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your draft, kept on");
        await Assertions
            .Expect(visit.Page.GetByLabel("What has to change before you can sign?"))
            .ToHaveValueAsync(Reason);
        await AssertSound(visit.Page, 360);
        await Picture(visit.Page, "draft");
        Assert.Empty(ConsoleErrors);
    }

    private async Task<IReadOnlyList<string>> Sign(Visit visit, bool isProven, string mail = "invitation")
    {
        await visit.OpenMail(Pia, mail);
        CollectErrors(visit.Page);
        await visit.OpenLink();
        await visit.Follow("Start with");
        await visit.Tick("I have read the outcomes");
        await visit.Press("Sign off");
        if (!isProven)
        {
            await AssertSound(visit.Page, 360);
            await Picture(visit.Page, "code");
            await visit.EnterCode(Pia);
        }
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Signed.");
        await AssertSound(visit.Page, 360);
        return [.. visit.Actions];
    }

    private static async Task Withdraw(Visit visit)
    {
        var seat = SampleRosters.Product("market");
        await visit.Do(
            new QuarterCommand.OfTeam(
                SampleRosters.Checkout,
                new SigningCommand.Withdraw(seat, SampleRosters.Holder(seat), "To sign again")
            )
        );
    }
}
