using Microsoft.Playwright;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>The installed browser, headless. <c>REVIEWFLOW_CHROMIUM</c> names another one.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string Program = Environment.GetEnvironmentVariable("REVIEWFLOW_CHROMIUM")
        ?? "/usr/bin/chromium";

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    /// <summary>Skips the test if there is no browser.</summary>
    public static async Task<Chromium> Start()
    {
        Assert.SkipUnless(
            File.Exists(Program),
            $"There is no browser {Program}; REVIEWFLOW_CHROMIUM can name another."
        );
        var playwright = await Playwright.CreateAsync();
        return new(
            playwright,
            await playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = Program,
                    Args =
                    [
                        "--no-sandbox",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                    ],
                }
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
