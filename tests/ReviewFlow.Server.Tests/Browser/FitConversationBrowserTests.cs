using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.Browser;

/// <summary>Of the two people one uses mouse or finger, the other the keyboard alone.</summary>
public sealed partial class FitConversationBrowserTests : BrowserTestBase
{
    private static readonly string[] Topics = ["productStrategy", "culture", "business", "whatWeBuild"];

    [Theory]
    [InlineData("desktop", 1280, 900, Traits = new[] { "Set", "Full" })]
    [InlineData("phone", 360, 740)]
    public async Task Two_who_consider_leading_together_answer_blind_and_read_each_other(
        string screen,
        int width,
        int height
    )
    {
        await using var host = await ServerHost.StartWithLinksAlone();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        await driver.Post(
            "fits",
            new JsonObject
            {
                ["one"] = Person("Ada Candidate", "ada@example.com"),
                ["other"] = Person("Bea Candidate", "bea@example.com"),
            }
        );
        await driver.Settled();
        await using var chromium = await Chromium.Start();
        await using var hers = await Context(chromium, width, height);
        var ada = await Page(hers, driver.Link("ada").ToString());
        await Assertions.Expect(ada).ToHaveURLAsync(FitPage());
        await AssertSound(ada, width);
        await Picture(ada, $"fit-form-{screen}");
        foreach (var topic in Topics)
        {
            await ada.Locator($"#words-{topic}")
                .FillAsync($"What I think about {topic}, in a few sentences.\nAnd a second line.");
            await ada.Locator($"input[name=alike-{topic}][value=yes]").CheckAsync();
        }
        await ada.GetByRole(AriaRole.Button, new() { Name = "Seal my answers" }).ClickAsync();
        await Assertions.Expect(ada.GetByRole(AriaRole.Status)).ToContainTextAsync("Answered.");
        await AssertSound(ada, width);
        await Picture(ada, $"fit-answered-{screen}");

        await using var theirs = await Context(chromium, width, height);
        var bea = await Page(theirs, driver.Link("bea").ToString());
        foreach (var topic in Topics)
        {
            await TabTo(bea, $"#words-{topic}");
            await bea.Keyboard.TypeAsync("One platform first, and one promise to the business each quarter.");
            await TabTo(bea, $"input[name=alike-{topic}]");
            await bea.Keyboard.PressAsync("Space");
            await bea.Keyboard.PressAsync("ArrowDown"); // partly
        }
        await TabTo(bea, "main form button");
        await bea.Keyboard.PressAsync("Enter");
        await Assertions.Expect(bea.GetByRole(AriaRole.Heading, new() { Name = "Culture" })).ToBeVisibleAsync();
        await Assertions.Expect(bea.GetByText("What I think about culture")).ToBeVisibleAsync();
        await AssertSound(bea, width);
        await Picture(bea, $"fit-revealed-{screen}");

        await OpenForm(bea, "end");
        await TabTo(bea, "#sure");
        await bea.Keyboard.PressAsync("Space");
        await AssertSound(bea, width);
        await bea.Keyboard.PressAsync("Tab");
        await bea.Keyboard.PressAsync("Enter");
        await Assertions.Expect(bea.GetByRole(AriaRole.Status)).ToContainTextAsync("Ended.");
        await AssertSound(bea, width);
        await ada.ReloadAsync();
        await Assertions.Expect(ada.GetByText("Bea Candidate ended it")).ToBeVisibleAsync();
        Assert.Empty(ConsoleErrors);
    }

    private static JsonObject Person(string name, string email) => new() { ["name"] = name, ["email"] = email };

    [GeneratedRegex("/fit/1$")]
    private static partial Regex FitPage();
}
