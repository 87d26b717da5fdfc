using Microsoft.Playwright;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.Browser;

public sealed class AssessmentBrowserTests : BrowserTestBase
{
    [Theory]
    [InlineData("desktop", 1280, 900, Traits = new[] { "Set", "Full" })]
    [InlineData("phone", 360, 740)]
    public async Task Both_leaders_come_from_two_views_to_one_and_sign_it(string screen, int width, int height)
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        await using var chromium = await Chromium.Start();
        await using var one = await Context(chromium, width, height);
        await using var two = await Context(chromium, width, height);
        var (pd, ed) = (
            await Checkout(one, host, driver, "pd.marketplace"),
            await Checkout(two, host, driver, "ed.marketplace")
        );

        await Capture(pd, "1-blind");
        await Rate(pd, "met", "The last four weeks were above target; the mean hides it.");
        await Seal(pd, "Sealed.");
        await Capture(pd, "2-sealed");
        await pd.GetByRole(AriaRole.Link, new() { Name = "Change what I sealed" }).ClickAsync();
        await Capture(pd, "3-sealed-change");

        await ed.ReloadAsync();
        await Rate(ed, "missed", "");
        Expecting("422");
        await ed.GetByRole(AriaRole.Button, new() { Name = "Seal my ratings" }).ClickAsync();
        await Assertions.Expect(ed.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why 'Checkout conversion'");
        await Capture(ed, "4-refused");
        await ed.Locator("#rating-conversion-partly").CheckAsync();
        await Seal(ed, "Sealed.");
        await Capture(ed, "5-revealed");

        await ed.Locator("#rating-conversion-partly").CheckAsync();
        await ed.Locator("#rationale-conversion")
            .FillAsync("Two thirds of the way is what customers felt over the whole quarter.");
        await Send(ed, "settle", "Sent to your partner.");
        await Capture(ed, "6-proposed");
        await pd.GotoAsync(pd.Url.Split('?')[0]); // as from a mail, without the receipt
        await Capture(pd, "7-partner-proposed");
        await pd.Locator("#answer-conversion-otherwise").CheckAsync();
        await pd.Locator("#rating-conversion-partly").CheckAsync();
        await pd.Locator("#rationale-conversion")
            .FillAsync(
                "Customers felt two thirds of the way over the quarter; the last four weeks show that the form works."
            );
        await Send(pd, "settle", "Sent to your partner.");
        await ed.ReloadAsync();
        await ed.Locator("#answer-conversion-yes").CheckAsync();
        await Send(ed, "settle", "Confirmed.");
        await Capture(ed, "8-one-view");

        await ed.Locator("#share-conversion").FillAsync("We started the build before the fraud rules were settled.");
        await ed.Locator("#change-conversion").FillAsync("No payment change enters a sprint without its rules.");
        await Send(ed, "settle", "Sent to your partner.");
        await pd.ReloadAsync();
        await pd.Locator("#none-conversion").CheckAsync();
        await pd.Locator("#because-conversion").FillAsync("The rules were ours to bring and they were there.");
        await pd.Locator("#answer-conversion-confirm").CheckAsync();
        await Capture(pd, "9-shares");
        await Send(pd, "settle", "Sent to your partner.");
        await ed.ReloadAsync();
        await ed.Locator("#answer-conversion-contest").CheckAsync();
        await ed.Locator("#why-conversion").FillAsync("They came in the fourth week.");
        await Send(ed, "settle", "Sent to your partner.");
        await pd.ReloadAsync();
        await Capture(pd, "10-contested");
        await pd.Locator("#none-conversion").UncheckAsync();
        await pd.Locator("#because-conversion").FillAsync("");
        await pd.Locator("#share-conversion").FillAsync("The fraud rules came in the fourth week.");
        await pd.Locator("#change-conversion").FillAsync("Rules are signed off before the quarter begins.");
        await Send(pd, "settle", "Sent to your partner.");
        await ed.ReloadAsync();
        await ed.Locator("#answer-conversion-confirm").CheckAsync();
        await Send(ed, "settle", "Sent to your partner.");

        await pd.ReloadAsync();
        await pd.Locator("#meetings").FillAsync("9");
        await pd.Locator("#wall-1-outcome").SelectOptionAsync("conversion");
        await pd.Locator("#wall-1-kind").SelectOptionAsync("waited");
        await pd.Locator("#wall-1-days").FillAsync("18");
        await pd.Locator("#wall-1-change").FillAsync("Fraud rules get a joint owner and a date.");
        await Capture(pd, "11-work");
        await Send(pd, "settle", "Sent to your partner.");
        await ed.ReloadAsync();
        await Capture(ed, "12-work-proposed");
        await ed.Locator("#answer-yes").CheckAsync();
        await Send(ed, "settle", "Confirmed.");
        await Capture(ed, "13-to-sign");
        await ed.GetByLabel("I have read the outcomes").CheckAsync();
        await ed.GetByRole(AriaRole.Button, new() { Name = "Sign off" }).ClickAsync();
        await Assertions.Expect(ed.GetByRole(AriaRole.Status)).ToContainTextAsync("Signed.");
        Assert.Empty(ConsoleErrors);

        async Task Capture(IPage page, string state)
        {
            await AssertSound(page, width);
            await Picture(page, $"assess-{state}-{screen}");
        }
    }

    [Fact]
    [Trait("Set", "Full")]
    public async Task A_pair_assesses_with_the_keyboard_alone()
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        await using var chromium = await Chromium.Start();
        await using var one = await Context(chromium, 1280, 900);
        await using var two = await Context(chromium, 1280, 900);
        var (pd, ed) = (
            await Checkout(one, host, driver, "pd.marketplace"),
            await Checkout(two, host, driver, "ed.marketplace")
        );
        foreach (var page in new[] { pd, ed })
        {
            await page.ReloadAsync();
            await Press(page, "#rating-conversion-met", "Space");
            await page.Keyboard.PressAsync("ArrowRight"); // from Met to Partly
            await Press(page, "#rating-payment-errors-met", "Space");
            await Press(page, "#rating-refund-time-met", "Space");
            await Press(page, "form[action$='/seal'] button:not([name])", "Enter");
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Sealed.");
        }
        foreach (var page in new[] { pd, ed })
        {
            await page.ReloadAsync();
            await Write(page, "#share-conversion", "Ours.");
            await Write(page, "#change-conversion", "Earlier.");
            if (page == ed)
                await Press(page, "#answer-conversion-confirm", "Space");
            await Press(page, "form[action$='/settle'] button:not([name])", "Enter");
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Sent to your partner.");
        }
        await pd.ReloadAsync();
        await Press(pd, "#answer-conversion-confirm", "Space");
        await Press(pd, "form[action$='/settle'] button:not([name])", "Enter");
        await Assertions.Expect(pd.GetByText("Confirmed by you.")).ToBeVisibleAsync();
        await Write(pd, "#meetings", "4");
        await Press(pd, "form[action$='/settle'] button:not([name])", "Enter");
        await Assertions.Expect(pd.GetByRole(AriaRole.Status)).ToContainTextAsync("Sent to your partner.");
        await ed.ReloadAsync();
        await Press(ed, "#answer-yes", "Space");
        await Press(ed, "form[action$='/settle'] button:not([name])", "Enter");
        await Assertions.Expect(ed.GetByRole(AriaRole.Heading, new() { Name = "Sign off" })).ToBeVisibleAsync();
        Assert.Equal("signing", (await driver.Team("checkout")).Stage);
        Assert.Empty(ConsoleErrors);
    }

    private async Task<IPage> Checkout(IBrowserContext context, ServerHost host, QuarterDriver driver, string leader)
    {
        var page = await Page(context, driver.Link(leader).ToString());
        await page.GotoAsync(host.Address + "desk/checkout");
        return page;
    }

    /// <summary>Rates everything but the conversion by its figures.</summary>
    private static async Task Rate(IPage page, string conversion, string note)
    {
        await page.Locator($"#rating-conversion-{conversion}").CheckAsync();
        await page.Locator("#note-conversion").FillAsync(note);
        foreach (var met in new[] { "payment-errors", "refund-time" })
            await page.Locator($"#rating-{met}-met").CheckAsync();
    }

    private static async Task Seal(IPage page, string receipt)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Seal my ratings" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(receipt);
    }

    private static async Task Send(IPage page, string formAction, string receipt)
    {
        await page.Locator($"form[action$='/{formAction}'] button:not([name])").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(receipt);
    }

    private static async Task Write(IPage page, string selector, string text)
    {
        await TabTo(page, selector);
        await page.Keyboard.TypeAsync(text);
    }
}
