using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using ReviewFlow.Server.Tests.Hosts;

namespace ReviewFlow.Server.Tests.Browser;

/// <summary>The tests with a real browser run one after the other.</summary>
[Collection("Browser")]
public abstract class BrowserTestBase
{
    /// <summary>Folder for screenshots, such as those in the README.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("REVIEWFLOW_SCREENSHOTS");

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private protected List<string> ConsoleErrors { get; } = [];
    private readonly List<string> _expected = [];

    /// <summary>Chromium logs a status such as 422 to its console; this one is expected.</summary>
    private protected void Expecting(string status) => _expected.Add(status);

    private protected static Task<IBrowserContext> Context(Chromium chromium, int width, int height) =>
        chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            }
        );

    private protected async Task<IPage> Page(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        CollectErrors(page);
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Violations of the content policy are console errors too.</summary>
    private protected void CollectErrors(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !_expected.Exists(s => message.Text.Contains(s, StringComparison.Ordinal)))
                ConsoleErrors.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => ConsoleErrors.Add($"{page.Url}: {error}");
    }

    /// <summary>
    /// No serious accessibility violation, nothing wider than the screen, no token in the address bar.
    /// </summary>
    private protected static async Task AssertSound(IPage page, int width)
    {
        Assert.DoesNotContain("/l/", page.Url, StringComparison.Ordinal);
        Assert.True(
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width,
            $"{page.Url} is wider than {width} px."
        );
        await page.EvaluateAsync(Axe);
        // The page's policy blocks its preload, which fetches the stylesheet by script. Mails in frames are not tested.
        var found = await page.EvaluateAsync<JsonElement>(
            "axe.run({ resultTypes: ['violations'], preload: false, iframes: false }).then(r => r.violations)"
        );
        var serious = found
            .EnumerateArray()
            .Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(v => $"{page.Url}: {v.GetProperty("id")} at {string.Join(", ", Nodes(v))}");
        Assert.Empty(serious);

        static IEnumerable<JsonElement> Nodes(JsonElement violation) =>
            violation.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("html"));
    }

    /// <summary>Presses Tab until the element has the focus.</summary>
    private protected static async Task TabTo(IPage page, string selector)
    {
        for (var presses = 0; presses < 120; presses++)
        {
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) === true", selector))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{selector} is not reached with Tab on {page.Url}.");
    }

    /// <summary>Light, dark and print.</summary>
    private protected static async Task Picture(IPage page, string name)
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

    /// <summary>Follows the link to another form of the page with the keyboard.</summary>
    private protected static async Task OpenForm(IPage page, string act)
    {
        await Press(page, $"a[href$='?act={act}#act']", "Enter");
        await Assertions.Expect(page.Locator("#act")).ToBeVisibleAsync();
    }

    private protected static async Task Press(IPage page, string selector, string key)
    {
        await TabTo(page, selector);
        await page.Keyboard.PressAsync(key);
    }
}
