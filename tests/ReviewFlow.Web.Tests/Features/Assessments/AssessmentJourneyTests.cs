using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Assessments;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>Two leaders assess a team on its pages, from the first note to the signature.</summary>
public sealed class AssessmentJourneyTests : AssessmentFormTestBase
{
    [Fact]
    public async Task A_gap_is_revealed_countered_confirmed_accounted_for_and_signed()
    {
        Assert.Contains(
            "Not rated yet. Tom of market: not yet either.",
            Text(await _pia.Get(Page)),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Equal(
            "Sealed.",
            Receipt(
                await Seal(
                    _pia,
                    ("rating-growth", "met"),
                    ("rating-speed", "met"),
                    ("note-growth", "The target came late.")
                )
            )
        );
        Assert.Contains(
            "Not rated yet. Pia of market has sealed.",
            Text(await _tom.Get("/desk")),
            StringComparison.Ordinal
        );
        var revealed = await Seal(_tom, ByTheFigures);
        Assert.Contains("The target came late.", Text(revealed), StringComparison.Ordinal);
        Assert.Contains("You see it differently.", Text(revealed), StringComparison.Ordinal);

        Assert.Equal(
            "Sent to your partner.",
            Receipt(
                await Do(
                    _tom,
                    "settle",
                    ("rating-growth", "partly"),
                    ("rationale-growth", "We moved it,\r\nnot far enough.")
                )
            )
        );
        Assert.Contains(
            "Your partner proposed a joint rating.",
            Text(await _pia.Get("/desk")),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Sent to your partner.",
            Receipt(
                await Do(
                    _pia,
                    "settle",
                    ("answer-growth", "otherwise"),
                    ("rating-growth", "missed"),
                    ("rationale-growth", "Half a year is half.")
                )
            )
        );
        Assert.Equal("Confirmed.", Receipt(await Do(_tom, "settle", ("answer-growth", "yes"))));

        Assert.Equal(
            "Sent to your partner.",
            Receipt(
                await Do(
                    _pia,
                    "settle",
                    ("share-growth", "We briefed late."),
                    ("change-growth", "We brief in week one.")
                )
            )
        );
        Assert.Equal(
            "Sent to your partner.",
            Receipt(
                await Do(
                    _tom,
                    "settle",
                    ("answer-growth", "contest"),
                    ("why-growth", "You briefed twice."),
                    ("none-growth", "yes"),
                    ("because-growth", "It was ready.")
                )
            )
        );
        Assert.Contains("You briefed twice.", Text(await _pia.Get(Page)), StringComparison.Ordinal);
        await Do(
            _pia,
            "settle",
            ("share-growth", "We briefed late, and twice."),
            ("change-growth", "One brief."),
            ("answer-growth", "confirm"),
            ("why-growth", "It stood ready in July.")
        );
        await Do(_tom, "settle", ("answer-growth", "confirm"));

        await Do(
            _pia,
            "settle",
            ("meetings", "7"),
            ("wall-1-outcome", "growth"),
            ("wall-1-kind", "waited"),
            ("wall-1-days", "12"),
            ("wall-1-change", "We plan it together.")
        );
        var concluded = await Do(_tom, "settle", ("answer", "yes"));
        Assert.Equal("Confirmed.", Receipt(concluded));
        Assert.IsType<AssessmentConcluded>((await Entries())[^1].Event);
        Assert.NotNull(concluded.Form($"{Page}/sign-off"));
        foreach (
            var words in new[]
            {
                "Joint rating",
                "According to the figures: partly",
                "Half a year is half.",
                "We briefed late, and twice.",
                "It stood ready in July.",
                "7 joint meetings",
                "We plan it together.",
            }
        )
            Assert.Contains(words, Text(concluded), StringComparison.Ordinal);

        foreach (var browser in new[] { _pia, _tom })
            Assert.Equal("Signed.", Receipt(await Do(browser, "sign-off", ("confirmed", "yes"))));
        await Product.RunDueWork();
        using var chief = await Product.BrowserOf(Chief);
        var above = Text(await chief.Get(Page));
        Assert.Contains("Half a year is half.", above, StringComparison.Ordinal);
        foreach (var gone in new[] { "The target came late.", "You briefed twice.", "not far enough" })
            Assert.DoesNotContain(gone, above, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_round_begins_with_what_the_seat_held_before()
    {
        await Reveal();
        await Product
            .Get<ReviewFlow.Application.Desk.ReviewDesk>()
            .Execute(
                SampleRosters.Q3,
                new Quarters.QuarterCommand.OfTeam(
                    SampleRosters.Checkout,
                    new SigningCommand.Amend(SampleRosters.Card(70), "A wrong figure")
                ),
                null,
                TestContext.Current.CancellationToken
            );
        var page = await _pia.Get(Page);

        Assert.True(page.Page.QuerySelector<IHtmlInputElement>("#rating-growth-met")!.IsChecked);
        Assert.Equal("We moved the market.", page.Page.GetElementById("note-growth")!.TextContent);
        Assert.Contains("Round 2", Text(page), StringComparison.Ordinal);
        Assert.Equal("", (await _tom.Get(Page)).Page.GetElementById("note-growth")!.TextContent);
    }

    [Fact]
    public async Task Reading_the_pages_of_an_assessment_changes_nothing()
    {
        await Seal(_pia, ByTheFigures);
        var before = await Product.Footprint();
        foreach (var formAction in new[] { "", "/seal", "/unseal", "/settle", "/settle", "/settle" })
        {
            foreach (var browser in new[] { _pia, _tom })
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
                    await browser.Send(method, Page + formAction);
            }
        }
        Assert.Equal(before, await Product.Footprint());
    }
}
