using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.Browser;

/// <summary>Leaders sign off in a real browser, from the mail to the receipt.</summary>
public sealed partial class SigningBrowserTests : BrowserTestBase
{
    [Theory]
    [InlineData("desktop", 1280, 900, Traits = new[] { "Set", "Full" })]
    [InlineData("phone", 360, 740)]
    public async Task A_leader_goes_from_the_mail_to_the_receipt(string screen, int width, int height)
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await using var chromium = await Chromium.Start();
        await using var context = await Context(chromium, width, height);
        var page = await FromTheMail(context, host, "pd.marketplace@example.com");

        await AssertSound(page, width);
        await Picture(page, $"desk-{screen}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Start with Checkout" }).ClickAsync();
        await AssertSound(page, width);
        await Picture(page, $"team-{screen}");
        await page.GetByLabel("I have read the outcomes").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign off" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Signed.");
        await AssertSound(page, width);

        await page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByText("Return it instead").ClickAsync();
        await page.GetByLabel("What has to change before you can sign?")
            .FillAsync("Which weeks are these numbers from?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Return", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Returned.");
        await AssertSound(page, width);

        await AssertCookie(context);
        Assert.Equal("signed+awaited, notYet+notYet", QuarterDriver.Seats(await driver.Team("checkout")));
        Assert.Equal("returned", (await driver.Team("search")).Stage);
        Assert.Empty(ConsoleErrors);
    }

    [Fact]
    public async Task The_other_leader_signs_with_the_keyboard_alone()
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await driver.SignOff("cpo", "platform");
        await using var chromium = await Chromium.Start();
        await using var context = await Context(chromium, 1280, 900);
        var page = await Page(context, driver.Link("cto").ToString());

        await TabTo(page, "a.button");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(Platform());
        await TabTo(page, "input[type=checkbox]");
        await page.Keyboard.PressAsync("Space");
        await TabTo(page, "form.sign button");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Signed.");
        Assert.Equal("signed+signed", QuarterDriver.Seats(await driver.Team("platform")));
        Assert.Empty(ConsoleErrors);
    }

    [Fact]
    public async Task Without_JavaScript_everything_works_the_same()
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await using var chromium = await Chromium.Start();
        await using var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(driver.Link("ed.logistics").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Rider App", Exact = true }).ClickAsync();
        await page.GetByLabel("I have read the outcomes").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign off" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Signed.");
        Assert.Equal("awaited+signed, notYet+notYet", QuarterDriver.Seats(await driver.Team("rider-app")));
    }

    [Theory]
    [InlineData(1280, 900, Traits = new[] { "Set", "Full" })]
    [InlineData(360, 740)]
    public async Task Every_other_page_is_as_sound_as_the_journey_itself(int width, int height)
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await using var chromium = await Chromium.Start();
        await using var context = await Context(chromium, width, height);
        var outbox = await Outbox(host);
        string[] addresses =
        [
            host.Address.ToString(),
            outbox,
            $"{outbox}/{Path.GetFileName(Directory.GetFiles(host.Server.Data.Mail)[0])}",
        ];
        foreach (var address in addresses)
            await AssertSound(await Page(context, address), width);

        // A refusal by the server: the browser's own check is switched off.
        var refused = await Page(context, driver.Link("cto").ToString());
        await refused.GotoAsync(host.Address + "desk/platform");
        await refused.EvaluateAsync("document.querySelector('form.sign').noValidate = true");
        Expecting("422");
        await refused.GetByRole(AriaRole.Button, new() { Name = "Sign off" }).ClickAsync();
        await Assertions.Expect(refused.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tick the box");
        await AssertSound(refused, width);

        Expecting("404");
        var dead = await Page(context, host.Address + "l/" + new string('A', 43));
        await Assertions
            .Expect(dead.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToContainTextAsync("This is not a complete link");
        await AssertSound(dead, width);

        await driver.SignEverything();
        var report = await Page(context, driver.Link("ceo").ToString());
        await Assertions
            .Expect(report.GetByRole(AriaRole.Link, new() { Name = "Download the report" }))
            .ToBeVisibleAsync();
        await AssertSound(report, width);
        await Picture(report, $"report-{width}");
        Assert.Empty(ConsoleErrors);
    }

    /// <summary>Restarts the server with the sample, so that it shows its mails.</summary>
    private static async Task<string> Outbox(ServerHost host)
    {
        host.Server.IsSample = true;
        await host.Restart();
        return host.Server.Outbox.ToString();
    }

    /// <summary>From the local outbox through the mail's link to the leader's reviews.</summary>
    private async Task<IPage> FromTheMail(IBrowserContext context, ServerHost host, string address)
    {
        var outbox = await Page(context, await Outbox(host));
        await outbox.GetByRole(AriaRole.Row).Filter(new() { HasText = address }).GetByRole(AriaRole.Link).ClickAsync();
        var opened = await context.RunAndWaitForPageAsync(() =>
            outbox.FrameLocator("iframe.letter").GetByRole(AriaRole.Link).First.ClickAsync()
        );
        CollectErrors(opened);
        await Assertions.Expect(opened).ToHaveURLAsync(Desk());
        return opened;
    }

    private static async Task AssertCookie(IBrowserContext context)
    {
        var cookie = Assert.Single(await context.CookiesAsync());
        Assert.True(cookie.HttpOnly);
        Assert.Equal((SameSiteAttribute.Lax, "/"), (cookie.SameSite, cookie.Path));
    }

    [GeneratedRegex("/desk$")]
    private static partial Regex Desk();

    [GeneratedRegex("/desk/platform$")]
    private static partial Regex Platform();
}
