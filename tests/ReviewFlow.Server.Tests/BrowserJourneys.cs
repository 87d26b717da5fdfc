using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Play;

namespace ReviewFlow.Server.Tests;

/// <summary>What leaders do with a real browser, from the mail to the receipt, and what every page on the way must hold.</summary>
public sealed partial class BrowserJourneys
{
    /// <summary>Where pictures of the pages go; for the makers of the README.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("REVIEWFLOW_SCREENSHOTS");

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> _consoleErrors = [];
    private readonly List<string> _expected = [];

    [Theory]
    [InlineData("desktop", 1280, 900)]
    [InlineData("phone", 360, 740)]
    public async Task A_leader_goes_from_the_mail_to_the_receipt(string screen, int width, int height)
    {
        await using var host = await ServerHost.Start();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
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
        Assert.Equal("signed+awaited, notYet+notYet", Seats(await players.Team("checkout")));
        Assert.Equal("returned", (await players.Team("search")).Stage);
        Assert.Empty(_consoleErrors);
    }

    [Fact]
    public async Task The_other_leader_signs_with_the_keyboard_alone()
    {
        await using var host = await ServerHost.Start();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        await players.SignOff("cpo", "platform");
        await using var chromium = await Chromium.Start();
        await using var context = await Context(chromium, 1280, 900);
        var page = await Page(context, players.Link("cto").ToString());

        await TabTo(page, "a.button");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(Platform());
        await TabTo(page, "input[type=checkbox]");
        await page.Keyboard.PressAsync("Space");
        await TabTo(page, "form.sign button");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Signed.");
        Assert.Equal("signed+signed", Seats(await players.Team("platform")));
        Assert.Empty(_consoleErrors);
    }

    [Fact]
    public async Task Without_JavaScript_everything_works_the_same()
    {
        await using var host = await ServerHost.Start();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        await using var chromium = await Chromium.Start();
        await using var context = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(players.Link("ed.logistics").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Rider App", Exact = true }).ClickAsync();
        await page.GetByLabel("I have read the outcomes").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign off" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Signed.");
        Assert.Equal("awaited+signed, notYet+notYet", Seats(await players.Team("rider-app")));
    }

    [Theory]
    [InlineData(1280, 900), InlineData(360, 740)]
    public async Task Every_other_page_is_as_sound_as_the_journey_itself(int width, int height)
    {
        await using var host = await ServerHost.Start();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
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

        // A refusal: the tick is taken off the form by somebody who does not wait for the browser's own check.
        var refused = await Page(context, players.Link("cto").ToString());
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
            .ToContainTextAsync("does not open anything");
        await AssertSound(dead, width);

        await players.SignEverything();
        var report = await Page(context, players.Link("ceo").ToString());
        await Assertions
            .Expect(report.GetByRole(AriaRole.Link, new() { Name = "Download the report" }))
            .ToBeVisibleAsync();
        await AssertSound(report, width);
        Assert.Empty(_consoleErrors);
    }

    /// <summary>Chromium calls an answer such as 422 an error in its console; these are the answers the test is after.</summary>
    private void Expecting(string status) => _expected.Add(status);

    /// <summary>The mails in the browser, which a server shows that was started with the sample.</summary>
    private static async Task<string> Outbox(ServerHost host)
    {
        host.Server.IsSample = true;
        await host.Restart();
        return host.Server.Outbox.ToString();
    }

    /// <summary>From the local outbox to the desk, as a person does: the mail, its frame, the link in it.</summary>
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

    private static Task<IBrowserContext> Context(Chromium chromium, int width, int height) =>
        chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            }
        );

    private async Task<IPage> Page(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        CollectErrors(page);
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Policy violations reach the console as errors too.</summary>
    private void CollectErrors(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !_expected.Exists(s => message.Text.Contains(s, StringComparison.Ordinal)))
                _consoleErrors.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _consoleErrors.Add($"{page.Url}: {error}");
    }

    /// <summary>No serious accessibility violation, nothing wider than the screen, no token in the address bar.</summary>
    private static async Task AssertSound(IPage page, int width)
    {
        Assert.DoesNotContain("/l/", page.Url, StringComparison.Ordinal);
        Assert.True(
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width,
            $"{page.Url} is wider than {width} px."
        );
        await page.EvaluateAsync(Axe);
        // Its preload fetches the stylesheet by script, which the page's policy rightly blocks; frames of mails are not ours.
        var found = await page.EvaluateAsync<JsonElement>(
            "axe.run({ resultTypes: ['violations'], preload: false, iframes: false }).then(r => r.violations)"
        );
        var serious = found
            .EnumerateArray()
            .Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(v =>
                $"{page.Url}: {v.GetProperty("id")} at {string.Join(", ", v.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("html")))}"
            );
        Assert.Empty(serious);
    }

    private static async Task AssertCookie(IBrowserContext context)
    {
        var cookie = Assert.Single(await context.CookiesAsync());
        Assert.True(cookie.HttpOnly);
        Assert.Equal((SameSiteAttribute.Lax, "/"), (cookie.SameSite, cookie.Path));
    }

    /// <summary>Tab, and nothing but Tab, until the element has the focus.</summary>
    private static async Task TabTo(IPage page, string selector)
    {
        for (var presses = 0; presses < 120; presses++)
        {
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) === true", selector))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{selector} is not reached with Tab on {page.Url}.");
    }

    /// <summary>In light, in dark and as it is printed.</summary>
    private static async Task Picture(IPage page, string name)
    {
        if (Pictures is not { } folder)
            return;
        await Take("");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Take("-dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Null, Media = Media.Print });
        await Take("-print");
        await page.EmulateMediaAsync(new() { Media = Media.Null });

        Task Take(string kind) =>
            page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(folder, $"{name}{kind}.png"),
                    FullPage = !name.StartsWith("desk", StringComparison.Ordinal),
                }
            );
    }

    [GeneratedRegex("/desk$")]
    private static partial Regex Desk();

    [GeneratedRegex("/desk/platform$")]
    private static partial Regex Platform();

    private static string Seats(ReviewFlow.Web.Api.TeamStatus team) =>
        string.Join(", ", team.Path.Select(l => $"{l.Product}+{l.Technology}"));
}
