using System.Net;
using AngleSharp.Dom;
using ReviewFlow.Application.Desk;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Signing;

/// <summary>A return by mistake is put right by the seat that returned, and nobody signs again.</summary>
public sealed class TakeBackReturnTests : SigningTestBase
{
    private const string Page = "/desk/checkout",
        TakeBack = Page + "/take-back-return",
        Above = "product.company@example.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_stood_before_stands_again_and_those_who_were_told_of_the_return_are_told()
    {
        using var pia = await Product.BrowserOf(Pia);
        using var tom = await Product.BrowserOf(Tom);
        using var above = await Product.BrowserOf(Above);
        foreach (var leader in new[] { pia, tom })
            await leader.Post(await leader.Get(Page), $"{Page}/sign-off", (Fields.Confirmed, Fields.Yes));
        await above.Post(await above.Get(Page), $"{Page}/return", (Fields.Reason, "The other team was meant"));
        Assert.Empty((await Review()).SignOffs);
        await Product.RunDueWork();
        var returned = Told("returned");

        var form = await above.Get($"{Page}?act=take-back-return");
        Assert.Contains(
            "The 2 signatures of Pia of market and Tom of market stand again.",
            form.Page.QuerySelector("#act")!.TextContent,
            StringComparison.Ordinal
        );
        var done = await above.Post(form, TakeBack, (Fields.Reason, "It was dispatch"));
        Assert.Contains(
            "Return taken back.",
            done.Page.QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(["Pia of market", "Tom of market"], (await Review()).SignOffs.Select(s => s.SignOff.Signer.Name));

        await Product.RunDueWork();
        Assert.Equal(returned, Told("return-taken-back"));
        var mail = Product.RecordingSender.To(Pia).Single(m => m.Kind == "return-taken-back");
        Assert.Contains("You need not sign again.", mail.Text, StringComparison.Ordinal);

        // The pair above signs what stood all the time.
        await above.Post(await above.Get(Page), $"{Page}/sign-off", (Fields.Confirmed, Fields.Yes));
        Assert.Equal(3, (await Review()).SignOffs.Count());
    }

    [Fact]
    public async Task Nobody_else_has_the_form_and_a_forged_one_does_nothing()
    {
        using var pia = await Product.BrowserOf(Pia);
        using var tom = await Product.BrowserOf(Tom);
        await pia.Post(await pia.Get(Page), $"{Page}/return", (Fields.Reason, "The other team was meant"));
        Assert.Null((await tom.Get($"{Page}?act=take-back-return")).Form(TakeBack));

        var fields = await pia.Fields($"{Page}?act=take-back-return", TakeBack);
        fields[Fields.Reason] = "It was dispatch";
        Assert.Equal(HttpStatusCode.Conflict, (await tom.Post(TakeBack, fields)).Status);
        Assert.Equal(Stage.Returned, (await Review()).Stage);
    }

    [Fact]
    public async Task Once_ops_have_amended_the_return_stands()
    {
        using var pia = await Product.BrowserOf(Pia);
        await pia.Post(await pia.Get(Page), $"{Page}/return", (Fields.Reason, "The other team was meant"));
        var fields = await pia.Fields($"{Page}?act=take-back-return", TakeBack);
        fields[Fields.Reason] = "It was dispatch";
        await Product
            .Get<ReviewDesk>()
            .Execute(
                SampleRosters.Q3,
                new QuarterCommand.OfTeam(
                    SampleRosters.Checkout,
                    new SigningCommand.Amend((await Review()).Scorecard, "We looked, it stands")
                ),
                key: null,
                Stop
            );
        var refused = await pia.Post(TakeBack, fields);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("There is no return of", refused.Alert, StringComparison.Ordinal);
        Assert.Contains("It was dispatch", refused.Text, StringComparison.Ordinal);
    }

    private string[] Told(string kind) =>
        [
            .. Product
                .RecordingSender.Delivered.Where(m => m.Kind == kind)
                .Select(m => m.To)
                .Order(StringComparer.Ordinal),
        ];

    private async Task<Review> Review() =>
        (await Product.Get<ReviewDesk>().Get(SampleRosters.Q3, Stop))!.Reviews[SampleRosters.Checkout];
}
