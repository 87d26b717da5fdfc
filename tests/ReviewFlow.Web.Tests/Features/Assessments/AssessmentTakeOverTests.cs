using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Reports.Document;
using ReviewFlow.TakeOvers;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>The pair above takes the assessing of a team over.</summary>
public sealed class AssessmentTakeOverTests : AssessmentDelegateTestBase
{
    [Fact]
    public async Task Both_above_take_the_assessing_over_rate_in_their_place_and_the_report_prints_why()
    {
        await Do(_pia, "seal", ("rating-growth", "missed"), ("rating-speed", "met"), ("note-growth", Planted));
        await Product.RunDueWork();
        using var above = await Product.BrowserOf("product.company@example.com");
        using var partner = await Product.BrowserOf("technology.company@example.com");
        Assert.Contains(
            "What they have sealed is never opened.",
            Text(await above.Get(Page)),
            StringComparison.Ordinal
        );
        Assert.Null((await above.Get(Page)).Form($"{Page}/seal"));
        await Do(above, "take-over", ("reason", Why));
        var taken = await Do(partner, "take-over", ("confirmed", "yes"));

        Assert.NotNull(taken.Form($"{Page}/seal"));
        Assert.DoesNotContain(Planted, taken.Text, StringComparison.Ordinal);
        foreach (var below in new[] { _pia, _tom })
        {
            var theirs = await below.Get(Page);
            Assert.Null(theirs.Form($"{Page}/seal"));
            Assert.DoesNotContain(Planted, theirs.Text, StringComparison.Ordinal);
        }

        foreach (var browser in new[] { above, partner })
            await Do(browser, "seal", ByTheFigures);
        foreach (var browser in new[] { above, partner })
            await Do(browser, "settle", ("share-growth", "Ours."), ("change-growth", "This."));
        foreach (var browser in new[] { above, partner })
            await Do(browser, "settle", ("answer-growth", "confirm"));
        await Do(above, "settle", ("meetings", "1"));
        await Do(partner, "settle", ("answer", "yes"));
        foreach (var browser in new[] { above, partner })
            Assert.Equal("Signed.", Receipt(await Do(browser, "sign-off", ("confirmed", "yes"))));

        var events = (await Entries()).Select(e => e.Event).ToArray();
        Assert.Equal(Why, Assert.Single(events.OfType<TakenOver>()).Reason);
        Assert.Equal(["market", "company", "company"], events.OfType<RatingsSealed>().Select(e => $"{e.Seat.Pair}"));
        var report = await Report();
        Assert.Contains(
            $"Both leaders of Company took over the part of Market, jointly and with this reason: “{Why}”",
            report
        );
        Assert.Contains("Pia of company and Tom of company", report);
        Assert.DoesNotContain(report, line =>
            line.Contains("of market", StringComparison.Ordinal) || line.Contains(Planted, StringComparison.Ordinal)
        );
    }
}
