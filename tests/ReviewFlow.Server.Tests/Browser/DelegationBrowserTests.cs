using System.Globalization;
using Microsoft.Playwright;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.Browser;

/// <summary>A delegate acts for a leader, and the pair above takes over a team.</summary>
public sealed class DelegationBrowserTests : BrowserTestBase
{
    [Theory]
    [InlineData("desktop", 1280, 900, Traits = new[] { "Set", "Full" })]
    [InlineData("phone", 360, 740)]
    public async Task A_leader_goes_away_their_delegate_signs_and_the_pair_above_takes_over_another_team(
        string screen,
        int width,
        int height
    )
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await using var chromium = await Chromium.Start();
        await using var context = await Context(chromium, width, height);

        // The leader: first a mistake, then a valid delegate, then a second one, which is refused.
        var page = await Page(context, driver.Link("pd.marketplace").ToString());
        await Name(page, "Dana Diaz", "dana@example", Later);
        await page.EvaluateAsync("document.querySelector('#act form').noValidate = true");
        await page.GetByLabel("E-mail").FillAsync("dana at example.com");
        Expecting("422");
        await page.GetByRole(AriaRole.Button, new() { Name = "Name my delegate" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("plain e-mail address");
        await AssertSound(page, width);
        await Picture(page, $"team-away-refused-{screen}");
        await page.GetByLabel("E-mail").FillAsync("dana@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Name my delegate" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Dana Diaz acts on your behalf");
        await AssertSound(page, width);
        await Picture(page, $"team-away-{screen}");
        Expecting("409");
        await Name(page, "Engineering Director, Logistics", "cto@example.com", Later);
        await page.GetByRole(AriaRole.Button, new() { Name = "Name my delegate" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("You already have a delegate for that time");
        await AssertSound(page, width);

        // The delegate.
        await driver.Settled();
        await using var hers = await Context(chromium, width, height);
        var dana = await Page(hers, driver.Link("dana").ToString());
        await Assertions
            .Expect(dana.GetByText("You are acting on behalf of Product Director, Marketplace"))
            .ToBeVisibleAsync();
        await Assertions.Expect(dana.GetByText("Name a delegate")).ToHaveCountAsync(0);
        await AssertSound(dana, width);
        await Picture(dana, $"team-delegates-desk-{screen}");
        await dana.GetByRole(AriaRole.Link, new() { Name = "Start with Checkout" }).ClickAsync();
        await dana.GetByLabel("I have read the outcomes").CheckAsync();
        await AssertSound(dana, width);
        await Picture(dana, $"team-of-a-delegate-{screen}");
        await dana.GetByRole(AriaRole.Button, new() { Name = "Sign off" }).ClickAsync();
        await Assertions
            .Expect(dana.GetByRole(AriaRole.Status))
            .ToContainTextAsync("Signed on behalf of Product Director, Marketplace.");
        await Assertions
            .Expect(dana.GetByText("Dana Diaz on behalf of Product Director, Marketplace"))
            .ToBeVisibleAsync();
        await AssertSound(dana, width);

        // The pair above.
        await using var theirs = await Context(chromium, width, height);
        var cpo = await Page(theirs, driver.Link("cpo").ToString());
        await cpo.GotoAsync(host.Address + "desk/search");
        await cpo.GetByRole(AriaRole.Link, new() { Name = "Propose it to my partner" }).ClickAsync();
        await AssertSound(cpo, width);
        await Picture(cpo, $"team-take-over-{screen}");
        await cpo.GetByLabel("Why do you two have to take it over?")
            .FillAsync("One seat is vacant until December; we answer for Search until it is filled.");
        await cpo.GetByRole(AriaRole.Button, new() { Name = "Propose it to my partner" }).ClickAsync();
        await Assertions.Expect(cpo.GetByRole(AriaRole.Status)).ToContainTextAsync("It is waiting for your partner.");
        await AssertSound(cpo, width);
        await using var others = await Context(chromium, width, height);
        var cto = await Page(others, driver.Link("cto").ToString());
        await cto.GotoAsync(host.Address + "desk/search");
        await cto.GetByRole(AriaRole.Link, new() { Name = "Take it over together" }).ClickAsync();
        await AssertSound(cto, width);
        await Picture(cto, $"team-take-over-asked-{screen}");
        await cto.GetByLabel("I agree to exactly this reason").CheckAsync();
        await cto.GetByRole(AriaRole.Button, new() { Name = "Take it over together" }).ClickAsync();
        await Assertions.Expect(cto.GetByRole(AriaRole.Status)).ToContainTextAsync("Taken over");
        await AssertSound(cto, width);
        await Picture(cto, $"team-taken-over-{screen}");
        Assert.Equal("takenOver+takenOver, awaited+awaited", QuarterDriver.Seats(await driver.Team("search")));
        Assert.Empty(ConsoleErrors);
    }

    [Fact]
    [Trait("Set", "Full")]
    public async Task Naming_a_delegate_signing_as_one_and_taking_over_need_nothing_but_the_keyboard()
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await using var chromium = await Chromium.Start();
        await using var context = await Context(chromium, 1280, 900);
        var page = await Page(context, driver.Link("pd.marketplace").ToString());
        await OpenForm(page, "delegate");
        await TabTo(page, "#delegate-name");
        await page.Keyboard.TypeAsync("Dana Diaz");
        await TabTo(page, "#delegate-email");
        await page.Keyboard.TypeAsync("dana@example.com");
        await TabTo(page, "#delegate-until");
        await page.Keyboard.TypeAsync(Later.ToString("MMddyyyy", CultureInfo.InvariantCulture));
        await Press(page, "#act form button", "Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Dana Diaz acts on your behalf");

        await driver.Settled();
        await using var hers = await Context(chromium, 1280, 900);
        var dana = await Page(hers, driver.Link("dana").ToString());
        await Press(dana, "a.button", "Enter");
        await Assertions.Expect(dana.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Checkout");
        await Press(dana, "input[type=checkbox]", "Space");
        await Press(dana, "form.sign button", "Enter");
        await Assertions.Expect(dana.GetByRole(AriaRole.Status)).ToContainTextAsync("on behalf of");

        foreach (var (leader, step) in new[] { ("cpo", "propose"), ("cto", "agree") })
        {
            await using var above = await Context(chromium, 1280, 900);
            var theirs = await Page(above, driver.Link(leader).ToString());
            await theirs.GotoAsync(host.Address + "desk/search");
            if (step == "propose")
            {
                await OpenForm(theirs, "take-over");
                await TabTo(theirs, "#take-over-reason");
                await theirs.Keyboard.TypeAsync("Both are away.");
                await Press(theirs, "#act form button", "Enter");
            }
            else
            {
                await OpenForm(theirs, "agree-to-take-over");
                await Press(theirs, "#take-over-agree", "Space");
                await Press(theirs, "#act form button", "Enter");
            }
            await Assertions
                .Expect(theirs.GetByRole(AriaRole.Status))
                .ToContainTextAsync(step == "propose" ? "Proposed" : "Taken over");
        }

        await page.GotoAsync(host.Address + "desk");
        await OpenForm(page, "end-delegation-1");
        await Press(page, ".stand-ins button", "Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("no longer acts on your behalf");
        Assert.Empty(ConsoleErrors);
    }

    /// <summary>A week from now. A delegation begins today by the server's clock.</summary>
    private static DateTime Later => DateTime.UtcNow.AddDays(7);

    private static async Task Name(IPage page, string name, string email, DateTime until)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Name a delegate" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Last day").FillAsync(until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
