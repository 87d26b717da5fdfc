using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Settings;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Server.Tests.Browser;

/// <summary>
/// A person with a real browser in front of a quarter whose clock the test sets, and where acts need a code. Counts
/// what they do deliberately: a press, a choice, a field that is filled in.
/// </summary>
internal sealed partial class Visit : IAsyncDisposable
{
    private readonly Chromium _chromium;
    private readonly List<string> _actions = [];

    private Visit(Chromium chromium, RunningProduct product, IBrowserContext context) =>
        (_chromium, Product, Context) = (chromium, product, context);

    public RunningProduct Product { get; }
    public IBrowserContext Context { get; private set; }
    public IPage Page { get; private set; } = null!;

    /// <summary>In order.</summary>
    public IReadOnlyList<string> Actions => _actions;

    public static async Task<Visit> Start(byte[] roster, int width = 360, int height = 740)
    {
        var chromium = await Chromium.Start();
        var product = await RunningProduct.WithQuarter(roster, more: services => services.AddSingleton(
                new ReviewFlowSettings
                {
                    PublicUrl = new("http://localhost/"),
                    From = "ReviewFlow <reviews@example.com>",
                    SignIn = SignIn.LinkAndCode,
                }
            ));
        return new(
            chromium,
            product,
            await chromium.Browser.NewContextAsync(
                new()
                {
                    ViewportSize = new() { Width = width, Height = height },
                }
            )
        );
    }

    /// <summary>Reads the newest mail of this kind to this address.</summary>
    public async Task OpenMail(string address, string kind)
    {
        await Product.RunDueWork();
        var mail = Product.RecordingSender.To(address).Last(m => m.Kind == kind);
        _actions.Clear();
        Page = await Context.NewPageAsync();
        await Page.SetContentAsync(mail.Html.Replace("http://localhost/", $"{Product.Url}", StringComparison.Ordinal));
    }

    /// <summary>The first link of the mail, which is its button.</summary>
    public async Task OpenLink() => await Count("open the link", async () =>
        {
            var link = await Page.Locator("a[href*='/l/']").First.GetAttributeAsync("href");
            await Page.GotoAsync(link!);
        });

    public Task Press(string name) =>
        Count($"press \"{name}\"", () =>
            Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync()
        );

    public Task Follow(string name) =>
        Count($"follow \"{name}\"", () => Page.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync());

    public Task Tick(string label) => Count($"tick \"{label}\"", () => Page.GetByLabel(label).CheckAsync());

    public Task Fill(string label, string text) =>
        Count($"fill in \"{label}\"", () => Page.GetByLabel(label).FillAsync(text));

    /// <summary>The code of the newest mail.</summary>
    public async Task EnterCode(string address)
    {
        await Product.RunDueWork();
        var code = Digits().Match(Product.RecordingSender.To(address).Last(m => m.Kind == "code").Text);
        await Fill("Six digits from that mail", code.Groups[1].Value + code.Groups[2].Value);
        await Press("Confirm and go on");
    }

    /// <summary>Goes on in another browser.</summary>
    public async Task ChangeBrowser()
    {
        await Context.DisposeAsync();
        Context = await _chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 360, Height = 740 },
            }
        );
    }

    public async Task<Quarter> Quarter() =>
        (await Product.Get<ReviewDesk>().Get(SampleRosters.Q3, TestContext.Current.CancellationToken))!;

    public async Task Do(QuarterCommand command) =>
        Assert.IsType<CommandResult.Done>(
            await Product
                .Get<ReviewDesk>()
                .Execute(SampleRosters.Q3, command, key: null, TestContext.Current.CancellationToken)
        );

    private async Task Count(string action, Func<Task> act)
    {
        _actions.Add(action);
        await act();
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await _chromium.DisposeAsync();
        await Product.DisposeAsync();
    }

    [GeneratedRegex(@"^ {4}(\d{3}) (\d{3})\r?$", RegexOptions.Multiline)]
    private static partial Regex Digits();
}
