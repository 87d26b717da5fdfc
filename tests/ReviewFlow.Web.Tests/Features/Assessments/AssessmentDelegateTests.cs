using System.Net;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Reports.Document;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>
/// A delegate, and two who take a part over, in the midst of a joint assessment: through its forms to the report.
/// </summary>
public sealed class AssessmentDelegateTests : AssessmentDelegateTestBase
{
    [Fact]
    public async Task A_delegate_rates_and_agrees_on_behalf_of_the_leader_and_ledger_and_report_say_so()
    {
        using var dana = await NameDana();
        Assert.Contains(
            "You are acting on behalf of Pia of market; the report will say so.",
            Text(await dana.Get(Page)),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Sealed on behalf of Pia of market.",
            Receipt(await Do(dana, "seal", ("rating-growth", "met"), ("rating-speed", "met"), ("note-growth", Planted)))
        );

        var hers = await _pia.Get(Page + "?act=seal"); // it is her seat's
        Assert.Contains(Planted, hers.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, (await _tom.Get(Page)).Text, StringComparison.Ordinal);
        await Do(_tom, "seal", ByTheFigures);
        Assert.Equal(
            "Sent to your partner on behalf of Pia of market.",
            Receipt(await Do(dana, "settle", ("rating-growth", "partly"), ("rationale-growth", "Half of the way.")))
        );
        await Do(_tom, "settle", ("answer-growth", "yes"));
        await Do(dana, "settle", ("share-growth", "We asked late."), ("change-growth", "We ask first."));
        await Do(
            _tom,
            "settle",
            ("share-growth", "We said so late."),
            ("change-growth", "We say so first."),
            ("answer-growth", "confirm")
        );
        await Do(_pia, "settle", ("answer-growth", "confirm")); // the leader may act herself at any time
        await Do(_tom, "settle", ("meetings", "3"));
        Assert.Equal("Confirmed on behalf of Pia of market.", Receipt(await Do(dana, "settle", ("answer", "yes"))));
        foreach (var browser in new[] { _pia, _tom })
            Assert.Equal("Signed.", Receipt(await Do(browser, "sign-off", ("confirmed", "yes"))));

        var sealing = (await Entries()).Select(e => e.Event).OfType<RatingsSealed>().First();
        Assert.Equal((Dana, "product.market@example.com"), (sealing.By.Email, sealing.OnBehalfOf!.Email));
        var report = await Report();
        Assert.Contains("In the joint assessment Dana Diaz acted on behalf of Pia of market.", report);
        Assert.DoesNotContain(report, line =>
            line.Contains("Tom of market acted", StringComparison.Ordinal)
            || line.Contains(Planted, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task After_the_delegates_last_day_what_they_sealed_is_the_leaders_to_change()
    {
        using var dana = await NameDana();
        await Do(dana, "seal", ("rating-growth", "missed"), ("rating-speed", "met"), ("note-growth", Planted));
        var form = await dana.Fields(Page, $"{Page}/seal");
        Product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 2, 20, 0, 0, TimeSpan.Zero)); // midnight in Dubai

        Assert.Equal(HttpStatusCode.NotFound, (await dana.Get(Page)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await dana.Post($"{Page}/seal", form)).Status);
        Assert.Equal("Sealed.", Receipt(await Do(_pia, "seal", [.. ByTheFigures, ("note-growth", "")])));
        Assert.DoesNotContain(Planted, (await _pia.Get(Page)).Text, StringComparison.Ordinal);
        Assert.Equal(
            [Dana, "product.market@example.com"],
            (await Entries()).Select(e => e.Event).OfType<RatingsSealed>().Select(e => e.By.Email)
        );
    }

    private async Task<Browser> NameDana()
    {
        await _pia.Post(
            await _pia.Get("/desk"),
            "/delegate",
            (DelegationFields.Name, "Dana Diaz"),
            (DelegationFields.Email, Dana),
            (DelegationFields.From, "2026-10-01"),
            (DelegationFields.Until, "2026-10-02")
        );
        await Product.RunDueWork();
        return await Product.BrowserOf(Dana);
    }
}
