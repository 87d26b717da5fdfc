using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Settings;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Links;

/// <summary>A running quarter in which acts need a proven browser.</summary>
public abstract partial class CodeTestBase : IAsyncLifetime
{
    private protected const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com",
        SignOff = "/desk/checkout/sign-off";

    private protected RunningProduct Product { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        Product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile, more: services =>
            services.AddSingleton(
                new ReviewFlowSettings
                {
                    PublicUrl = new("http://localhost/"),
                    From = "ReviewFlow <reviews@example.com>",
                    SignIn = SignIn.LinkAndCode,
                }
            )
        );

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static async Task<Reply> Sign(Browser browser) =>
        await browser.Post(await browser.Get("/desk/checkout"), SignOff, (Fields.Confirmed, Fields.Yes));

    /// <summary>Posts a held form with the code from the newest mail.</summary>
    private protected async Task<Reply> EnterCode(Browser browser, Reply held, string address) =>
        await browser.Post(held, ActionOf(held), (HeldForm.CodeField, await CodeFor(address)));

    private protected static string ActionOf(Reply held) =>
        held.Page.QuerySelector("main form")!.GetAttribute("action")!;

    private protected async Task<string> CodeFor(string address)
    {
        await Product.RunDueWork();
        var mail = Product.RecordingSender.To(address).Last(p => p.Kind == "code");
        var code = Digits().Match(mail.Text);
        return code.Groups[1].Value + code.Groups[2].Value;
    }

    /// <summary>Six digits that are not the code.</summary>
    private protected static string Wrong(string code) => code[..5] + (code[5] == '0' ? '1' : '0');

    private protected static bool IsHeld(Reply reply) =>
        reply.Page.QuerySelector($"main input[name={HeldForm.CodeField}]") is not null;

    private protected async Task Do(QuarterCommand command) =>
        Assert.IsType<CommandResult.Done>(
            await Product.Get<ReviewDesk>().Execute(SampleRosters.Q3, command, key: null, Stop)
        );

    private protected async Task<T[]> Events<T>()
        where T : QuarterEvent =>
        [.. (await Product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop)).Select(e => e.Event).OfType<T>()];

    [GeneratedRegex(@"^ {4}(\d{3}) (\d{3})\r?$", RegexOptions.Multiline)]
    private static partial Regex Digits();
}
