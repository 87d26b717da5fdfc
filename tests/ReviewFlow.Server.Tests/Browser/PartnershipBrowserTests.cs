using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.Browser;

/// <summary>Of the two leaders one uses mouse or finger, the other the keyboard alone.</summary>
public sealed partial class PartnershipBrowserTests : BrowserTestBase
{
    private static readonly string[] Statements =
    [
        "oneBudget",
        "onePlan",
        "noSurprises",
        "settledBetweenUs",
        "defendPartner",
    ];

    [Theory]
    [InlineData("desktop", 1280, 900, Traits = new[] { "Set", "Full" })]
    [InlineData("phone", 360, 740)]
    public async Task Two_leaders_answer_blind_read_each_other_and_agree_on_a_joint_commitment(
        string screen,
        int width,
        int height
    )
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        await using var chromium = await Chromium.Start();
        await using var hers = await Context(chromium, width, height);
        var pia = await Page(hers, driver.Link("pd.marketplace").ToString());
        await AssertSound(pia, width);
        await Picture(pia, $"partnership-desk-{screen}");
        await pia.GetByRole(AriaRole.Link, new() { Name = "You and your partner" }).ClickAsync();
        await AssertSound(pia, width);
        await Picture(pia, $"partnership-form-{screen}");
        foreach (var statement in Statements)
            await pia.Locator($"input[name={statement}][value=partly]").CheckAsync();
        await pia.GetByRole(AriaRole.Button, new() { Name = "Seal my answers" }).ClickAsync();
        await Assertions.Expect(pia.GetByRole(AriaRole.Status)).ToContainTextAsync("Answered.");
        await AssertSound(pia, width);
        await Picture(pia, $"partnership-answered-{screen}");

        await using var his = await Context(chromium, width, height);
        var tom = await Page(his, driver.Link("ed.marketplace").ToString());
        await TabTo(tom, "a[href*='/desk/partnership/']");
        await tom.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tom).ToHaveURLAsync(CheckPage());
        foreach (var statement in Statements)
        {
            await TabTo(tom, $"input[name={statement}]");
            await tom.Keyboard.PressAsync("Space");
        }
        await tom.Keyboard.PressAsync("ArrowDown"); // the last one: partly
        await TabTo(tom, "main form button");
        await tom.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(tom.GetByRole(AriaRole.Heading, new() { Name = "What you both said" }))
            .ToBeVisibleAsync();
        await AssertSound(tom, width);
        await TabTo(tom, "#pledge-text");
        await tom.Keyboard.TypeAsync("We decide the budget of next quarter in one meeting.");
        await TabTo(tom, "main form button");
        await tom.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tom.GetByRole(AriaRole.Status)).ToContainTextAsync("Proposed.");
        await AssertSound(tom, width);

        await pia.ReloadAsync();
        await AssertSound(pia, width);
        await Picture(pia, $"partnership-proposed-{screen}");
        await pia.GetByRole(AriaRole.Button, new() { Name = "Agree to these words" }).ClickAsync();
        await Assertions.Expect(pia.GetByRole(AriaRole.Status)).ToContainTextAsync("Agreed.");
        await AssertSound(pia, width);
        await Picture(pia, $"partnership-agreed-{screen}");
        Assert.Equal("done", (await driver.Status()).Partnerships.Single(p => p.Pair == "marketplace").Check);
        Assert.Empty(ConsoleErrors);
    }

    [GeneratedRegex("/desk/partnership/marketplace$")]
    private static partial Regex CheckPage();
}
