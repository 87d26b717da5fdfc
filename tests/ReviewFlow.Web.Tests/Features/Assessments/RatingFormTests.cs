using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Assessments;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>The blind form: what it shows to whom, what it refuses, what stays typed.</summary>
public sealed class RatingFormTests : AssessmentFormTestBase
{
    [Fact]
    public async Task Before_the_reveal_a_note_is_on_the_page_of_its_own_seat_and_on_no_other()
    {
        await Seal(_pia, ("rating-growth", "missed"), ("rating-speed", "met"), ("note-growth", Planted));
        await Product.RunDueWork();
        using var chief = await Product.BrowserOf(Chief);
        using var ops = Product.Ops();

        var mine = await _pia.Get(Page + "?act=seal");
        Assert.Contains(Planted, mine.Text, StringComparison.Ordinal);
        Assert.True(mine.Page.QuerySelector<IHtmlInputElement>("#rating-growth-missed")!.IsChecked);
        foreach (
            var theirs in new[]
            {
                await _tom.Get(Page),
                await _tom.Get("/desk"),
                await chief.Get("/desk"),
                await chief.Get(Page),
            }
        )
            Assert.DoesNotContain(Planted, theirs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Planted,
            await ops.GetStringAsync($"api/quarters/{SampleRosters.Q3}/ledger", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.All((await _tom.Get(Page)).Page.QuerySelectorAll<IHtmlInputElement>("input[type=radio]"), radio =>
            Assert.False(radio.IsChecked)
        );
        Assert.Contains("Market is rating it.", Text(await chief.Get(Page)), StringComparison.Ordinal);
        Assert.DoesNotContain("has sealed", Text(await chief.Get(Page)), StringComparison.OrdinalIgnoreCase);
        Assert.Null((await chief.Get(Page)).Form($"{Page}/seal"));
    }

    [Fact]
    public async Task What_is_sealed_can_be_changed_and_taken_back_until_the_partner_seals()
    {
        await Seal(_pia, ByTheFigures);
        await Seal(_pia, ("rating-growth", "missed"), ("rating-speed", "met"), ("note-growth", "Worse than it looks."));
        var back = await Do(_pia, "unseal");

        Assert.Equal("Taken back.", Receipt(back));
        Assert.DoesNotContain("Worse than it looks.", back.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Not rated yet. Pia of market: not yet either.",
            Text(await _tom.Get(Page)),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Equal("Sealed.", Receipt(await Seal(_pia, ByTheFigures)));
        await Seal(_tom, ByTheFigures);
        Assert.Null((await _pia.Get(Page)).Form($"{Page}/unseal"));
    }

    [Fact]
    public async Task A_rating_without_its_note_is_refused_at_the_field_and_everything_typed_stays()
    {
        var page = await _pia.Get(Page);
        var refused = await _pia.Post(page, $"{Page}/seal", ("rating-growth", "met"), ("note-speed", "So fast."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["#note-growth", "#rating-speed-met"],
            refused.Page.QuerySelectorAll("[role=alert] a").Select(a => a.GetAttribute("href"))
        );
        Assert.NotNull(refused.Page.GetElementById("note-growth-error"));
        Assert.Equal("So fast.", refused.Page.GetElementById("note-speed")!.TextContent);
        Assert.True(refused.Page.QuerySelector<IHtmlInputElement>("#rating-growth-met")!.IsChecked);
        Assert.DoesNotContain(await Entries(), e => e.Event is AssessmentEvent);
    }

    [Theory]
    [InlineData("seal", "note-growth")]
    [InlineData("settle", "rationale-growth")]
    [InlineData("settle", "share-growth")]
    public async Task A_text_that_is_too_long_is_refused_and_kept(string formAction, string field)
    {
        if (formAction != "seal")
            await Reveal();
        if (field.StartsWith("share-", StringComparison.Ordinal))
            await Agree();
        var text = new string('ä', 2001);
        var refused = await _pia.Post(
            await _pia.Get(Page),
            $"{Page}/{formAction}",
            [
                .. field.StartsWith("share-", StringComparison.Ordinal)
                    ? [("change-growth", "Ours.")]
                    : new[] { ("rating-growth", "met"), ("rating-speed", "met") },
                (field, text),
            ]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(text, refused.Page.GetElementById(field)!.TextContent);
        Assert.NotNull(refused.Page.GetElementById(field)!.GetAttribute("maxlength"));
    }

    [Fact]
    public async Task A_form_of_another_round_is_out_of_date_and_what_was_typed_is_shown()
    {
        var page = await _pia.Get(Page);
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
        var refused = await _pia.Post(
            page,
            $"{Page}/seal",
            ("rating-growth", "met"),
            ("rating-speed", "met"),
            ("note-growth", "It counts."),
            ("note-speed", "Of what is gone.")
        );

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("It counts.", refused.Page.GetElementById("note-growth")!.TextContent);
        Assert.Contains("Of what is gone.", refused.Alert, StringComparison.Ordinal);
        Assert.DoesNotContain(await Entries(), e => e.Event is RatingsSealed);
    }

    [Theory]
    [InlineData("seal", "rating-nothing")]
    [InlineData("settle", "rationale-nothing")]
    [InlineData("settle", "share-nothing")]
    public async Task An_outcome_that_the_team_does_not_have_is_refused(string formAction, string field)
    {
        if (formAction != "seal")
            await Reveal();
        if (field.StartsWith("share-", StringComparison.Ordinal))
            await Agree();
        var before = await Product.Footprint();
        var refused = await _pia.Post(await _pia.Get(Page), $"{Page}/{formAction}", [.. ByTheFigures, (field, "met")]);

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(before, await Product.Footprint());
    }

    [Fact]
    public async Task A_form_token_of_one_step_is_of_no_use_for_another()
    {
        await Seal(_pia, ByTheFigures);
        var fields = await _pia.Fields(Page, $"{Page}/unseal");
        var before = await Product.Footprint();

        Assert.Equal(HttpStatusCode.Conflict, (await _pia.Post($"{Page}/seal", fields)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await _tom.Post($"{Page}/unseal", fields)).Status);
        Assert.Equal(before, await Product.Footprint());
    }
}
